// The calculators of the measures, each with the worked cases that stand beside its rules: the first typed
// in as a person would, the others filled in by one press, and the result held against the pack's own.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { LOOKS, SITE, accessible, fits, open, picture, quiet, ready, start } from './rig.mjs';

const files = await readdir(SITE);
const shipped = async (stem) => {
  const name = files.find((it) => new RegExp(`^${stem}-[0-9a-f]{16}\\.json$`).test(it));
  return JSON.parse(await readFile(new URL(name, `file://${SITE}`), 'utf8'));
};
const relief = await shipped('relief');
const examples = (await shipped('examples')).schemes;
const factOf = new Map(relief.facts.map((it) => [it.id, it]));
const schemeOf = new Map(relief.schemes.map((it) => [it.id, it]));

/** Measures with a calculator of their own, as the packs have them. */
const calculators = relief.calculators.filter(({ id }) => /^m\d\d$/.test(id));

/** The examples that a calculator offers, with what their packs expect. */
const offered = ({ examples: fills = [] }) =>
  fills.map((fill) => {
    const same = (it) => it.scheme === fill.scheme && JSON.stringify(it.facts) === JSON.stringify(fill.facts);
    const example = examples.find(same);
    assert.ok(example, `${fill.scheme}: ${fill.name} is no example of its pack`);
    return { ...example, label: fill.name };
  });

let rig;
before(async () => {
  rig = await start();
});
after(() => rig.stop());

/** Opens the page of a measure on a day. */
async function enter(t, id, day, how = {}) {
  const { page, seen } = await open(t, rig, `measure-${id.slice(1)}.html`, how);
  await page.clock.setFixedTime(`${day}T04:00:00Z`);
  await page.reload();
  await ready(page);
  return { page, seen };
}

const question = (page, fact) => page.locator(`[data-fact="${fact}"]`).first();

/** Shows everything that is asked. */
async function unfold(page) {
  const more = page.locator('[data-testid=more]');
  if (await more.count()) await more.first().click();
  const days = page.locator('[data-fold=days]:not([open]) > summary');
  if (await days.count()) await days.click();
}

/** Answers a question if it is asked; says whether it was. */
async function answer(page, fact, text) {
  const box = question(page, fact);
  if (!(await box.count())) return false;
  const folded = page.locator(`[data-fact="${fact}"][data-answered] button`);
  if (await folded.count()) await folded.click();
  const kind = factOf.get(fact)?.type;
  if (kind === 'bool' || kind === 'choice' || fact === 'only') {
    await box.locator(`label:has([data-option="${text}"])`).click();
  } else {
    const input = box.locator('input');
    await input.fill(text);
    await input.press('Enter');
  }
  return true;
}

/** As it is typed: a share in per cent. */
const typed = (fact, text) =>
  factOf.get(fact).type === 'rate' ? String(Number((Number(text) * 100).toFixed(8))) : text;

/** Types a case, in the order in which it is asked; what no longer matters is not asked. */
async function type(page, calculator, example) {
  if (calculator.schemes.length > 1) await answer(page, 'only', example.scheme);
  let left = calculator.questions.flatMap((fact) => {
    const said = example.facts.find(([id]) => id === fact);
    return said ? [[fact, typed(fact, said[1])]] : [];
  });
  for (let tries = 0; tries < 4 && left.length; tries += 1) {
    const still = [];
    for (const [fact, text] of left) {
      await unfold(page);
      if (!(await answer(page, fact, text))) still.push([fact, text]);
    }
    if (still.length === left.length) break;
    left = still;
  }
}

