// A fresh page of Chromium, as a visitor's first one: how long the module takes to be ready, all packs to be
// opened in it, and then either a calculator to give its first answer or every scheme to be read; code not yet
// compiled. Each page has a process of its own, so that none finds another's code.
import { writeFileSync } from 'node:fs';
import { start } from '../browser/rig.mjs';

const PAGE = '<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="page.js"></script>';
const SCRIPT = `
import init, { Release } from './bench.js';
const then = location.search.slice(1);
const packs = new Uint8Array(await (await fetch('shipped.json')).arrayBuffer());
const start = performance.now();
await init({ module_or_path: fetch('bench_bg.wasm') });
const ready = performance.now();
const release = new Release(packs);
const loaded = performance.now();
const found = release[then](packs);
const done = performance.now();
document.title = found > 0 ? JSON.stringify({ compile: ready - start, load: loaded - ready, [then]: done - ready }) : 'failed';
`;

/** Opens `count` pages of either kind on a module made for the web; milliseconds by the clock of the page. */
export async function fresh(folder, count) {
  writeFileSync(`${folder}/index.html`, PAGE);
  writeFileSync(`${folder}/page.js`, SCRIPT);
  const rig = await start({ folder });
  const samples = [];
  try {
    for (let nth = 0; nth < count * 2; nth += 1) {
      const context = await rig.browser.newContext();
      const page = await context.newPage();
      await page.goto(`${rig.url}index.html?${nth % 2 === 0 ? 'first' : 'all'}`);
      await page.waitForFunction(() => document.title !== 'bench' && document.title !== '');
      samples.push(JSON.parse(await page.title()));
      await context.close();
    }
    return { samples, version: rig.browser.version() };
  } finally {
    await rig.stop();
  }
}
