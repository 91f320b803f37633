// `node tests/bench-planner/peers.mjs FOLDER NATIVE PYTHON PACKAGES`: one run over fixed carts of growing size: our
// planner natively and as WebAssembly, HiGHS on the same problem, and the till's own choice (greedy). Prints the
// section of docs/benchmarks.md as JSON { markdown, svg, missed }. Run it as `cargo xtask bench planner`.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { draw } from './plot.mjs';

/** Seconds that HiGHS gets for one cart, and how many carts of each size are put to it: large ones take it long. */
const LIMIT = 10;
const PUT = [400, 200, 60, 30, 10, 10];
/** With wallets it takes them longer still: the sizes of that set, and how many of each are put to it. */
const OF_SPANS = [400, 100, 12];
/** One frame, and the largest exact size, in ms. */
const FRAME = 16;
const LARGEST = 2000;

const require = createRequire(import.meta.url);
const [folder, native] = process.argv.slice(2, 4).map((it) => resolve(it));
const [python, packages] = process.argv.slice(4);
const BIG = { encoding: 'utf8', maxBuffer: 1 << 30 };
const run = (program, words, input) => execFileSync(program, words, { ...BIG, input, env: { ...process.env, PYTHONPATH: packages } });
const lines = (text) => text.trim().split('\n').filter(Boolean).map((it) => JSON.parse(it));
const highs = (...words) => ['tests/bench-planner/milp.py', ...words];

const { sets, sizes } = JSON.parse(run(native, ['list']));
const known = readFileSync(`${folder}/rounds.json`);
const { Bench } = require(`${folder}/bench_planner.js`);

/** The middle of three; long ones are timed once. */
const timed = (course) => {
  const once = () => {
    const start = performance.now();
    const [saved, bound] = course.plan();
    return { millis: performance.now() - start, saved, bound };
  };
  const first = once();
  if (first.millis >= 50) return first;
  return { ...first, millis: [first, once(), once()].map((it) => it.millis).sort((a, b) => a - b)[1] };
};

const load = loadavg()[0];
const found = [];
for (const [set, name] of sets.entries()) {
  const most = name === 'spans' ? OF_SPANS : PUT;
  for (const [at, size] of sizes.slice(0, most.length).entries()) {
    process.stderr.write(`   ${name} rounds, ${size.purchases} purchases, ${size.days} days …\n`);
    const words = [folder, String(set), String(at)];
    const ours = lines(run(native, ['time', ...words]));
    const wasm = ours.map(({ cart }) => {
      const course = new Bench(known, set, at, cart);
      // The first plan of a size compiles the code: that belongs to the page's start.
      if (cart === 0) course.plan();
      const it = { cart, ...timed(course) };
      course.free();
      return it;
    });
    for (const [place, it] of wasm.entries()) {
      if (it.saved !== ours[place].saved || it.bound !== ours[place].bound) {
        throw new Error(`${name} ${at}/${it.cart}: WebAssembly plans ${it.saved}, native code ${ours[place].saved}`);
      }
    }
    const problems = run(native, ['milp', ...words, String(most[at])]);
    const peer = lines(run(python, highs(String(LIMIT)), problems));
    for (const it of peer.filter((it) => it.optimal)) {
      const mine = ours.find((our) => our.cart === it.cart);
      if (mine.saved > it.saved || mine.bound < it.saved) {
        throw new Error(`${name} ${at}/${it.cart}: ${mine.saved} to ${mine.bound}, HiGHS says ${it.saved}`);
      }
    }
    found.push({ name, at, size, ours, wasm, peer });
  }
}

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const millis = (them) => them.map((it) => it.millis);
const digits = (it) => (it >= 100 ? it.toFixed(0) : it >= 10 ? it.toFixed(1) : it.toFixed(2));
const times = (them) => `${digits(at(millis(them), 0.5))} / **${digits(at(millis(them), 0.99))}**`;
const share = (some, all) => (some === all ? 'all' : `${((100 * some) / all).toFixed(1)} %`);
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const sum = (them, key) => them.reduce((total, it) => total + it[key], 0);
const words = (size) => `${size.purchases} × ${size.vouchers} × ${size.days}, ${size.members}`;

/** Ours on the carts that were put to HiGHS too. */
const put = ({ ours, peer }) => peer.map((it) => ours.find((our) => our.cart === it.cart));
/** Cart by cart: how many times longer the peer takes. */
const ratios = ({ ours, peer }) => peer.map((it) => it.millis / ours.find((our) => our.cart === it.cart).millis);
const row = (it) => {
  const proven = it.ours.filter((our) => our.saved === our.bound).length;
  const optimal = it.peer.filter((peer) => peer.optimal).length;
  const equal = it.peer.filter((peer) => peer.optimal && it.ours.find((our) => our.cart === peer.cart).saved === peer.saved).length;
  const them = ratios(it);
  return [
    words(it.size), it.ours.length, times(it.ours), times(it.wasm), share(proven, it.ours.length),
    `${times(it.peer)} (${it.peer.length})`, `${equal} of ${optimal}${optimal < it.peer.length ? `, ${it.peer.length - optimal} not solved in ${LIMIT} s` : ''}`,
    `**${digits(at(them, 0.5))} ×**, least ${digits(Math.min(...them))} ×`,
    `${(sum(it.ours, 'saved') / sum(it.ours, 'greedy')).toFixed(3)} ×`,
  ];
};
const head = ['purchases × vouchers × days, members', 'carts', 'native ms', 'wasm ms', 'proven', 'HiGHS ms (carts)', 'equal', 'HiGHS / native', 'saved / greedy'];