const grouped = (amount) => amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** The page shows what the pack expects, to the fen. */
async function check(page, { scheme, name, expect }) {
  const card = page.locator(`[data-scheme="${scheme}"]`);
  await card.waitFor();
  assert.equal(await card.getAttribute('data-least'), expect.least ?? null, `${name}: least`);
  assert.equal(await card.getAttribute('data-most'), expect.most ?? null, `${name}: most`);
  for (const [id, holds] of expect.verdicts ?? []) {
    const shown = await card.locator(`[data-verdict="${id}"]`).getAttribute('data-holds');
    assert.equal(shown, { yes: 'true', no: 'false', open: 'open' }[holds], `${name}: ${id}`);
  }
  const columns = new Map((schemeOf.get(scheme).schedule?.columns ?? []).map((it) => [it.id, it.type]));
  for (const [at, row] of (expect.rows ?? []).entries()) {
    for (const [id, value] of row) {
      const cell = page.locator(`[data-schedule="${scheme}"] tr[data-row="${at + 1}"] [data-column="${id}"]`);
      const wanted = columns.get(id).startsWith('money') ? grouped(value) : value;
      assert.equal(await cell.innerText(), wanted, `${name}: row ${at + 1}, ${id}`);
    }
  }
  // What is not money gained is not shown as such.
  if (['defer', 'price', 'check'].includes(schemeOf.get(scheme).effect)) {
    assert.equal(await card.locator('.hs-scheme__amount--plain').count(), 1, `${name}: shown as a gain`);
  }
}

test('there are fourteen calculators', () => {
  assert.deepEqual(
    calculators.map(({ id }) => Number(id.slice(1))),
    [1, 2, 3, 7, 8, 9, 14, 23, 24, 25, 26, 29, 30, 31],
  );
});

for (const calculator of calculators) {
  const [first, ...others] = offered(calculator);

  test(`${calculator.id}: ${first.name}, typed in`, async (t) => {
    const { page, seen } = await enter(t, calculator.id, first.on);
    await type(page, calculator, first);
    await check(page, first);
    await fits(page);
    quiet(rig, seen);
    await picture(page, `relief-${calculator.id}`);
  });

  if (!others.length) continue;
  test(`${calculator.id}: the other examples, by one press each`, async (t) => {
    const { page } = await enter(t, calculator.id, '2026-11-24');
    for (const example of others) {
      const reset = page.locator('[data-testid=reset]');
      if (await reset.count()) await reset.click();
      if (calculator.schemes.length > 1) await answer(page, 'only', example.scheme);
      await page.locator('[data-testid=example]', { hasText: example.label }).first().click();
      await check(page, example);
    }
  });
}

const bar = (page) => page.locator('.hs-bar');
const amount = (page) => page.locator('.hs-bar__amount').innerText();

test('bad and missing answers: a message, a range or which answer decides, never a made-up zero', async (t) => {
  const { page } = await enter(t, 'm08', '2026-11-24');
  assert.equal(await amount(page), '—');
  await answer(page, 'only', 'xs-loan-deferral');
  assert.equal(await amount(page), '要看「贷款余额」');
  await unfold(page);
  await answer(page, 'loan_balance', '12a');
  const alert = question(page, 'loan_balance').locator('[role=alert]');
  assert.match(await alert.innerText(), /不是数字/);
  assert.equal(await question(page, 'loan_balance').locator('input').inputValue(), '12a');
  assert.equal(await amount(page), '要看「贷款余额」');
  await answer(page, 'loan_balance', '-5');
  assert.match(await alert.innerText(), /不能是负数/);
  await answer(page, 'loan_rate', '60');
  assert.match(await question(page, 'loan_rate').locator('[role=alert]').innerText(), /请填 36 或更小的数/);
  await answer(page, 'loan_rate', '6%');
  await answer(page, 'loan_balance', '120,000');
  await answer(page, 'loan_borrower', 'sole_trader');
  await answer(page, 'loan_bank_agrees', 'true');
  await answer(page, 'loan_method', 'equal_principal');
  await answer(page, 'loan_mode', 'principal');
  await answer(page, 'loan_months_left', '12');
  // How many months is not said: at least one rate, at most the whole balance.
  const card = page.locator('[data-scheme="xs-loan-deferral"]');
  assert.equal(await card.getAttribute('data-least'), '10000.00');
  assert.equal(await card.getAttribute('data-most'), '120000.00');
  assert.match(await amount(page), /¥10,000\.00 – ¥120,000\.00/);
});

