// What else a household can tell: amounts that are only about known, who can claim what, what was received, hours.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BOOKS, SUMMER, buy, command, days, done, field, keptAndReopened, opened, rounds, session, shown } from './household.mjs';
import { LOOKS, accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig?.stop());

const tick = (page, within, fact) => page.locator(`${within} label[data-fact="${fact}"]`).click();
const unfold = (page, name, within = '') => page.locator(`${within} [data-fold="${name}"] > summary`).first().click();
const range = async (page) => {
  const bar = page.locator('.hs-bar');
  return [await bar.getAttribute('data-total-least'), await bar.getAttribute('data-total-most')];
};

test('an amount that is only about known: a range, and a plan for either end', async (t) => {
  const { page, seen } = await open(t, rig, 'planner.html');
  await rounds(page, SUMMER);
  await buy(page, 0, 'dining', '288', { day: '2025-08-08' });
  await page.locator('[data-item-card="0"] [data-testid=edit]').click();
  await tick(page, '[data-item-card="0"]', 'about');
  assert.equal(await field(page, 0, 'amount').count(), 0, 'an amount that does not count is still asked for');
  // Nothing is known yet.
  await done(page);
  assert.deepEqual(await range(page), ['0.00', '80.00']);
  await field(page, 0, 'low').locator('input').fill('300');
  await field(page, 0, 'high').locator('input').fill('250');
  await field(page, 0, 'high').locator('input').blur();
  const alert = field(page, 0, 'high').locator('[role=alert]');
  assert.match(await alert.innerText(), /300/);
  assert.equal(await field(page, 0, 'high').locator('input').inputValue(), '250');
  await field(page, 0, 'low').locator('input').fill('250');
  await field(page, 0, 'high').locator('input').fill('400');
  await page.locator('[data-testid=done]').click();
  await done(page);
  const plan = command({
    campaigns: [SUMMER],
    purchases: [{ days: ['2025-08-08'], lines: [{ category: 'dining', at_least: '250', at_most: '400' }] }],
  });
  assert.deepEqual(await range(page), [plan.least, plan.most]);
  assert.deepEqual([plan.least, plan.most], ['30.00', '50.00']);
  assert.match(await page.locator('[data-item-card="0"] h3').innerText(), /约 ¥250\.00 – ¥400\.00/);
  const used = (rows) => rows.locator('[data-voucher]').evaluateAll((all) => all.map((it) => it.dataset.voucher));
  assert.deepEqual(await used(page.locator('[data-payment]')), [plan.payments[0].applied[0].benefit]);
  await unfold(page, 'at-most');
  assert.deepEqual(await used(page.locator('[data-payment-most]')), [plan.at_most[0].applied[0].benefit]);
  assert.match(await page.locator('[data-payment]').innerText(), /按最少算\)\s*¥250\.00[^]*实付\s*¥220\.00/);
  assert.match(await page.locator('[data-payment-most]').innerText(), /按最多算\)\s*¥400\.00[^]*实付\s*¥350\.00/);
  const paid = page.locator('[data-testid=sums] [data-paid-least]');
  assert.deepEqual([await paid.getAttribute('data-paid-least'), await paid.getAttribute('data-paid-most')], ['220.00', '350.00']);
  // What was typed for sure before is still there.
  await page.locator('[data-item-card="0"] [data-testid=edit]').click();
  await tick(page, '[data-item-card="0"]', 'about');
  assert.equal(await field(page, 0, 'amount').locator('input').inputValue(), '288');
  await page.locator('[data-testid=done]').click();
  await done(page);
  assert.equal((await shown(page)).paid, '258.00');
  quiet(rig, seen);
});

