// `node tests/bench/pages.mjs [SCHEME …]`: how long a calculator takes to answer a tap or a key, in headless
// Chromium slowed down four times. The first worked example of every shipped scheme is entered as a person
// would. Prints the section of docs/benchmarks.md as JSON { markdown, missed }. Run it as `cargo xtask bench pages`.
import { readFile, readdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { PHONE, SITE, ready, start } from '../browser/rig.mjs';

const SLOWER = 4;
const KEY_MS = 120;
/** These schemes alone, by their names; none: all. */
const ONLY = process.argv.slice(2);

const files = await readdir(SITE);
const shipped = async (stem) => {
  const name = files.find((it) => new RegExp(`^${stem}-[0-9a-f]{16}\\.json$`).test(it));
  return JSON.parse(await readFile(new URL(name, `file://${SITE}`), 'utf8'));
};
const [packs, relief, examples] = [await shipped('packs'), await shipped('relief'), (await shipped('examples')).schemes];
const calculators = [
  ...packs.calculators.map((it) => ({ ...it, of: packs, page: it.id === 'vehicle' ? 'vehicles.html' : `${it.id}.html` })),
  ...relief.calculators.map((it) => ({ ...it, of: relief, page: `measure-${it.id.slice(1)}.html` })),
];
const holds = (calculator, scheme) =>
  calculator.schemes?.length
    ? calculator.schemes.includes(scheme.id)
    : !scheme.frame && (calculator.areas ?? []).includes(scheme.area);

// A tap begins with its click, a key with what it puts into the field (Enter: with the key itself). Our own work has
// ended when a message that was posted then arrives; the page has been painted when one arrives that was posted in
// the next frame.
const WATCH = `{
  const told = (then) => {
    const line = new MessageChannel();
    line.port1.onmessage = () => then(performance.now());
    line.port2.postMessage(0);
  };
  window.seen = { taps: [], keys: [], later: [] };
  let busy = false;
  for (const kind of ['click', 'input', 'keydown']) {
    window.addEventListener(kind, (event) => {
      if (busy || !event.isTrusted || (kind === 'keydown' && event.key !== 'Enter')) return;
      busy = true;
      const it = { start: performance.now() };
      told((now) => { busy = false; it.work = now - it.start; });
      requestAnimationFrame(() => told((now) => {
        it.paint = now - event.timeStamp;
        window.seen[kind === 'click' ? 'taps' : 'keys'].push(it);
      }));
    }, true);
  }
  const plain = window.setTimeout;
  window.setTimeout = (call, ms, ...rest) => typeof call !== 'function' || !(ms > 0) ? plain(call, ms, ...rest) : plain(() => {
    const start = performance.now();
    call(...rest);
    told((now) => window.seen.later.push({ work: now - start }));
  }, ms);
}`;

/** Acts on a question if it is asked; says whether it was. */
async function answer(page, of, fact, text, item) {
  const more = page.locator('[data-testid=more]');
  if (await more.count()) await more.first().tap();
  const days = page.locator('[data-fold=days]:not([open]) > summary');
  if (await days.count()) await days.tap();
  const box = page.locator(item === undefined ? `[data-fact="${fact}"]` : `[data-item="${item}"][data-fact="${fact}"]`).first();
  if (!(await box.count())) return false;
  const folded = page.locator(`[data-fact="${fact}"][data-answered] button`);
  if (item === undefined && (await folded.count())) await folded.tap();
  const kind = of.facts.find((it) => it.id === fact)?.type;
  if (fact === 'only' || kind === 'bool' || kind === 'choice') {
    const option = box.locator(`label:has([data-option="${text}"])`);
    if (!(await option.count())) return false;
    await option.tap();
  } else {
    const input = box.locator('input').first();
    if ((await input.getAttribute('type')) === 'date') {
      await input.fill(text);
    } else {
      await input.pressSequentially(kind === 'rate' ? String(Number((Number(text) * 100).toFixed(8))) : text, { delay: KEY_MS });
    }
    await input.press('Enter');
  }
  await page.waitForTimeout(KEY_MS);
  return true;
}

/** Enters a case, in the order in which it is asked; what no longer matters is not asked. */
async function enter(page, calculator, example) {
  const { of } = calculator;
  if ((calculator.schemes ?? []).length > 1) await answer(page, of, 'only', example.scheme);
  let left = (example.facts ?? []).map(([fact, text]) => [fact, text]);
  for (const [item, facts] of (example.items ?? []).entries()) {
    const category = facts.find(([fact]) => fact === 'item_category')?.[1];
    const add = page.locator(`button[data-add="${category}"]`);
    if (!(await add.count())) continue;
    await add.first().tap();
    left.push(...facts.filter(([fact]) => fact !== 'item_category').map(([fact, text]) => [fact, text, item]));
  }
  for (let tries = 0; tries < 3 && left.length; tries += 1) {
    const still = [];
    for (const it of left) if (!(await answer(page, of, ...it))) still.push(it);
    if (still.length === left.length) break;
    left = still;
  }
}

const busy = loadavg()[0];
const rig = await start();
const groups = { cars: [], goods: [], measures: [] };
const worst = [];
let cases = 0;
for (const calculator of calculators) {
  for (const scheme of calculator.of.schemes.filter((it) => holds(calculator, it))) {
    const example = examples.find((it) => it.scheme === scheme.id);
    if (!example || (ONLY.length && !ONLY.includes(scheme.id))) continue;
    const context = await rig.browser.newContext({
      viewport: PHONE, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.addInitScript(`sessionStorage.setItem('huisuan.asked', '${example.on}')`);
    await page.addInitScript(WATCH);
    await page.goto(rig.url + calculator.page);
    await ready(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.waitForTimeout(500);
    await page.evaluate(() => Object.values(window.seen).forEach((it) => it.splice(0)));
    await enter(page, calculator, example);
    await page.waitForTimeout(600);
    const seen = await page.evaluate(() => window.seen);
    const group = { vehicle: 'cars', goods: 'goods' }[calculator.id] ?? 'measures';
    groups[group].push(seen);
    cases += 1;
    const most = Math.max(0, ...[...seen.taps, ...seen.keys].map((it) => it.work));
    worst.push([scheme.id, most, Math.max(0, ...seen.later.map((it) => it.work))]);
    await context.close();
    process.stderr.write(`\r   ${cases} cases`);
  }
}
process.stderr.write('\n');
const version = rig.browser.version();
await rig.stop();
worst.sort((a, b) => b[1] - a[1]);
for (const [id, most, later] of worst.slice(0, 8)) process.stderr.write(`   ${id}: ${most.toFixed(1)} ms in an event, ${later.toFixed(1)} ms after the paint\n`);

const at = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
const show = (values) =>
  values.length ? [0.5, 0.95, 0.99].map((share) => at(values, share).toFixed(1)).join(' / ') : '–';
const NAMES = { cars: 'new cars', goods: 'goods', measures: 'measures' };
const row = (name, all) => {
  const [taps, keys, later] = ['taps', 'keys', 'later'].map((kind) => all.flatMap((it) => it[kind]));
  const work = (them) => them.map((it) => it.work);
  const paint = (them) => them.map((it) => it.paint);
  return [
    name, taps.length, show(work(taps)), show(paint(taps)), keys.length, show(work(keys)), show(paint(keys)), show(work(later)),
  ];
};
const all = Object.values(groups).flat();
const work = all.flatMap((it) => [...it.taps, ...it.keys]).map((it) => it.work);
const most = at(work, 0.99);
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((it) => `| ${it.join(' | ')} |`).join('\n');
const markdown = `\
${new Date().toISOString().slice(0, 10)}, two cores, x86-64, Linux. Chromium ${version}, headless, slowed down ${SLOWER} times
(\`Emulation.setCPUThrottlingRate\`). Load of the machine before: ${busy.toFixed(1)}. Again: \`cargo xtask build\`, then
\`cargo xtask bench pages${['', ...ONLY].join(' ')}\`.

**How.** The first worked example of ${ONLY.length ? 'these shipped schemes' : 'every shipped scheme'} is entered on the page of its calculator, answer by answer: ${cases}
examples, a finger for choices, a key every ${KEY_MS} ms for amounts. *Own work*: from the start of the event until a message
posted then arrives: the store, the engine and the drawing of Yew are in it. *To the paint*: from the finger's own time
stamp until the frame that shows it is done; frames are 16.7 ms apart. *After the paint*: one piece of work that was put
behind it (what stands beside a result), which the next key can meet. All in ms: p50 / p95 / p99.

${table(
  ['page', 'taps', 'own work', 'to the paint', 'keys', 'own work', 'to the paint', 'after the paint'],
  [...Object.entries(groups).map(([id, them]) => row(NAMES[id], them)), row('all', all)],
)}

| target | found | wanted |  |
| --- | --- | --- | --- |
| own work of an answer, p99 | ${most.toFixed(1)} ms | < 16 ms | ${most < 16 ? 'holds' : '**missed**'} |
`;
console.log(JSON.stringify({ markdown, missed: most < 16 ? [] : [`own work of an answer, p99: ${most.toFixed(1)} ms`] }));
