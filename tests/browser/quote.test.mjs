// What stands beside a result: its ends, what a question can move, cliffs and pictures, refusals, share links.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, question, total, type } from './hand.mjs';
import { accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig.stop());

/** Waits until what stands beside the result is that of this result. */
const settled = (page) => page.waitForSelector('[data-beside=ready]', { state: 'attached' });

/** A phone at this price, all else answered. */
async function phone(page, price) {
  await page.locator('button[data-add="phone"]').click();
  await type(page, 'item_price', price, 0);
  await choose(page, 'invoice_in_yunnan', 'true');
  await choose(page, 'claim_pay_receive_same', 'true');
}

/** A scrapped petrol car and a new electric one, everything answered. */
async function car(page, registered = '2012-05-01') {
  await type(page, 'new_price', '186000');
  await choose(page, 'new_power', 'bev');
  await choose(page, 'in_nev_catalogue', 'true');
  await choose(page, 'buyer_is_individual', 'true');
  await choose(page, 'has_old_car', 'true');
  await choose(page, 'already_used_2026', 'false');
  await type(page, 'old_in_own_name_since', '2018-03-01');
  await type(page, 'old_first_registered', registered);
  if (await question(page, 'old_power').locator('[data-option=petrol]').count()) await choose(page, 'old_power', 'petrol');
  await choose(page, 'is_swap_model', 'false');
}

test('both ends say with which answers, and each question what it can move', async (t) => {
  const { page, seen } = await open(t, rig, 'vehicles.html');
  await settled(page);
  const worth = (fact) => question(page, fact).locator('.hs-question__worth');
  await worth('new_price').waitFor();
  const before = Number(await worth('new_price').getAttribute('data-worth'));
  assert.ok(before >= Number(await worth('new_power').getAttribute('data-worth')), 'the dearest question comes first');
  assert.match(await worth('new_price').innerText(), /最多影响 ¥[\d,.]+/);
  await choose(page, 'new_power', 'bev');
  await settled(page);
  await page.locator('[data-fold=ends] > summary').click();
  const most = page.locator('[data-end=most]');
  assert.match(await most.innerText(), /^最多 ¥[\d,.]+: .*新车价格.*时$/s);
  assert.match(await page.locator('[data-end=least]').innerText(), /^最少 ¥0\.00/);
  const [, upper] = await total(page);
  assert.ok((await most.innerText()).replaceAll(',', '').includes(upper), 'the sentence names the end of the bar');
  await fits(page);
  await accessible(page);
  await picture(page, 'quote-ends');
  quiet(rig, seen);
});

test('6,000.00 and 6,000.01: the cliff is advice, a picture and a table', async (t) => {
  const { page, seen } = await open(t, rig, 'goods.html');
  await phone(page, '6000.00');
  await settled(page);
  const course = page.locator('[data-item-card="0"] [data-course=item_price]');
  assert.match(await course.locator('[data-cliff=ahead]').innerText(), /¥6,000\.00 以内才有; 再多 1 分就没有 \(−¥500\.00\)/);
  await type(page, 'item_price', '6000.01', 0);
  await course.locator('[data-cliff=behind]').waitFor();
  await settled(page);
  assert.match(await course.locator('[data-cliff=behind]').innerText(), /降到 ¥6,000\.00 以内, 就多 ¥500\.00/);
  assert.equal(await course.locator('[data-cliff=ahead]').count(), 0);
  await course.locator('[data-fold=course] > summary').click();
  const chart = course.locator('svg.hs-chart');
  assert.match(await chart.getAttribute('aria-label'), /1 处跳变/);
  assert.ok((await chart.boundingBox()).height > 80);
  await course.locator('[data-fold=numbers] > summary').click();
  const rows = await course.locator('table tbody tr').allInnerTexts();
  assert.ok(rows.some((it) => /6,000\.00\s+¥500\.00$/.test(it)), rows.join('\n'));
  assert.ok(rows.some((it) => /^¥6,000\.01/.test(it) && /¥0\.00$/.test(it)), rows.join('\n'));
  await fits(page);
  await accessible(page);
  await picture(page, 'quote-cliff');
  quiet(rig, seen);
});

test('a refusal says what would turn it, and that it is settled', async (t) => {
  const { page, seen } = await open(t, rig, 'vehicles.html');
  await car(page, '2013-07-01');
  await settled(page);
  await page.locator('[data-fold=why-not] > summary').click();
  const turn = page.locator('[data-refused="cn-scrap-2026"] [data-flip]');
  assert.equal(await turn.getAttribute('data-flip'), 'settled');
  assert.match(await turn.innerText(), /旧车首次登记日期 2013年6月30日.*¥20,000\.00.*改不了/s);
  await fits(page);
  await accessible(page);
  await picture(page, 'quote-refusal');
  quiet(rig, seen);
});

