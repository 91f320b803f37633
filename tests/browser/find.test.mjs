// Finding one's way: by one's own words, by an interview, and on any day from 2020 on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LOOKS, accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig?.stop());

const question = (page, fact) => page.locator(`[data-testid=interview] [data-fact="${fact}"]`);
const pick = (page, fact, option) => question(page, fact).locator(`label:has([data-option="${option}"])`).click();
const names = (page, list) =>
  page.locator(`[data-list="${list}"] [data-finding]`).evaluateAll((them) => them.map((it) => it.dataset.finding));

test('房租, hbx and a sentence find their measure; what stands nowhere says so', async (t) => {
  const { page, seen } = await open(t, rig, 'measures.html');
  const first = () => page.locator('[data-measure]').first().getAttribute('data-measure');
  await page.waitForLoadState('networkidle');
  const requests = seen.requests.length;
  for (const [words, measure] of [
    ['房租', '23'],
    ['fz', '23'],
    ['我失业了怎么办', '30'],
    ['hbx', '21'],
    ['交不起社保', '2'],
    ['18', '18'],
  ]) {
    await page.locator('#search').fill(words);
    assert.equal(await first(), measure, words);
  }
  await page.locator('#search').fill('换冰箱');
  assert.equal(await page.locator('a.hs-measures__shortcut').first().getAttribute('href'), 'goods.html');
  await picture(page, 'find-search');

  await page.locator('#search').fill('量子纠缠');
  await page.locator('[data-testid=nothing-found] a[href="find.html"]').waitFor();
  await picture(page, 'find-nothing');
  await page.locator('[data-testid=show-all]').click();
  assert.equal(await page.locator('[data-measure]').count(), 31);
  assert.equal(await page.locator('#search').inputValue(), '');

  await page.locator('[data-chips=who] [data-chip=resident]').click();
  await page.locator('[data-chips=does] [data-chip=later]').click();
  const found = await page.locator('[data-measure]').evaluateAll((them) => them.map((it) => it.dataset.measure));
  assert.deepEqual(found, ['8']);
  await accessible(page);
  await fits(page);
  quiet(rig, seen);
  assert.equal(seen.requests.length, requests, 'a request left while searching');
});

