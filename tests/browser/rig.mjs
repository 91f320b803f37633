// What browser tests share: the site on a server, a browser, a page that reports what it does.

import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const ROOT = new URL('../../', import.meta.url);
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
];

/** The built site. */
export const SITE = fileURLToPath(new URL('dist/', ROOT));

/** A phone in one hand. */
export const PHONE = { width: 360, height: 740 };

/** The ways in which a page may be looked at. */
export const LOOKS = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  elder: { scheme: 'light', elder: true },
};

/** The names of the site's pages, as built. */
export async function pageNames() {
  return (await readdir(SITE)).filter((name) => name.endsWith('.html')).sort();
}

/** The text of a built file. */
export function built(name) {
  return readFile(new URL(`dist/${name}`, ROOT), 'utf8');
}

/** Starts a server and a browser; `stop` ends both. */
export async function start({ folder = SITE, ...how } = {}) {
  const site = await serve(folder, how);
  const browser = await chromium
    .launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS })
    .catch(async (error) => {
      await site.close();
      throw error;
    });
  return {
    url: site.url,
    browser,
    stop: async () => {
      await browser.close();
      await site.close();
    },
  };
}

/**
 * Opens a page in a fresh context and waits until the app is ready (without JavaScript: loaded).
 * The page closes with the test. `seen` collects what went wrong or over the wire:
 * `requests` ({ method, url }), `errors` and `refused` (breaches of the security policy).
 * @param {import('node:test').TestContext} test
 */
export async function open(test, rig, path, { scheme = 'light', elder = false, js = true, size = PHONE } = {}) {
  const context = await rig.browser.newContext({
    viewport: size,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: js,
  });
  test.after(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const seen = { requests: [], errors: [], refused: [] };
  context.on('request', (request) => seen.requests.push({ method: request.method(), url: request.url() }));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) seen.refused.push(message.text());
    else if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) seen.errors.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(rig.url + path);
  if (js) await ready(page);
  if (js && elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', ''));
  return { page, seen };
}

/** Waits until the app has taken over the prerendered page. */
export async function ready(page) {
  await page.waitForSelector('html[data-ready], html[data-failed]', { state: 'attached' });
  const failed = await page.locator('html[data-failed]').count();
  assert.equal(failed, 0, 'the app did not start');
}

/** Nothing went wrong, nothing was refused, nothing left for another host or carried data. */
export function quiet(rig, seen) {
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(seen.refused, []);
  const strange = seen.requests.filter(
    ({ method, url }) => !(url.startsWith('data:') || url.startsWith('blob:')) && (method !== 'GET' || !url.startsWith(rig.url)),
  );
  assert.deepEqual(strange, []);
}

/** axe-core finds nothing to object to, best practices included. */
export async function accessible(page) {
  // Through the debugger, which the page's policy does not bind.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.html) }));
  assert.deepEqual(found, []);
}

/** Nothing sticks out to the side. */
export async function fits(page) {
  const { inner, content } = await page.evaluate(() => ({
    inner: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
  }));
  assert.ok(content <= inner, `the page is ${content} px wide in a window of ${inner} px`);
}

/** Keeps a picture of the page in target/screenshots/. */
export async function picture(page, name, how = { fullPage: true }) {
  const folder = fileURLToPath(new URL('target/screenshots/', ROOT));
  await mkdir(folder, { recursive: true });
  // What sticks to the top of the window would float over the middle of a full picture.
  if (how.fullPage) await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: `${folder}${name}.png`, ...how });
}
