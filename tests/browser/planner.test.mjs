// A household plans on a phone: what the page shows is what `huisuan plan` says about the same cart.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SUMMER = 'km-2025-msmsmw-2b';
const BOOKS = 'km-2025-shushi';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig?.stop());

/** What the command says about a cart. */
function command(cart, ...more) {
  const words = ['run', '--quiet', '--package', 'huisuan', '--', 'plan', '-', '--json', ...more];
  return JSON.parse(execFileSync('cargo', words, { cwd: ROOT, input: JSON.stringify(cart), encoding: 'utf8' }));
}

const days = (from, to) => {
  const all = [];
  for (let day = new Date(from); day <= new Date(to); day = new Date(day.getTime() + 86_400_000)) {
    all.push(day.toISOString().slice(0, 10));
  }
  return all;
};

async function rounds(page, ...names) {
  const fold = page.locator('[data-fold=rounds]');
  await fold.locator('> summary').click();
  for (const name of names) await fold.locator(`[data-fact="round.${name}"]`).click();
  await fold.locator('> summary').click();
}

const field = (page, seat, fact) => page.locator(`[data-item="${seat}"][data-fact="${fact}"]`);

/** One purchase: two taps and an amount, then whatever else is told. */
async function buy(page, seat, kind, amount, more = {}) {
  const button = page.locator(`button[data-add="${kind}"]`).first();
  if (!(await button.isVisible())) await page.locator('[data-fold=more-categories] > summary').click();
  await button.click();
  const input = field(page, seat, 'amount').locator('input');
  await input.fill(amount);
  for (const [fact, text] of Object.entries(more)) {
    const control = field(page, seat, fact).locator('input, select');
    if ((await control.evaluate((it) => it.tagName)) === 'SELECT') await control.selectOption(text);
    else await control.fill(text);
  }
  await page.locator('[data-testid=done]').click();
}

/** Waits for the last word on what was typed last: what was said about the typing before does not count. */
async function done(page) {
  for (let again = 0; again < 2; again += 1) {
    await page.waitForTimeout(80);
    await page.locator('[data-stage=done]').waitFor({ state: 'attached', timeout: 30_000 });
  }
}

/** The plan as the page shows it. */
async function shown(page) {
  const bar = page.locator('.hs-bar');
  const payments = await page.locator('[data-payment]').evaluateAll((all) =>
    all.map((it) => ({ paid: it.dataset.paid, saved: it.dataset.saved, off: [...it.querySelectorAll('[data-off]')].map((row) => row.dataset.off) })),
  );
  const proof = page.locator('.hs-proof');
  return {
    least: await bar.getAttribute('data-total-least'),
    paid: await page.locator('[data-testid=sums]').getAttribute('data-paid'),
    proven: (await proof.getAttribute('data-proven')) === 'true',
    bound: await proof.getAttribute('data-bound'),
    beaten_by: await page.locator('[data-testid=till]').getAttribute('data-beaten-by'),
    payments,
  };
}

/** The same of what the command says. */
const said = (plan) => ({
  least: plan.least,
  paid: plan.paid,
  proven: plan.proven,
  bound: plan.bound,
  beaten_by: plan.till_default.beaten_by,
  payments: plan.payments.map(({ paid, saved, applied = [] }) => ({ paid, saved, off: applied.map((it) => it.off) })),
});

/** What a session holds when this was typed, as the page itself keeps it. */
function session(shared, items) {
  const lines = ['huisuan plans 1', 'plan\t1\tplanner.html\t\t'];
  items.forEach((_, id) => lines.push(`item\t${id}`));
  for (const [fact, text] of Object.entries(shared)) lines.push(`say\t${fact}\t\t${text}`);
  items.forEach((item, id) => {
    for (const [fact, text] of Object.entries(item)) lines.push(`say\t${fact}\t${id}\t${text}`);
  });
  return lines.join('\n');
}

async function opened(t, text, how = {}, prepare = () => {}) {
  const { page, seen } = await open(t, rig, 'planner.html', how);
  await page.evaluate((text) => sessionStorage.setItem('huisuan.session', text), text);
  await prepare(page);
  await page.reload();
  await ready(page);
  return { page, seen };
}

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
  await page.locator('[data-testid=save]').click();
  await page.locator('a[href="plans.html"]').last().click();
  await page.waitForURL('**/plans.html');
  await ready(page);
  await page.locator('[data-testid=open]').first().click();
  await page.waitForURL('**/planner.html');
  await ready(page);
  await done(page);
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
    const { page, seen } = await opened(t, text, how);
    if (how.elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', 'larger'));
    await done(page);
    await page.locator('[data-item-card="0"] [data-testid=edit]').click();
    await fits(page);
    await accessible(page);
    await picture(page, `planner-household-${look}`);
    quiet(rig, seen);
  });
}

