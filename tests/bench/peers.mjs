// `node tests/bench/peers.mjs FOLDER NATIVE`: one run in which our engine (as WebAssembly and natively),
// publicodes and json-logic-js take turns on the same rule. Prints the section of docs/benchmarks.md as
// JSON { markdown, missed }. Run it as `cargo xtask bench engine`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import Engine from 'publicodes';
import logic from 'json-logic-js';
import { fresh } from './fresh.mjs';

const ROUNDS = 31;
const BATCH_MS = 1;
const BATCHES = 25;
const WARM_MS = 300;

const require = createRequire(import.meta.url);
const [folder, native] = process.argv.slice(2).map((it) => resolve(it));
const read = (name) => readFileSync(`${folder}/${name}`);
const [demo, shipped] = [read('demo.json'), read('shipped.json')];

// A process of its own: what the first page of a visitor pays, before any code is warm.
if (process.argv[4] === 'cold') {
  // What the one thread does, without the compilers that work beside it; where the system does not say, the clock.
  const busy = () => {
    try {
      return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]);
    } catch {
      return performance.now() * 1e6;
    }
  };
  const now = () => [busy(), performance.now() * 1e6];
  const between = (from, to) => ({ work: to[0] - from[0], wall: to[1] - from[1] });
  const start = now();
  const { Release } = require(`${folder}/bench.js`);
  const compiled = now();
  const release = new Release(shipped);
  const opened = now();
  const then = process.argv[5];
  if (!(release[then](shipped) > 0)) throw new Error('nothing was found');
  const done = now();
  const found = { compile: between(start, compiled), load: between(compiled, opened), [then]: between(compiled, done) };
  console.log(JSON.stringify(found));
  process.exit();
}

// ── the rule, three times ───────────────────────────────────────────────────────────────────────────

const CATEGORIES = ['fridge', 'tv', 'phone'];
const wasm = require(`${folder}/bench.js`);
const ours = new wasm.Bench(demo, shipped);

const publicodes = new Engine({
  price: { unité: '€' },
  category: null,
  eligible: {
    'toutes ces conditions': [
      { 'une de ces conditions': ["category = 'fridge'", "category = 'tv'"] },
      'price <= 6000 €',
    ],
  },
  aid: { 'applicable si': 'eligible', valeur: '15% * price', plafond: '2000 €' },
});
// The quickest form of the rule that was found: one rule less, and no units.
const bare = new Engine({
  price: null,
  category: null,
  aid: {
    'applicable si': {
      'toutes ces conditions': [
        { 'une de ces conditions': ["category = 'fridge'", "category = 'tv'"] },
        'price <= 6000',
      ],
    },
    valeur: '0.15 * price',
    plafond: '2000',
  },
});
const asks = (engine, options) => (category, price) => {
  engine.setSituation({ price, category: `'${category}'` }, options);
  return engine.evaluate('aid').nodeValue;
};
const asksOpen = (engine) => (category) => {
  engine.setSituation({ category: `'${category}'` });
  return engine.evaluate('aid').nodeValue;
};

const rule = {
  if: [
    { and: [{ in: [{ var: 'category' }, ['fridge', 'tv']] }, { '<=': [{ var: 'price' }, 6000] }] },
    { min: [{ '*': [{ var: 'price' }, 0.15] }, 2000] },
    0,
  ],
};

// ── the same amounts? ───────────────────────────────────────────────────────────────────────────────

const complete = {
  'publicodes': asks(publicodes),
  'publicodes, without units': asks(bare, { keepPreviousSituation: true }),
  'json-logic-js': (category, price) => logic.apply(rule, { category, price }),
};
const prices = [1, 12345, 99999, 100000, 333333, 333334, 450050, 599999, 600000, 600001, 900000, 9999999];
let compared = 0;
for (const [index, category] of CATEGORIES.entries()) {
  for (const fen of prices) {
    const right = ours.demo(index, fen);
    if (ours.demo_afresh(index, fen) !== right) throw new Error(`our session differs at ${category}, ${fen} fen`);
    for (const [name, ask] of Object.entries(complete)) {
      const said = ask(category, fen / 100) ?? 0; // publicodes says null for what does not apply
      if (!(Math.abs(said - right) < 1e-6)) throw new Error(`${name} says ${said}, not ${right}: ${category}, ${fen} fen`);
      compared += 1;
    }
  }
}
publicodes.setSituation({ category: "'tv'" });
const partial = publicodes.evaluate('aid');
const missing = [
  ['惠算', ours.say(1, undefined)],
  ['publicodes', `${partial.nodeValue}; missing: ${Object.keys(partial.missingVariables).join(', ')}`],
  ['json-logic-js', String(logic.apply(rule, { category: 'tv' }))],
];