test('a risk level that nobody knows is a range, and a rent that is not told has no end', async (t) => {
  const { page } = await enter(t, 'm23', '2022-11-23');
  assert.equal(await amount(page), '要看「月租金」');
  const example = offered(calculators.find(({ id }) => id === 'm23'))[0];
  const facts = example.facts.filter(([id]) => id !== 'rent_risk_listed');
  await type(page, calculators.find(({ id }) => id === 'm23'), { ...example, facts });
  assert.equal(await bar(page).getAttribute('data-total-least'), '6000.00');
  assert.equal(await bar(page).getAttribute('data-total-most'), '12000.00');
});

test('a check says which way it stands', async (t) => {
  const { page } = await enter(t, 'm14', '2026-11-24');
  await answer(page, 'bid_estimate', '1000000');
  await answer(page, 'bid_deposit', '20000.01');
  assert.match(await amount(page), /不符合.*2%/);
  await page.locator('[data-fact=bid_deposit] button').first().click();
  await answer(page, 'bid_deposit', '20000');
  assert.equal(await amount(page), '¥20,000.00');
});

test('a table is kept as a file and copied, with nothing sent', async (t) => {
  const { page, seen } = await enter(t, 'm30', '2022-12-31');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('[data-testid=example]').first().click();
  await page.locator('[data-schedule]').waitFor();
  const requests = seen.requests.length;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-testid=keep-table]').click(),
  ]);
  assert.equal(download.suggestedFilename(), 'yn-unemployment-benefit.csv');
  const text = await readFile(await download.path(), 'utf8');
  const wanted = '月份,当月标准\r\n2022-09-01,1503.00\r\n2022-10-01,1710.00\r\n合计,3213.00\r\n';
  assert.equal(text, `\ufeff${wanted}`);
  await page.locator('[data-testid=copy-table]').click();
  await page.waitForFunction(() => document.querySelector('.hs-actions__notice')?.textContent?.includes('已复制'));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.replace(/\r\n/g, '\n'), wanted.replace(/\r\n/g, '\n'));
  const sent = seen.requests.slice(requests).filter(({ url }) => !url.startsWith('blob:'));
  assert.deepEqual(sent, []);
  quiet(rig, seen);
});

test('what was typed about a measure is kept, opened again and thrown away', async (t) => {
  const { page } = await enter(t, 'm30', '2022-12-31');
  await page.locator('[data-testid=example]').first().click();
  await page.locator('[data-testid=save]').click();
  await page.goto(`${rig.url}plans.html`);
  await ready(page);
  const plan = page.locator('[data-plan="1"]');
  assert.match(await plan.innerText(), /30\. 做好失业保障[\s\S]*¥3,213\.00/);
  await plan.locator('[data-testid=open]').click();
  await page.waitForURL('**/measure-30.html');
  await ready(page);
  assert.equal(await bar(page).getAttribute('data-total-least'), '3213.00');
  await page.goto(`${rig.url}plans.html`);
  await ready(page);
  await page.locator('[data-testid=drop-all]').click();
  await page.locator('[data-testid=drop-all-sure]').click();
  await page.goto(`${rig.url}measure-30.html`);
  await ready(page);
  assert.equal(await amount(page), '—');
});

for (const [look, how] of Object.entries(LOOKS)) {
  test(`results read well and say nothing to anybody, ${look}`, async (t) => {
    for (const id of ['m08', 'm02', 'm31', 'm25', 'm03']) {
      const { page, seen } = await enter(t, id, '2026-11-24', how);
      await page.waitForLoadState('networkidle');
      const requests = seen.requests.length;
      await page.locator('[data-testid=example]').first().click();
      for (const summary of await page.locator('[data-scheme] summary').all()) await summary.click();
      await fits(page);
      await accessible(page);
      await picture(page, `relief-${id}-${look}`);
      quiet(rig, seen);
      assert.equal(seen.requests.length, requests, 'a request left after the page was ready');
    }
  });
}