for (const [look, how] of Object.entries(LOOKS)) {
  test(`eight questions at most, three lists, ${look}`, async (t) => {
    const { page, seen } = await open(t, rig, '', how);
    await page.locator('a[href="find.html"]').first().click();
    await page.waitForURL('**/find.html');
    await ready(page);
    if (how.elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', ''));
    await picture(page, `find-start-${look}`);
    assert.equal(await page.locator('[data-finding]').count(), 0, 'everything is possible: nothing is listed');
    await pick(page, 'who', 'resident');
    await pick(page, 'topics', 'vehicle');
    await pick(page, 'topics', 'm30');
    await picture(page, `find-topics-${look}`);
    await accessible(page);
    await page.locator('[data-testid=go-on]').click();
    await picture(page, `find-question-${look}`);
    // The rest is passed over, one question after the other, until there is none.
    for (let asked = 3; asked <= 8; asked += 1) {
      assert.match(await page.locator('.hs-find__progress').innerText(), new RegExp(`${asked}.*8`));
      await page.locator('[data-testid=skip]').click();
    }
    await page.locator('[data-testid=interview-done]').waitFor();
    const maybe = await names(page, 'maybe');
    assert.ok(maybe.includes('cn-scrap-2026') && maybe.includes('yn-unemployment-benefit'), maybe.join(' '));
    const sums = await page
      .locator('[data-list=maybe] [data-finding][data-most]')
      .evaluateAll((them) => them.map((it) => Number(it.dataset.most)));
    assert.deepEqual(sums, [...sums].sort((a, b) => b - a), 'not in the order of yuan');
    await page.locator('[data-fold=by-time] summary').click();
    assert.ok(await page.locator('[data-fold=by-time] [data-finding="cn-scrap-2025"] [data-condition]').count());
    await fits(page);
    await accessible(page);
    await picture(page, `find-lists-${look}`);
    quiet(rig, seen);
  });
}

test('an answer can be taken back, outlives a reload and goes along to the calculator', async (t) => {
  const { page } = await open(t, rig, 'find.html');
  await pick(page, 'who', 'resident');
  await page.locator('[data-testid=back]').click();
  await question(page, 'who').waitFor();
  await pick(page, 'who', 'resident');
  await pick(page, 'topics', 'vehicle');
  await page.locator('[data-testid=go-on]').click();
  await pick(page, 'has_old_car', 'false');
  assert.ok((await page.locator('[data-list=no] [data-finding="cn-scrap-2026"] [data-condition]').count()) === 1);
  await page.reload();
  await ready(page);
  assert.equal(await page.locator('[data-fact=has_old_car][data-answered]').count(), 1);
  await page.locator('[data-list=maybe] [data-finding="cn-nev-purchase-tax-2026"] a.hs-finding__to').click();
  await page.waitForURL('**/vehicles.html');
  await ready(page);
  const told = page.locator('[data-fact=has_old_car][data-answered]');
  assert.match(await told.innerText(), /没有|否|不/);
  await page.goBack();
  await ready(page);
  await page.locator('[data-testid=reset]').click();
  await question(page, 'who').waitFor();
  await page.locator('[data-testid=undo]').click();
  assert.equal(await page.locator('[data-fact=has_old_car][data-answered]').count(), 1);
});

test('15 June 2022: rent of 2,000.00, three months free; kept with its day; back to today', async (t) => {
  const { page, seen } = await open(t, rig, 'measures.html');
  const running = async () => Number(await page.locator('[data-testid=on-day]').getAttribute('data-running'));
  const now = await running();
  await page.locator('[data-fold=timing] summary').click();
  await page.locator('#asked-on').fill('2022-06-15');
  await page.locator('[data-testid=timing][data-asked][data-day="2022-06-15"]').waitFor();
  assert.notEqual(await running(), now);
  await accessible(page);
  await picture(page, 'find-day-measures');

  // The day goes along to the page of a calculator.
  await page.locator('[data-measure="23"] a').first().click();
  await page.waitForURL('**/measure-23.html');
  await ready(page);
  await page.locator('[data-testid=timing][data-asked]').waitFor();
  const answer = async (fact, option) => {
    if (!(await page.locator(`[data-fact="${fact}"]`).count())) await page.locator('[data-testid=more]').click();
    const it = page.locator(`[data-fact="${fact}"]`);
    if (option.startsWith('=')) {
      await it.locator('input').fill(option.slice(1));
      await it.locator('input').press('Enter');
    } else {
      await it.locator(`label:has([data-option="${option}"])`).click();
    }
  };
  await answer('rent_landlord', 'state_firm');
  await answer('rent_in_kunming', 'true');
  await answer('rent_tenant_small', 'true');
  await answer('rent_service', 'true');
  await answer('rent_monthly', '=2000');
  await answer('rent_months_2022', '=12');
  await answer('rent_risk_listed', 'false');
  await answer('rent_months_had', '=0');
  if (await page.locator('[data-fact=rent_tenant_changed]').count()) await answer('rent_tenant_changed', 'false');
  const bar = page.locator('.hs-bar');
  assert.equal(await bar.getAttribute('data-total-least'), '6000.00');
  assert.equal(await bar.getAttribute('data-total-most'), '6000.00');
  assert.match(await page.locator('.hs-bar__note').innerText(), /2022年6月15日/);
  await fits(page);
  await accessible(page);
  await picture(page, 'find-day-rent');
  await page.locator('[data-testid=save]').click();

  await page.locator('[data-testid=back-to-today]').click();
  assert.equal(await page.locator('[data-testid=timing][data-asked]').count(), 0);
  // Today is not in the time of the measure: which month the rent is for is a question again.
  assert.equal(await bar.getAttribute('data-total-least'), '0.00');
  assert.equal(await page.locator('[data-fact=rent_month]:not([data-answered])').count(), 1);

  await page.locator('.hs-actions a[href="plans.html"]').click();
  await page.waitForURL('**/plans.html');
  await ready(page);
  assert.match(await page.locator('[data-plan="1"]').innerText(), /2022年6月15日/);
  await picture(page, 'find-day-plan');
  await page.locator('[data-plan="1"] [data-testid=open]').click();
  await page.waitForURL('**/measure-23.html');
  await ready(page);
  await page.locator('[data-testid=timing][data-day="2022-06-15"][data-asked]').waitFor();
  assert.equal(await page.locator('.hs-bar').getAttribute('data-total-least'), '6000.00');
  quiet(rig, seen);
});
