// A household plans on a phone: what the page shows is what `huisuan plan` says about the same cart.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BOOKS, SUMMER, buy, command, days, done, field, keptAndReopened, opened, rounds, said, session, shown } from './household.mjs';
import { accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig?.stop());

test('two people, two rounds, a trade-in: the plan is the one of the command, and proven', async (t) => {
  const { page, seen } = await open(t, rig, 'planner.html');
  await page.waitForLoadState('networkidle');
  const loaded = seen.requests.length;
  await rounds(page, SUMMER, BOOKS);
  await page.locator('[data-fold=members] > summary').click();
  await page.locator('[data-testid=add-member]').click();
  await page.locator('[data-member="1"] input').fill('妈妈');
  await buy(page, 0, 'dining', '288.00', { day: '2025-08-08' });
  await buy(page, 1, 'supermarket', '330.00', { day: '2025-08-08' });
  await buy(page, 2, 'books', '200.00');
  await buy(page, 3, 'appliance', '11000.00', { kind: 'fridge', level: 'l1', usual: 'true', day: '2025-08-09' });
  // One more like the first, in one tap and its day taken back.
  await page.locator('[data-item-card="0"] [data-testid=again]').click();
  await field(page, 1, 'day').locator('input').fill('');
  await page.locator('[data-testid=done]').click();
  await done(page);

  const any = days('2025-08-06', '2025-08-17').concat(days('2025-08-23', '2025-09-11'));
  const one = (category, amount, when) => ({ days: when, lines: [{ category, amount }] });
  const fridge = one('appliance', '11000.00', ['2025-08-09']);
  const facts = { item_category: 'fridge', item_level: 'l1', invoice_in_yunnan: true };
  fridge.lines[0].subsidies = [{ scheme: 'yn-2025-appliance', facts }];
  const plan = command({
    campaigns: [SUMMER, BOOKS],
    members: [{ id: 'me' }, { id: 'ma' }],
    purchases: [
      one('dining', '288.00', ['2025-08-08']),
      one('dining', '288.00', any),
      one('supermarket', '330.00', ['2025-08-08']),
      one('books', '200.00', any),
      fridge,
    ],
  });
  assert.deepEqual(await shown(page), said(plan));
  // 30 and 30 for the meals, 50 for the groceries, 30 for the books, 2,000 for the fridge.
  assert.equal(plan.least, '2140.00');
  assert.equal(plan.proven, true);
  assert.match(await page.locator('.hs-proof').innerText(), /已证明最优/);
  assert.match(await page.locator('[data-testid=sums]').innerText(), /较收银台默认多省/);
  const fold = page.locator('[data-payment] [data-fold=returns]').first();
  await fold.locator('> summary').click();
  assert.match(await fold.innerText(), /全部退掉: 退回 ¥258\.00/);
  await page.locator('[data-payment] [data-fold=funders] > summary').first().click();
  assert.ok((await page.locator('[data-advice=top-up]').count()) > 0, 'twelve yuan more would pay, and nobody says so');
  assert.match(await page.locator('[data-advice=top-up]').first().innerText(), /再买 ¥12\.00 .*少付 ¥8\.00.*多拿 ¥12\.00/);
  await fits(page);
  await accessible(page);
  await picture(page, 'planner-household-light');
  quiet(rig, seen);
  assert.equal(seen.requests.length, loaded, 'a request left after the page was loaded');

  // Reloaded, everything is still there.
  const before = await shown(page);
  await page.reload();
  await ready(page);
  await done(page);
  assert.deepEqual(await shown(page), before);
  assert.equal(await page.locator('[data-member="1"] input').inputValue(), '妈妈');

  // Cleared and brought back.
  await page.locator('[data-testid=reset]').click();
  assert.equal(await page.locator('[data-item-card]').count(), 0);
  await page.locator('[data-testid=undo]').click();
  await done(page);
  assert.deepEqual(await shown(page), before);
  await page.locator('[data-item-card="0"] [data-testid=remove]').click();
  assert.equal(await page.locator('[data-item-card]').count(), 4);
  await page.locator('[data-testid=undo]').click();
  assert.equal(await page.locator('[data-item-card]').count(), 5);

  // Kept, and opened again from the list.
  await done(page);
  await keptAndReopened(page);
  assert.deepEqual(await shown(page), before);
});