const of = (name) => found.filter((it) => it.name === name);
const targets = [];
const target = (what, value, wanted, held) => targets.push({ what, value, wanted, held });
for (const name of sets) {
  const mine = of(name);
  const ordinary = at(millis(mine[0].wasm), 0.99);
  const largest = mine.filter((it) => it.size.purchases === 40);
  const slow = Math.max(...largest.map((it) => at(millis(it.ours), 0.99)));
  const all = mine.flatMap((it) => it.ours);
  const open = all.filter((it) => it.saved !== it.bound).length;
  const below = all.filter((it) => it.saved < it.greedy).length;
  const differ = mine.flatMap((it) => it.peer.filter((peer) => peer.optimal && it.ours.find((our) => our.cart === peer.cart).saved !== peer.saved)).length;
  const least = Math.min(...mine.map((it) => at(ratios(it), 0.5)));
  const worst = Math.min(...mine.map((it) => at(millis(it.peer), 0.99) / at(millis(put(it)), 0.99)));
  target(`${name}: ordinary cart in wasm, p99`, `${digits(ordinary)} ms`, `< ${FRAME} ms`, ordinary < FRAME);
  if (largest.length > 0) target(`${name}: largest size, native, p99`, `${digits(slow)} ms`, `< ${LARGEST} ms`, slow < LARGEST);
  target(`${name}: not proven`, `${open} of ${all.length}`, '0', open === 0);
  target(`${name}: other than HiGHS where that is optimal`, String(differ), '0', differ === 0);
  target(`${name}: faster than HiGHS at every size, p50 cart by cart`, `least ${digits(least)} ×`, '> 1 ×', least > 1);
  target(`${name}: faster than HiGHS at every size, p99 against p99`, `least ${digits(worst)} ×`, '> 1 ×', worst > 1);
  target(`${name}: worse than greedy`, String(below), '0', below === 0);
}

const say = (program, ...words) => execFileSync(program, words, { encoding: 'utf8' }).trim();
const kib = Math.round(readFileSync(`${folder}/bench_planner_bg.wasm`).length / 1024);
const markdown = `\
${new Date().toISOString().slice(0, 10)}, two cores, x86-64, Linux. Node ${process.versions.node}, \
${say('rustc', '--version').split(' ').slice(0, 2).join(' ')}, HiGHS ${run(python, highs('--version')).trim()} (highspy, one thread).

**How.** One run, size by size: natively, as WebAssembly in Node, then HiGHS. Carts are drawn from fixed seeds:
purchases with days to choose from, now and then a payer, a shop, a voucher held. *Shipped*: the denominations,
classes, limits and validity of the rounds in \`packs/\`, windows moved to the days of the cart, several rounds
together. *Drawn*: rounds made by the dice with every kind of limit of the record, capped sums among them. *Spans*: the
same with limits per week and month and with wallets, which several payments share. A cart is planned three times and the middle counts; once when it takes 50 ms or more. Times are p50 / **p99** in ms.
Ours include listing every way to pay; HiGHS is given those ways as a
ready mixed-integer programme (gap 0) and only its search is timed, on the first carts of each size, ${LIMIT} s
at most. *Equal*: both values, where HiGHS ends optimal. *Greedy* is the till's own choice, largest face first.
Native and WebAssembly plans are compared: all values and bounds are the same. Load of the machine before the
run: ${load.toFixed(1)}. The module is made as the shipped one; ${kib} KiB.

${sets.map((name) => `### ${name[0].toUpperCase()}${name.slice(1)} rounds\n\n${table(head, of(name).map(row))}`).join('\n\n')}

### How time grows with size

![Time per plan over size of cart: ours natively, as WebAssembly, and HiGHS](benchmark-planner.svg)

### Targets

${table(['target', 'found', 'wanted', ''], targets.map((it) => [it.what, it.value, it.wanted, it.held ? 'holds' : '**missed**']))}
`;
const series = (name, key) => of(name).map((it) => [at(millis(it[key]), 0.5), at(millis(it[key]), 0.99)]);
const svg = draw(sets.map((name) => ({
  title: `${name} rounds`,
  sizes: of(name).map((it) => words(it.size)),
  series: [['HiGHS', series(name, 'peer')], ['wasm', series(name, 'wasm')], ['native', series(name, 'ours')]],
})));
const missed = targets.filter((it) => !it.held).map((it) => `${it.what}: ${it.value}, wanted ${it.wanted}`);
console.log(JSON.stringify({ markdown, svg, missed }));