/** A cart in which many bills fight for few vouchers. */
function crowd(n_bills, n_members) {
  const kinds = ['dining', 'supermarket', 'lodging', 'pharmacy', 'books'];
  const bills = Array.from({ length: n_bills }, (_, at) => ({
    buy: kinds[at % kinds.length],
    amount: String(95 + ((at * 7919) % 613)),
  }));
  const members = Array.from({ length: n_members - 1 }, (_, at) => ({ member: `家人 ${at + 2}` }));
  return session({ [`round.${SUMMER}`]: 'true', [`round.${BOOKS}`]: 'true' }, [...bills, ...members]);
}

test('forty bills, six people: the page stays awake, says how far it is, and can be stopped', async (t) => {
  const { page, seen } = await opened(t, crowd(40, 6), {}, (page) =>
    page.addInitScript(() => {
      window.tasks = [];
      new PerformanceObserver((list) => {
        for (const it of list.getEntries()) if (window.watching) window.tasks.push(it.duration);
      }).observe({ entryTypes: ['longtask'] });
    }),
  );
  const stage = page.locator('.hs-stage');
  await page.locator('.hs-stage:not([data-stage=idle])').waitFor({ state: 'attached' });
  const stop = page.locator('[data-testid=stop]');
  const finished = page.locator('[data-stage=done]');
  await Promise.race([stop.waitFor({ timeout: 60_000 }), finished.waitFor({ state: 'attached', timeout: 60_000 })]);
  if (await stop.count()) {
    await picture(page, 'planner-working', {});
    // While the planner works nothing else does: the page answers a finger at once.
    await page.evaluate(() => (window.watching = true));
    await page.waitForTimeout(500);
    const tasks = await page.evaluate(() => window.tasks);
    t.diagnostic(`tasks over 50 ms on the main thread while the planner worked: ${JSON.stringify(tasks)}`);
    assert.ok(tasks.every((it) => it < 200), `held up for ${Math.max(...tasks)} ms`);
    await stop.click();
    assert.match((await stage.getAttribute('data-stage')) ?? '', /stopped|done/);
  }
  // What is asked next is answered all the same, by a fresh planner.
  await page.locator('[data-testid=reset]').click();
  await rounds(page, SUMMER);
  await buy(page, 0, 'dining', '288.00', { day: '2025-08-08' });
  await done(page);
  assert.deepEqual([(await shown(page)).least, (await shown(page)).paid], ['30.00', '258.00']);
  quiet(rig, seen);
});

test('an ordinary cart never holds the page up', async (t) => {
  const { page } = await opened(t, session({ [`round.${SUMMER}`]: 'true' }, [
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

test('without workers the page plans by itself, says so, and calls proven only what is', async (t) => {
  const n_bills = 10;
  const text = crowd(n_bills, 2);
  const { page, seen } = await opened(t, text, {}, (page) => page.addInitScript(() => delete window.Worker));
  await page.locator('[data-testid=in-page]').waitFor();
  await page.locator('[data-stage=done]').waitFor({ state: 'attached', timeout: 60_000 });
  const now = await shown(page);
  assert.equal(now.proven, now.least === now.bound);
  assert.equal((await page.locator('.hs-proof').innerText()).includes('已证明最优'), now.proven);
  const any = days('2025-08-06', '2025-08-17').concat(days('2025-08-23', '2025-09-11'));
  const told = (fact, at) => text.match(new RegExp(`^say\\t${fact}\\t${at}\\t(.*)$`, 'm'))[1];
  const purchases = Array.from({ length: n_bills }, (_, at) => ({
    days: any,
    lines: [{ category: told('buy', at), amount: told('amount', at) }],
  }));
  const plan = command({ campaigns: [SUMMER, BOOKS], members: [{ id: 'a' }, { id: 'b' }], purchases }, '--budget', '5000');
  assert.deepEqual([now.least, now.bound, now.proven], [plan.least, plan.bound, plan.proven]);
  quiet(rig, seen);
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
