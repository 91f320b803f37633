// What tests of the household planner share: filling the page in, the plan as it shows it, the same of the command.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { open, ready } from './rig.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const SUMMER = 'km-2025-msmsmw-2b';
export const BOOKS = 'km-2025-shushi';

/** What the command says about a cart. */
export function command(cart, ...more) {
  const words = ['run', '--quiet', '--package', 'huisuan', '--', 'plan', '-', '--json', ...more];
  return JSON.parse(execFileSync('cargo', words, { cwd: ROOT, input: JSON.stringify(cart), encoding: 'utf8' }));
}

export const days = (from, to) => {
  const all = [];
  for (let day = new Date(from); day <= new Date(to); day = new Date(day.getTime() + 86_400_000)) {
    all.push(day.toISOString().slice(0, 10));
  }
  return all;
};

export async function rounds(page, ...names) {
  const fold = page.locator('[data-fold=rounds]');
  await fold.locator('> summary').click();
  for (const name of names) await fold.locator(`[data-fact="round.${name}"]`).click();
  await fold.locator('> summary').click();
}

export const field = (page, seat, fact) => page.locator(`[data-item="${seat}"][data-fact="${fact}"]`);

/** One purchase: two taps and an amount, then whatever else is told. */
export async function buy(page, seat, kind, amount, more = {}) {
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
export async function done(page) {
  for (let again = 0; again < 2; again += 1) {
    await page.waitForTimeout(80);
    await page.locator('[data-stage=done]').waitFor({ state: 'attached', timeout: 30_000 });
  }
}

/** The plan as the page shows it. */
export async function shown(page) {
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
export const said = (plan) => ({
  least: plan.least,
  paid: plan.paid,
  proven: plan.proven,
  bound: plan.bound,
  beaten_by: plan.till_default.beaten_by,
  payments: plan.payments.map(({ paid, saved, applied = [] }) => ({ paid, saved, off: applied.map((it) => it.off) })),
});

/** What a session holds when this was typed, as the page itself keeps it. */
export function session(shared, items) {
  const lines = ['huisuan plans 1', 'plan\t1\tplanner.html\t\t'];
  items.forEach((_, id) => lines.push(`item\t${id}`));
  for (const [fact, text] of Object.entries(shared)) lines.push(`say\t${fact}\t\t${text}`);
  items.forEach((item, id) => {
    for (const [fact, text] of Object.entries(item)) lines.push(`say\t${fact}\t${id}\t${text}`);
  });
  return lines.join('\n');
}

/** The page with this typed into it already; `prepare` acts on it before it is loaded. */
export async function opened(t, rig, text, how = {}, prepare = () => {}) {
  const { page, seen } = await open(t, rig, 'planner.html', how);
  await page.evaluate((text) => sessionStorage.setItem('huisuan.session', text), text);
  await prepare(page);
  await page.reload();
  await ready(page);
  return { page, seen };
}

/** A cart in which many bills fight for few vouchers. */
export function crowd(n_bills, n_members, rounds = [SUMMER, BOOKS]) {
  const kinds = ['dining', 'supermarket', 'lodging', 'pharmacy', 'books'];
  const bills = Array.from({ length: n_bills }, (_, at) => ({
    buy: kinds[at % kinds.length],
    amount: String(95 + ((at * 7919) % 613)),
  }));
  const members = Array.from({ length: n_members - 1 }, (_, at) => ({ member: `家人 ${at + 2}` }));
  return session(Object.fromEntries(rounds.map((it) => [`round.${it}`, 'true'])), [...bills, ...members]);
}

/** As much as the page takes: sixty bills, six people, three rounds on the same days. It takes seconds. */
export const hard = () => crowd(60, 6, [SUMMER, BOOKS, 'cx-2025-06']);

/**
 * Lets the planner's clock run so many times faster: what takes long takes longer still by it, however fast the machine
 * is. Only slices look at that clock, never the plan itself.
 */
export const hurried = (times) => (page) =>
  page.context().route('**/worker-*.js', async (route) => {
    const answer = await route.fetch();
    const faster = `{ const now = Date.now, start = now(); Date.now = () => start + (now() - start) * ${times}; }\n`;
    // What is fulfilled is plain text, however it came.
    const headers = { 'content-type': answer.headers()['content-type'] };
    await route.fulfill({ status: 200, headers, body: faster + (await answer.text()) });
  });

/** The gap of the plan that is shown, in fen. */
export const gap = async (page) => Math.round(100 * Number(await page.locator('.hs-proof').getAttribute('data-gap')));

/** Keeps the plan, and opens it again from the list of plans. */
export async function keptAndReopened(page) {
  await page.locator('[data-testid=save]').click();
  await page.locator('a[href="plans.html"]').last().click();
  await page.waitForURL('**/plans.html');
  await ready(page);
  await page.locator('[data-testid=open]').first().click();
  await page.waitForURL('**/planner.html');
  await ready(page);
  await done(page);
}