test('who can claim what: the plan is the one of the command, and says what it rests on', async (t) => {
  const { page, seen } = await opened(t, rig, session({ [`round.${SUMMER}`]: 'true' }, [
    { buy: 'supermarket', amount: '330', day: '2025-08-08' },
    { buy: 'dining', amount: '310', day: '2025-08-08' },
    { member: '妈妈' },
  ]));
  await done(page);
  const bill = (category, amount) => ({ days: ['2025-08-08'], lines: [{ category, amount }] });
  const purchases = [bill('supermarket', '330'), bill('dining', '310')];
  const cart = (mine, hers) => ({
    campaigns: [SUMMER],
    members: [{ id: 'me', ...mine }, { id: 'ma', ...hers }],
    purchases,
  });
  const same = async (mine, hers) => {
    const plan = command(cart(mine, hers));
    await done(page);
    assert.deepEqual([(await shown(page)).least, (await shown(page)).paid], [plan.least, plan.paid]);
    return plan;
  };
  assert.equal((await same({}, {})).least, '100.00');
  await unfold(page, 'who-claims');
  await tick(page, '[data-claims="我"]', `barred.${SUMMER}`);
  assert.equal((await same({ claimable: [] }, {})).least, '50.00');
  assert.match(await page.locator('[data-fold=who-claims] > summary').innerText(), /谁能领: 妈妈/);
  await unfold(page, 'some-claims', '[data-claims="妈妈"]');
  await tick(page, '[data-claims="妈妈"]', `barred.${SUMMER}.goods-300`);
  const boxes = page.locator('[data-claims="妈妈"] [data-fold=some-claims] input');
  const rest = await boxes.evaluateAll((all) => all.filter((it) => it.checked).map((it) => it.id.split('.').at(-1).replace(/-\d+$/, '')));
  assert.ok(rest.length > 0 && !rest.includes('goods-300'), String(rest));
  const few = { claimable: rest.map((it) => `${SUMMER}/${it}`) };
  assert.equal((await same({ claimable: [] }, few)).least, '30.00');
  await unfold(page, 'given');
  const given = await page.locator('[data-fold=given] li').allInnerTexts();
  assert.equal(given.length, 2);
  assert.match(given.join(), /我不领「.*妈妈不再领「.*满 ¥300\.00 减 ¥50\.00/s);
  await fits(page);
  await accessible(page);
  await picture(page, 'planner-claims-light');
  // Her terms go with her, and come back with her.
  await unfold(page, 'members');
  await page.locator('[data-testid=remove-member]').click();
  await same({ claimable: [] }, { claimable: [] });
  await page.locator('[data-testid=undo]').click();
  await same({ claimable: [] }, few);
  // All of it survives a reload and being cleared.
  await page.reload();
  await ready(page);
  await same({ claimable: [] }, few);
  await page.locator('[data-testid=reset]').click();
  assert.equal(await page.locator('[data-round]').count(), 0);
  await page.locator('[data-testid=undo]').click();
  await same({ claimable: [] }, few);
  quiet(rig, seen);
});

test('a subsidy that was received is not paid again, and whose it was matters', async (t) => {
  const { page, seen } = await opened(t, rig, session({}, [
    { buy: 'appliance', amount: '5000', kind: 'fridge', level: 'l1', usual: 'true', day: '2025-08-09' },
    { member: '妈妈' },
  ]));
  await done(page);
  assert.equal((await shown(page)).least, '1000.00');
  await unfold(page, 'used');
  await page.locator('[data-fold=used] [data-add=fridge]').click();
  await page.locator('[data-used="0"]').waitFor();
  // She still has hers.
  await done(page);
  assert.equal((await shown(page)).least, '1000.00');
  await page.locator('[data-fold=used] [data-add=fridge]').click();
  await field(page, 1, 'whose').locator('select').last().selectOption({ label: '妈妈' });
  await done(page);
  assert.equal((await shown(page)).least, '0.00');
  const facts = { item_category: 'fridge', item_level: 'l1', invoice_in_yunnan: true };
  const used = { quota_used: [{ scheme: 'yn-2025-appliance', kind: 'fridge', count: 1 }] };
  const plan = command({
    campaigns: [],
    members: [{ id: 'me', ...used }, { id: 'ma', ...used }],
    purchases: [{ days: ['2025-08-09'], lines: [{ category: 'appliance', amount: '5000', subsidies: [{ scheme: 'yn-2025-appliance', facts }] }] }],
  });
  assert.equal((await shown(page)).paid, plan.paid);
  // Hers was another year's.
  const scheme = page.locator('[data-used="1"] [data-fact=scheme] select');
  await scheme.selectOption('yn-2026-appliance');
  await done(page);
  assert.equal((await shown(page)).least, '1000.00');
  await page.locator('[data-used="1"] [data-testid=more-of]').click();
  assert.match(await page.locator('[data-used="1"] [data-testid=count]').innerText(), /2 件/);
  await scheme.selectOption('');
  await page.locator('[data-used="1"] [data-testid=remove]').click();
  await done(page);
  assert.equal((await shown(page)).least, '1000.00');
  await page.locator('[data-testid=undo]').click();
  await done(page);
  assert.equal((await shown(page)).least, '0.00');
  assert.match(await page.locator('[data-used="1"] [data-testid=count]').innerText(), /2 件/);
  await unfold(page, 'given');
  assert.match(await page.locator('[data-fold=given]').innerText(), /妈妈已领过 2 件冰箱/);
  quiet(rig, seen);
});

test('the hour of a payment is asked where a round has hours, and counts', async (t) => {
  const { page } = await opened(t, rig, session({ [`round.${BOOKS}`]: 'true' }, [{ buy: 'books', amount: '200', day: '2025-08-23' }]));
  await done(page);
  assert.equal((await shown(page)).least, '30.00');
  await page.locator('[data-item-card="0"] [data-testid=edit]').click();
  await unfold(page, 'more-of-it');
  for (const [time, least] of [['08:30', '0.00'], ['09:00', '30.00']]) {
    await field(page, 0, 'time').locator('select').selectOption(time);
    await done(page);
    const plan = command({ campaigns: [BOOKS], purchases: [{ days: ['2025-08-23'], time, lines: [{ category: 'books', amount: '200' }] }] });
    assert.deepEqual([(await shown(page)).least, plan.least], [least, least]);
  }
  assert.match(await page.locator('[data-payment]').innerText(), /09:00 付/);
  await page.locator('[data-fold=rounds] > summary').click();
  await page.locator(`[data-fact="round.${BOOKS}"]`).click();
  assert.equal(await field(page, 0, 'time').count(), 0, 'an hour is asked for that nothing depends on');
});