test('the better of two subsidies says by how much, and the bound that binds has a name', async (t) => {
  const { page, seen } = await open(t, rig, 'vehicles.html');
  await car(page);
  await choose(page, 'plate_in_yunnan', 'true').catch(() => {});
  await settled(page);
  const scrap = page.locator('[data-scheme="cn-scrap-2026"]');
  assert.match(await scrap.innerText(), /已到「补贴上限」¥20,000\.00/);
  await scrap.locator('[data-fold=why] > summary').click();
  assert.match(await scrap.locator('[data-step=by_rate]').innerText(), /12% × ¥186,000\.00 = ¥22,320\.00/);
  const day = page.locator('[data-course=invoice_date]');
  assert.match(await day.locator('[data-cliff=ahead]').innerText(), /2026年12月31日\(含\)以前.*−¥20,000\.00/);
  for (const fold of await page.locator('[data-course] > [data-fold=course] > summary').all()) await fold.click();
  assert.ok((await page.locator('svg.hs-chart').count()) >= 2);
  await fits(page);
  await accessible(page);
  await picture(page, 'quote-courses');
  quiet(rig, seen);
});

test('a share link fills in another page, and what was typed there comes back', async (t) => {
  const { page, seen } = await open(t, rig, 'goods.html');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await phone(page, '6,000.00');
  const before = await total(page);
  assert.equal(new URL(page.url()).hash, '', 'nothing stands in the address before it is asked for');
  await page.locator('[data-testid=share]').click();
  await page.waitForFunction(() => document.querySelector('.hs-actions__notice').textContent.includes('金额'));
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /goods\.html#v1&\d{8}&/);
  assert.equal(new URL(page.url()).hash, '');
  quiet(rig, seen);

  const other = await page.context().newPage();
  await other.goto(link);
  await ready(other);
  assert.deepEqual(await total(other), before);
  assert.equal(new URL(other.url()).hash, '', 'the answers leave the address');
  await other.locator('[data-received=taken]').waitFor();
  assert.equal(await question(other, 'item_price', 0).locator('input').inputValue(), '6,000.00');

  // Own answers, then an older link in the same window.
  await other.locator('[data-testid=reset]').click();
  await phone(other, '1000');
  const own = await total(other);
  const older = link.replace(/#.*/, '#v1&20260901&@&item_category=fridge&~');
  const sum = (text) => {
    let hash = 0x811c9dc5;
    for (const it of Buffer.from(text)) hash = Math.imul(hash ^ it, 0x01000193) >>> 0;
    return [...hash.toString(36)].reverse().join('');
  };
  await other.goto(older + sum('v1&20260901&@&item_category=fridge'));
  await other.locator('[data-received=older]').waitFor();
  assert.match(await other.locator('[data-received=older]').innerText(), /2026年9月1日/);
  await accessible(other);
  await picture(other, 'quote-link');
  await other.locator('[data-received] [data-testid=undo]').click();
  assert.deepEqual(await total(other), own);
  await other.close();
});

test('a damaged link is explained and takes nothing away', async (t) => {
  const { page, seen } = await open(t, rig, 'vehicles.html');
  await type(page, 'new_price', '186000');
  const before = await total(page);
  await page.goto(`${page.url()}#v1&20261101&new_power=be`);
  const notice = page.locator('[data-received=damaged]');
  await notice.waitFor();
  assert.match(await notice.innerText(), /不完整/);
  assert.deepEqual(await total(page), before);
  await fits(page);
  await accessible(page);
  await page.goto(page.url().replace(/#.*/, '#v9&1'));
  await page.locator('[data-received=newer]').waitFor();
  const { page: fresh } = await open(t, rig, 'vehicles.html#v1&20261101&new_power=be');
  await fresh.locator('[data-received=damaged]').waitFor();
  await picture(fresh, 'quote-damaged');
  quiet(rig, seen);
});

for (const [name, how] of [['light', { scheme: 'light' }], ['dark', { scheme: 'dark' }], ['elder', { elder: true }]]) {
  test(`cars and goods filled in, as seen in ${name}`, async (t) => {
    const { page } = await open(t, rig, 'vehicles.html', how);
    await car(page);
    await settled(page);
    for (const fold of await page.locator('[data-course] > [data-fold=course] > summary').all()) await fold.click();
    await fits(page);
    await accessible(page);
    await picture(page, `quote-vehicles-${name}`);
    const { page: goods } = await open(t, rig, 'goods.html', how);
    await phone(goods, '5999');
    await settled(goods);
    await goods.locator('[data-fold=course] > summary').first().click();
    await fits(goods);
    await accessible(goods);
    await picture(goods, `quote-goods-${name}`);
  });
}

test('a scheme that cannot be read stops the page of its own calculator, which says so', async (t) => {
  const context = await rig.browser.newContext();
  t.after(() => context.close());
  let broken;
  await context.route(/\/packs-[0-9a-f]+\.json$/, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    broken = json.schemes.find((it) => it.area === 'vehicle' && !it.frame);
    broken.effect = 'magic';
    await route.fulfill({ response, json });
  });
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${rig.url}vehicles.html`);
  const why = page.locator('[role=alert] [data-testid=why]');
  assert.match(await why.innerText(), new RegExp(`scheme .${broken.id}.: expected an effect`));
  assert.equal(await page.locator('[data-testid=retry]').count(), 1);
  // Cars and goods share their file and their module: what the one cannot read leaves the other alone.
  await page.locator('a[href$="goods.html"]').first().click();
  await page.locator('button[data-add="phone"]').waitFor();
  assert.equal(await why.count(), 0);
  await page.goBack();
  await why.waitFor();
  assert.deepEqual(errors, []);
});
