// What a person does on a phone, from the home page to the exact sum.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asked, choose, question, total, type } from './hand.mjs';
import { accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig.stop());

/** From the home page through a door. */
async function enter(t, door) {
  const { page, seen } = await open(t, rig, '');
  await page.locator(`a.hs-door[href="${door}"]`).click();
  await page.waitForURL(`**/${door}`);
  await ready(page);
  return { page, seen };
}

test('a scrapped car and a new one for 186,000.00: a range first, the exact sum in the end', async (t) => {
  const { page, seen } = await enter(t, 'vehicles.html');
  await choose(page, 'new_power', 'bev');
  await type(page, 'new_price', '186000.00');
  await choose(page, 'in_nev_catalogue', 'true');
  await choose(page, 'buyer_is_individual', 'true');
  await choose(page, 'is_swap_model', 'false');
  const scrap = page.locator('[data-scheme="cn-scrap-2026"]');
  assert.equal(await scrap.getAttribute('data-least'), '0.00');
  assert.equal(await scrap.getAttribute('data-most'), '20000.00');
  assert.deepEqual(await total(page), ['8230.09', '28230.09']);
  await picture(page, 'journey-scrap-range');

  await choose(page, 'has_old_car', 'true');
  await choose(page, 'old_power', 'petrol');
  await type(page, 'old_first_registered', '2012-05-01');
  await type(page, 'old_in_own_name_since', '2018-03-01');
  await choose(page, 'already_used_2026', 'false');
  assert.equal(await scrap.getAttribute('data-least'), '20000.00');
  assert.equal(await scrap.getAttribute('data-most'), '20000.00');
  // 186,000.00 at 12 % is 22,320.00, and the cap is 20,000.00; the tax is halved besides.
  assert.deepEqual(await total(page), ['28230.09', '28230.09']);
  await scrap.locator('[data-fold=why] summary').click();
  await fits(page);
  await accessible(page);
  await picture(page, 'journey-scrap-sum');
  quiet(rig, seen);
});

test('one day too late, and the card says which clause', async (t) => {
  const { page } = await enter(t, 'vehicles.html');
  await choose(page, 'new_power', 'bev');
  await type(page, 'new_price', '186000');
  await choose(page, 'in_nev_catalogue', 'true');
  await choose(page, 'buyer_is_individual', 'true');
  await choose(page, 'has_old_car', 'true');
  await choose(page, 'old_power', 'petrol');
  await type(page, 'old_first_registered', '2013-07-01');
  await page.locator('[data-fold=why-not] summary').first().click();
  const refused = page.locator('[data-refused="cn-scrap-2026"]');
  await refused.waitFor();
  assert.match(await refused.innerText(), /旧车登记得够早/);
  await picture(page, 'journey-scrap-refused');
});

test('four goods: a level-2 washer and a phone above 6,000 bring nothing, and say why', async (t) => {
  const { page, seen } = await enter(t, 'goods.html');
  const goods = [
    ['fridge', 'l1', '4799.00'],
    ['washer', 'l2', '3999.00'],
    ['phone', null, '6000.01'],
    ['tablet', null, '6000.00'],
  ];
  for (const [index, [category, level, price]] of goods.entries()) {
    await page.locator(`button[data-add="${category}"]`).click();
    if (level) await choose(page, 'item_level', level, index);
    // A washer of level 2 is refused whatever it costs: then the price is not asked.
    if (await question(page, 'item_price', index).count()) await type(page, 'item_price', price, index);
  }
  await choose(page, 'invoice_in_yunnan', 'true');
  await choose(page, 'claim_pay_receive_same', 'true');
  const card = (index) => page.locator(`[data-item-card="${index}"]`);
  const ends = async (index) => [await card(index).getAttribute('data-least'), await card(index).getAttribute('data-most')];
  assert.deepEqual(await ends(0), ['719.85', '719.85']);
  assert.deepEqual(await ends(1), ['0.00', '0.00']);
  assert.match(await card(1).innerText(), /一级/);
  assert.deepEqual(await ends(2), ['0.00', '0.00']);
  assert.match(await card(2).innerText(), /6,000/);
  assert.deepEqual(await ends(3), ['500.00', '500.00']);
  assert.deepEqual(await total(page), ['1219.85', '1219.85']);
  await fits(page);
  await accessible(page);
  await picture(page, 'journey-goods');
  quiet(rig, seen);
});