// ── timing ──────────────────────────────────────────────────────────────────────────────────────────

// All eligible, so that everybody does all the work; prices spread over the range by a fixed rule.
const inputs = Array.from({ length: 64 }, (_, at) => [at % 2, 1 + ((at * 7919 + 4242) * 101) % 600000]);
writeFileSync(`${folder}/inputs.json`, JSON.stringify(inputs));
const named = inputs.map(([category, fen]) => ({ category: CATEGORIES[category], price: fen / 100 }));

const over = (them, ask) => (calls) => {
  let sum = 0;
  for (let call = 0; call < calls; call += 1) sum += Number(ask(them[call & 63]) ?? 1);
  return sum;
};
const contestants = {
  'wasm demo': over(inputs, ([category, fen]) => ours.demo(category, fen)),
  'wasm demo_afresh': over(inputs, ([category, fen]) => ours.demo_afresh(category, fen)),
  'publicodes': over(named, (it) => complete['publicodes'](it.category, it.price)),
  'publicodes, without units': over(named, (it) => complete['publicodes, without units'](it.category, it.price)),
  'json-logic-js': over(named, (it) => logic.apply(rule, { category: it.category, price: it.price })),
  'wasm demo_open': over(inputs, ([category]) => ours.demo_open(category)),
  'publicodes, open': over(named, (it) => asksOpen(publicodes)(it.category)),
  'wasm real': over(inputs, ([category, fen]) => ours.real(category, fen)),
  'wasm real_open': over(inputs, ([category]) => ours.real_open(category)),
  'wasm calculator': over(inputs, ([category, fen]) => ours.calculator(category, fen)),
  'wasm calculator_open': over(inputs, ([category]) => ours.calculator_open(category)),
  'wasm load': over(inputs, () => wasm.load(shipped)),
  'wasm load_all': over(inputs, () => wasm.load_all(shipped)),
};
const names = Object.keys(contestants);

let kept = 0; // every sum is used, so that no call can be left out
// By the clock, since that is what a person waits for: the median of short batches, most of which nothing
// interrupts. Pauses for garbage fall out too, which favours those who make garbage, not us.
const timed = (name, calls) => {
  const start = process.hrtime.bigint();
  kept += contestants[name](calls);
  return Number(process.hrtime.bigint() - start) / calls;
};
const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
// Processor time beside it, helper threads and garbage included: for information, never for a verdict.
const both = (name, calls) => {
  const before = process.cpuUsage();
  const clock = middle(Array.from({ length: BATCHES }, () => timed(name, calls)));
  const spent = process.cpuUsage(before);
  return { clock, work: ((spent.user + spent.system) * 1e3) / (calls * BATCHES) };
};
const batch = {};
for (const name of names) {
  let calls = 1;
  const end = performance.now() + WARM_MS;
  let each = timed(name, calls);
  while (performance.now() < end) {
    calls = Math.max(1, Math.min(calls * 2, Math.round(5e6 / Math.max(each, 1))));
    each = timed(name, calls);
  }
  batch[name] = Math.max(1, Math.round((BATCH_MS * 1e6) / each));
}

