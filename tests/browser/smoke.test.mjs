// Every page, before anything is tapped: text without JavaScript, a quiet start, readable in every look.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LOOKS, accessible, built, fits, open, pageNames, picture, quiet, start } from './rig.mjs';
import { POLICY } from './server.mjs';

const names = await pageNames();
let rig;
before(async () => {
  rig = await start({ base: '/some/portal/' });
});
after(() => rig?.stop());

// Pages of one kind are looked at once per look; all of them are read without JavaScript.
const KINDS = [/^measure-(?!08|12|30)/, /^section-(?!1)/];

test('the site has its pages', () => {
  const numbered = (stem, most, places) =>
    Array.from({ length: most }, (_, at) => `${stem}-${String(at + 1).padStart(places, '0')}`);
  const pages = ['about', 'find', 'goods', 'index', 'measures', 'plans', 'vehicles', 'vouchers'];
  for (const name of [...pages, ...numbered('measure', 31, 2), ...numbered('section', 7, 1)]) {
    assert.ok(names.includes(`${name}.html`), `${name}.html is missing`);
  }
});

for (const name of names) {
  const stem = name.replace('.html', '');

  test(`${stem}: text, title and policy stand in the file`, async (t) => {
    const html = await built(name);
    assert.ok(html.includes(`content="${POLICY}"`), 'the page does not say the policy that the server says');
    // Links to documents leave the site, and only those: marked as such, opened by a person.
    const own = html.replace(/<a href="https?:[^"]*" rel="noopener noreferrer external"/g, '<a');
    assert.doesNotMatch(own, /(?:src|href)="(?:\/|[a-z]+:\/\/)/, 'a reference is not relative');
    const { page, seen } = await open(t, rig, name, { js: false });
    assert.ok((await page.title()).includes('惠算'));
    assert.ok((await page.locator('h1').innerText()).trim().length > 1, 'no heading');
    assert.ok((await page.locator('#app').innerText()).trim().length > 10, 'no text');
    quiet(rig, seen);
  });

  for (const [look, how] of Object.entries(LOOKS)) {
    if (KINDS.some((kind) => kind.test(name))) break;
    test(`${stem}, ${look}: starts, says nothing to anybody, is accessible`, async (t) => {
      const { page, seen } = await open(t, rig, name, how);
      await page.waitForLoadState('networkidle');
      const requests = seen.requests.length;
      const twice = seen.requests.map(({ url }) => url).filter((url, at, all) => all.indexOf(url) !== at);
      assert.deepEqual(twice, [], 'loaded twice');
      await picture(page, `${stem}-${look}`);
      await fits(page);
      await accessible(page);
      quiet(rig, seen);
      assert.equal(seen.requests.length, requests, 'a request left after the page was ready');
    });
  }
}