test('dining for 288.00 with the vouchers of August 2025: 30.00 off, 258.00 to pay', async (t) => {
  const { page, seen } = await enter(t, 'vouchers.html');
  await choose(page, 'round', 'km-2025-msmsmw-2b');
  await page.locator('button[data-add="dining"]').first().click();
  await type(page, 'amount', '288.00', 0);
  await page.locator('.hs-payment__paid[data-paid="258.00"]').waitFor();
  assert.deepEqual(await total(page), ['30.00', '30.00']);
  await fits(page);
  await accessible(page);
  await picture(page, 'journey-vouchers');
  quiet(rig, seen);
});

test('what is typed wrong is kept, explained beside the field, and takes nothing away', async (t) => {
  const { page } = await enter(t, 'vehicles.html');
  await choose(page, 'new_power', 'bev');
  const before = await total(page);
  const field = question(page, 'new_price').locator('input');
  for (const wrong of ['18万', '1e400', '-5', '1.234', '99999999999999999999']) {
    await field.fill(wrong);
    await field.press('Enter');
    const alert = question(page, 'new_price').locator('[role=alert]');
    await alert.waitFor();
    assert.ok((await alert.innerText()).length > 4, `no words for ${wrong}`);
    assert.equal(await field.inputValue(), wrong, 'what was typed is lost');
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await total(page), before);
  }
  await picture(page, 'journey-bad-money');
  await type(page, 'new_price', '186,000.00');
  assert.notDeepEqual(await total(page), before);
  await choose(page, 'has_old_car', 'true');
  await choose(page, 'old_power', 'petrol');
  await asked(page, 'old_first_registered');
  const day = question(page, 'old_first_registered').locator('input').first();
  await day.fill('2026-02-30');
  await day.press('Enter');
  await question(page, 'old_first_registered').locator('[role=alert]').waitFor();
  assert.equal(await day.inputValue(), '2026-02-30');
});

test('answers cross from one kind of page to another and back', async (t) => {
  const { page } = await enter(t, 'vehicles.html');
  await choose(page, 'new_power', 'bev');
  await type(page, 'new_price', '186000');
  const before = await total(page);
  await page.locator('a[href="index.html"]').first().click();
  await page.waitForURL(/index\.html|\/$/);
  await ready(page);
  await page.locator('a.hs-door[href="vehicles.html"]').click();
  await page.waitForURL('**/vehicles.html');
  await ready(page);
  assert.deepEqual(await total(page), before);
});

test('every worked example holds in this browser', async (t) => {
  const { page } = await open(t, rig, 'about.html');
  await page.locator('#selfcheck-run').click();
  const result = page.locator('#selfcheck-result[data-passed]');
  await result.waitFor({ timeout: 60_000 });
  const passed = Number(await result.getAttribute('data-passed'));
  assert.equal(await result.getAttribute('data-failed'), '0', await result.innerText());
  const published = await page.evaluate(async () => {
    const name = document.documentElement.getAttribute('data-examples');
    const examples = await (await fetch(name)).json();
    return examples.schemes.length + examples.campaigns.length;
  });
  assert.ok(published > 300, `${published} examples`);
  assert.equal(passed, published, 'not every published example was run');
  await picture(page, 'journey-self-check');
});

test('31 measures are listed and found', async (t) => {
  const { page } = await open(t, rig, 'measures.html');
  assert.equal(await page.locator('[data-measure]').count(), 31);
  await page.locator('#search').fill('房屋租金');
  assert.ok((await page.locator('[data-measure="23"]').count()) === 1);
  assert.ok((await page.locator('[data-measure]').count()) < 31);
});