const busy = loadavg()[0];
const samples = Object.fromEntries(names.map((name) => [name, []]));
const add = (name, value) => (samples[name] ??= []).push(value);
for (let round = 0; round < ROUNDS; round += 1) {
  // Each round starts with another contestant, so that no place in the order is anybody's own.
  for (const step of names.keys()) {
    const name = names[(round + step) % names.length];
    const { clock, work } = both(name, batch[name]);
    add(name, clock);
    add(`${name} (work)`, work);
  }
  const of = JSON.parse(execFileSync(native, ['time', folder], { encoding: 'utf8' }));
  for (const [name, value] of Object.entries(of)) add(`native ${name}`, value);
  for (const then of ['first', 'all']) {
    const words = [process.argv[1], folder, native, 'cold', then];
    const cold = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
    for (const [phase, { work, wall }] of Object.entries(cold)) {
      add(`cold ${phase}`, work);
      add(`cold ${phase}, by the clock`, wall);
    }
  }
  process.stderr.write(`\r   round ${round + 1} of ${ROUNDS}`);
}
process.stderr.write('\n');
const pages = await fresh(`${folder}/web`, ROUNDS);
for (const [phase, ms] of pages.samples.flatMap(Object.entries)) add(`page ${phase}`, ms * 1e6);
if (!(kept > 0)) throw new Error('nothing was computed');

// ── the section ─────────────────────────────────────────────────────────────────────────────────────

const quartiles = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const place = (sorted.length - 1) * share;
    const low = sorted[Math.floor(place)];
    return low + (sorted[Math.ceil(place)] - low) * (place % 1);
  };
  return [at(0.25), at(0.5), at(0.75)];
};
const digits = (it) => (it >= 100 ? it.toFixed(0) : it >= 10 ? it.toFixed(1) : it.toFixed(2));
const unit = (ns) => (ns < 1e6 ? [1e3, 'µs'] : [1e6, 'ms']);
const span = (name) => {
  const [low, mid, high] = quartiles(samples[name]);
  const [by, of] = unit(mid);
  return `**${digits(mid / by)} ${of}** [${digits(low / by)}–${digits(high / by)}]`;
};
// Round by round, since both sides of a round met the same noise.
const ratio = (peer, our) => quartiles(samples[peer].map((it, round) => it / samples[our][round]));
const times = ([low, mid, high]) => `**${digits(mid)} ×** [${digits(low)}–${digits(high)}]`;

const targets = [
  ['whole quote with trace, against publicodes', ratio('publicodes', 'wasm demo'), 150],
  ['whole quote with trace, against json-logic-js', ratio('json-logic-js', 'wasm demo'), 1],
  ['price open, both ends with witnesses, against publicodes', ratio('publicodes, open', 'wasm demo_open'), 50],
].map(([what, found, least]) => ({ what, found: times(found), wanted: `≥ ${least} ×`, held: found[1] >= least }));
const most = 20e6;
const PHASES = {
  load: 'all packs opened',
  first: 'all packs opened, and the first answer of `goods`',
  all: 'all packs opened, and all that is in them read',
};
for (const [where, name] of [['cold', 'a fresh process of Node'], ['page', 'a fresh page of Chromium']]) {
  for (const [phase, what] of Object.entries(PHASES)) {
    const sample = where === 'cold' ? `cold ${phase}, by the clock` : `page ${phase}`;
    targets.push({
      what: `${what}: first time in ${name}, code not yet compiled`,
      found: span(sample), wanted: '< 20 ms', held: quartiles(samples[sample])[1] < most,
    });
  }
}
for (const [sample, what] of [['wasm load', PHASES.load], ['wasm load_all', PHASES.all]]) {
  targets.push({ what: `${what}, code warm`, found: span(sample), wanted: '< 20 ms', held: quartiles(samples[sample])[1] < most });
}

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
const say = (program, ...words) => execFileSync(program, words, { encoding: 'utf8' }).trim();
const size = (name) => `${Math.round(read(name).length / 1024)} KiB`;
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const operation = (say, name) => [say, span(`wasm ${name}`), span(`native ${name}`)];