/** Everything new at once. */
const full = () =>
  session({ [`round.${SUMMER}`]: 'true', [`round.${BOOKS}`]: 'true', [`barred.${BOOKS}.books-100`]: 'true' }, [
    { buy: 'dining', about: 'true', low: '250', high: '400', day: '2025-08-08' },
    { buy: 'appliance', amount: '5000', kind: 'fridge', level: 'l1', usual: 'true', day: '2025-08-09' },
    { buy: 'books', amount: '200', time: '12:30' },
    { member: '妈妈', [`barred.${SUMMER}`]: 'true' },
    { used: 'fridge', whose: '3' },
    { buy: 'dining', about: 'true', payer: '3' },
  ]);

for (const [look, how] of Object.entries(LOOKS)) {
  test(`everything that can be told, ${look}: readable, accessible`, async (t) => {
    const { page, seen } = await opened(t, rig, full(), how);
    if (how.elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', 'larger'));
    await done(page);
    await page.locator('[data-item-card="0"] [data-testid=edit]').click();
    for (const name of ['who-claims', 'some-claims', 'more-of-it', 'used', 'at-most', 'given']) await unfold(page, name);
    await fits(page);
    await accessible(page);
    await picture(page, `planner-form-${look}`);
    quiet(rig, seen);
  });
}

test('a link, a kept plan and a copied text hold everything that was told', async (t) => {
  const { page } = await opened(t, rig, full());
  await done(page);
  const before = [await shown(page), await range(page)];
  const given = await page.locator('[data-fold=given] li').allTextContents();
  await page.evaluate(() => {
    window.copied = [];
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => void window.copied.push(text) } });
  });
  await page.locator('[data-testid=copy]').click();
  await page.locator('[data-testid=share]').click();
  await page.waitForFunction(() => window.copied.length === 2);
  const [text, link] = await page.evaluate(() => window.copied);
  for (const it of given) assert.ok(text.includes(it), `the text lacks ${it}: ${text}`);
  assert.match(text, /约 ¥250\.00 – ¥400\.00[^]*12:30/);
  const other = await open(t, rig, 'index.html');
  await other.page.goto(link);
  await ready(other.page);
  await done(other.page);
  assert.deepEqual(await shown(other.page), before[0]);
  assert.deepEqual(await range(other.page), before[1]);
  assert.deepEqual(await other.page.locator('[data-fold=given] li').allTextContents(), given);
  await other.page.locator('[data-received=taken]').waitFor();
  await keptAndReopened(page);
  assert.deepEqual(await page.locator('[data-fold=given] li').allTextContents(), given);
});

test('what was cleared or removed comes back as it was told', async (t) => {
  const { page } = await opened(t, rig, full());
  await done(page);
  const told = async () => {
    await page.locator('[data-item-card="0"] [data-testid=edit]').click();
    const ends = await page.locator('[data-item-card="0"] input').evaluateAll((all) => all.map((it) => `${it.id} ${it.value} ${it.checked}`));
    await page.locator('[data-testid=done]').click();
    await done(page);
    const lines = await page.locator('.hs-purchase__line').allInnerTexts();
    const given = await page.locator('[data-fold=given] li').allTextContents();
    return JSON.stringify([ends, lines, given, await shown(page), await range(page)]);
  };
  const before = await told();
  assert.match(before, /q-low-0 250 .*q-high-0 400 .*12:30 付/);
  await page.locator('[data-testid=reset]').click();
  assert.equal(await page.locator('[data-item-card], [data-used], [data-round]').count(), 0);
  await page.locator('[data-testid=undo]').click();
  assert.equal(await told(), before);
  for (const it of ['[data-item-card="0"]', '[data-item-card="2"]', '[data-used="0"]']) {
    await page.locator(`${it} [data-testid=remove]`).click();
    await page.locator('[data-testid=undo]').click();
    assert.equal(await told(), before, it);
  }
});

test('in English too', async (t) => {
  const { page } = await opened(t, rig, full());
  await page.getByRole('button', { name: /EN/ }).first().click();
  await page.locator('html[lang^=en]').waitFor({ state: 'attached' });
  await done(page);
  await page.locator('[data-item-card="0"] [data-testid=edit]').click();
  for (const name of ['who-claims', 'used', 'at-most', 'given']) await unfold(page, name);
  await page.getByText('What this rests on').waitFor();
  await fits(page);
  await accessible(page);
  await picture(page, 'planner-form-english');
});