for (const [look, how] of [['dark', { scheme: 'dark' }], ['elder', { elder: true }]]) {
  test(`a plan, ${look}: readable, accessible`, async (t) => {
    const text = session({ [`round.${SUMMER}`]: 'true' }, [
      { buy: 'dining', amount: '288.00', day: '2025-08-08' },
      { buy: 'dining', amount: '190.00', day: '2025-08-10' },
      { member: '妈妈' },
      { held: `${SUMMER}/goods-200`, until: '2025-08-08', count: '2' },
    ]);
    const { page, seen } = await opened(t, rig, text, how);
    if (how.elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', 'larger'));
    await done(page);
    await page.locator('[data-item-card="0"] [data-testid=edit]').click();
    await fits(page);
    await accessible(page);
    await picture(page, `planner-household-${look}`);
    quiet(rig, seen);
  });
}

test('an ordinary cart never holds the page up', async (t) => {
  const { page } = await opened(t, rig, session({ [`round.${SUMMER}`]: 'true' }, [
    ...[288, 190, 330, 520, 95, 210, 640].map((amount) => ({ buy: 'dining', amount: String(amount) })),
    { member: '妈妈' },
  ]));
  await done(page);
  for (const rate of [1, 4]) {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    await page.evaluate(() => {
      window.tasks = [];
      window.watch = new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((it) => it.duration)));
      window.watch.observe({ entryTypes: ['longtask'] });
    });
    await page.locator('[data-item-card="0"] [data-testid=edit]').click();
    const input = field(page, 0, 'amount').locator('input');
    for (const amount of ['2', '29', '298']) {
      await input.fill(amount);
      await page.waitForTimeout(150);
    }
    await page.locator('[data-testid=done]').click();
    await done(page);
    const tasks = await page.evaluate(() => {
      window.watch.disconnect();
      return window.tasks;
    });
    t.diagnostic(`${rate}x slower: tasks over 50 ms on the main thread: ${JSON.stringify(tasks)}`);
    // At full speed nothing lasts; slowed down four times drawing the page may, planning does not.
    const most = rate === 1 ? 100 : 400;
    assert.ok(tasks.every((it) => it < most), `held up for ${Math.max(...tasks)} ms at ${rate}x`);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  }
});

test('what is typed wrong is kept and explained beside the field', async (t) => {
  const { page } = await open(t, rig, 'planner.html');
  await rounds(page, SUMMER);
  await buy(page, 0, 'dining', '288.00', { day: '2025-08-08' });
  await done(page);
  const edit = page.locator('[data-item-card="0"] [data-testid=edit]');
  await edit.click();
  const amount = field(page, 0, 'amount').locator('input');
  for (const wrong of ['-5', '1e400', '12a', '0', '99999999999999']) {
    await amount.fill(wrong);
    await amount.blur();
    const alert = field(page, 0, 'amount').locator('[role=alert]');
    await alert.waitFor();
    assert.ok((await alert.innerText()).length > 4, `no words for ${wrong}`);
    assert.equal(await amount.inputValue(), wrong);
    assert.equal(await amount.getAttribute('aria-invalid'), 'true');
  }
  await amount.fill('288');
  const day = field(page, 0, 'day').locator('input');
  await day.fill('2025-02-30');
  await day.blur();
  await field(page, 0, 'day').locator('[role=alert]').waitFor();
  await day.fill('2025-08-18');
  await day.blur();
  await page.locator('[data-item-card="0"]').getByText('这一天不在所选活动的日期里').waitFor();
  await done(page);
  assert.equal((await shown(page)).least, '0.00');
  await page.locator('[data-fold=span] > summary').click();
  await page.locator('[data-fact=from] input').fill('2025-01-01');
  await page.locator('[data-fact=to] input').fill('2025-12-31');
  await page.getByText('一次最多排 62 天').waitFor();
  await page.locator('[data-fact=to] input').fill('2024-12-31');
  await page.locator('[data-fact=to] input').blur();
  await page.locator('[data-fact=to] [role=alert]').waitFor();
  assert.equal(await page.locator('[data-fact=to] input').inputValue(), '2024-12-31');
  await picture(page, 'planner-wrong');
});

test('from the page of one round to the household and back, and everything typed is still there', async (t) => {
  const { page } = await open(t, rig, 'vouchers.html');
  await page.locator('a[href="planner.html"]').first().click();
  await page.waitForURL('**/planner.html');
  await rounds(page, SUMMER);
  await buy(page, 0, 'dining', '300', { day: '2025-08-08' });
  await done(page);
  assert.equal((await shown(page)).paid, '250.00');
  await page.locator('.hs-ways a[href="vouchers.html"]').click();
  await page.waitForURL('**/vouchers.html');
  await page.goBack();
  await done(page);
  assert.equal((await shown(page)).paid, '250.00');
});