const markdown = `\
${new Date().toISOString().slice(0, 10)}, two cores, x86-64, Linux. Node ${process.versions.node}, ${say('rustc', '--version').split(' ').slice(0, 2).join(' ')}, \
${say('wasm-bindgen', '--version')}, binaryen ${version('binaryen')}; publicodes ${version('publicodes')}, json-logic-js ${version('json-logic-js')}; Chromium ${pages.version}.

**How.** One run. ${names.length} contestants in one Node process, warmed up for ${WARM_MS} ms each, then ${ROUNDS} rounds; a round
times ${BATCHES} batches of about ${BATCH_MS} ms of each contestant by the clock and keeps their median, and starts with another
contestant each time. Native code is timed the same way and the cold start twice, in processes of their own
within each round; after them twice as many fresh pages of Chromium load all packs, each in a process of its own.
*Opened*: facts and calculators are read and checked, and every scheme is found; from there on any page can answer,
and reads the schemes of its own calculator for it. *All read*: every scheme, the package and every voucher round, all
checked. Times of a first answer and of all that is read count from before the packs are opened.
Shown: **median** of the rounds [quartiles]. A ratio is taken round by round, then its
median. All results are added up, so that none can be left out. Verdicts go by the clock. Processor time is
shown for information: it counts helper threads, so it charges publicodes more for garbage than the clock
does. Load of the machine before the rounds: ${busy.toFixed(1)}. The module is made
as the shipped one: release profile (opt-level z, for \`engine\` and \`rust_decimal\` as the workspace sets
them), WebAssembly 1.0 flags, then wasm-opt with the parameters of \`index.html\`; ${size('bench_bg.wasm')}.

**The rule.** 15 % of the price, at most 2,000, if the category is fridge or tv and the price at most 6,000.
${compared} amounts were compared before the timing (${CATEGORIES.length} categories, ${prices.length} prices, edges included): all contestants
agree. The ${inputs.length} timed inputs are all eligible. Each evaluation takes two new answers: ours from JavaScript into
the module and back, publicodes by \`setSituation\` and \`evaluate\`, json-logic-js by \`apply\` on a new object.

### Against others

${table(['complete answers', 'per evaluation', 'ours is faster by', 'the same in processor time'], [
  ['惠算, wasm: whole quote with conditions, steps, assumptions', span('wasm demo'), '', ''],
  ['惠算, wasm: the same from fresh answers, without a session', span('wasm demo_afresh'), '', ''],
  ...['publicodes', 'publicodes, without units', 'json-logic-js'].map((it) => [it, span(it), times(ratio(it, 'wasm demo')), times(ratio(`${it} (work)`, 'wasm demo (work)'))]),
])}

${table(['price open', 'per evaluation', 'ours is faster by', 'the same in processor time'], [
  ['惠算, wasm: both ends with witnesses, proven', span('wasm demo_open'), '', ''],
  ['publicodes: no amount, names what is missing', span('publicodes, open'), times(ratio('publicodes, open', 'wasm demo_open')), times(ratio('publicodes, open (work)', 'wasm demo_open (work)'))],
])}

What each says for a tv when the price is missing:

${table(['', 'answer'], missing.map(([who, what]) => [who, `\`${what}\``]))}

json-logic-js has no units, no trace and no open answers; publicodes has units, a trace and missing variables.

### Ours, WebAssembly and native

${table(['operation', 'wasm', 'native'], [
  operation('demo rule, complete', 'demo'),
  operation('demo rule, complete, from fresh answers', 'demo_afresh'),
  operation('demo rule, price open', 'demo_open'),
  operation('`yn-2026-digital`, complete', 'real'),
  operation('`yn-2026-digital`, price open', 'real_open'),
  operation('whole calculator `goods`, one item, complete', 'calculator'),
  operation('whole calculator `goods`, one item, price open', 'calculator_open'),
  operation(`${PHASES.load} (${size('shipped.json')}), code warm`, 'load'),
  operation(`${PHASES.all}, code warm`, 'load_all'),
  ...Object.entries({ compile: 'the module instantiated', ...PHASES }).flatMap(([phase, what]) => [
    [`fresh Node: ${what}, main thread alone (in steps of 4 ms)`, span(`cold ${phase}`), ''],
    [`fresh Node: ${what}, by the clock`, span(`cold ${phase}, by the clock`), ''],
  ]),
  ...Object.entries({ compile: 'the module fetched and instantiated', ...PHASES })
    .map(([phase, what]) => [`fresh page of Chromium: ${what}, by the clock`, span(`page ${phase}`), '']),
])}

### Targets

${table(['target', 'found', 'wanted', ''], targets.map((it) => [it.what, it.found, it.wanted, it.held ? 'holds' : '**missed**']))}
`;
const missed = targets.filter((it) => !it.held).map((it) => `${it.what}: ${it.found.replaceAll('**', '')}, wanted ${it.wanted}`);
console.log(JSON.stringify({ markdown, missed }));
