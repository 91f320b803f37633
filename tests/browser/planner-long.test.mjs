// Plans that take long, and browsers in which nothing can be done beside the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BOOKS, SUMMER, buy, command, crowd, days, done, gap, hard, hurried, opened, rounds, session, shown } from './household.mjs';
import { accessible, fits, picture, quiet, start } from './rig.mjs';

let rig;
before(async () => {
  rig = await start();
});
after(() => rig?.stop());

const stage = (page, name) => page.locator(`[data-stage=${name}]`);
const fen = (text) => Math.round(100 * Number(text));
/** ¥ amounts of a text, in fen. */
const amounts = (text) => [...text.matchAll(/¥([\d,]+\.\d\d)/g)].map((it) => fen(it[1].replaceAll(',', '')));

/** Everything that held the page up for more than 50 ms, from the moment it is asked for. */
const watched = (page) =>
  page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((it) => Math.round(it.duration)))).observe({
      entryTypes: ['longtask'],
    });
  });

test('a plan that takes seconds: the best so far with its gap, stopped, and gone on with', async (t) => {
  const { page, seen } = await opened(t, rig, hard(), {}, async (page) => {
    await watched(page);
    await hurried(20)(page);
  });
  const began = Date.now();
  await page.locator('[data-stage=working][data-current=true]').waitFor({ state: 'attached', timeout: 60_000 });
  t.diagnostic(`the best so far was there after ${Date.now() - began} ms`);
  const stop = page.locator('[data-testid=stop]');
  // In sight wherever one is on the page, with what it would keep.
  const box = await stop.boundingBox();
  const tall = await page.evaluate(() => innerHeight);
  assert.ok(box.y >= 0 && box.y + box.height <= tall && box.height >= 44, JSON.stringify(box));
  const say = page.locator('.hs-stage__say');
  assert.match(await say.innerText(), /目前最好的办法能省 ¥.*最多还能再省 ¥/);
  await picture(page, 'planner-working', {});
  await page.evaluate(() => (window.tasks.length = 0));
  await page.waitForTimeout(300);
  const tasks = await page.evaluate(() => window.tasks);
  t.diagnostic(`tasks over 50 ms on the main thread while the planner worked: ${JSON.stringify(tasks)}`);
  assert.ok(tasks.every((it) => it < 400), `held up for ${Math.max(...tasks)} ms`);
  await stop.click();
  await stage(page, 'stopped').waitFor({ state: 'attached' });
  assert.equal(await stop.count(), 0);
  const kept = await shown(page);
  assert.equal(await page.locator('[data-payment]').count(), 60);
  assert.equal(await gap(page), fen(kept.bound) - fen(kept.least));
  if (!kept.proven) {
    const [saved, more] = amounts(await say.innerText());
    assert.match(await say.innerText(), /已停下。这是目前最好的办法, 能省 ¥.*最多还能再省 ¥/);
    assert.deepEqual([saved, more], [fen(kept.least), await gap(page)]);
    assert.ok(more > 0);
    assert.ok(!(await page.locator('.hs-proof').innerText()).includes('已证明最优'));
  }
  t.diagnostic(`stopped at ${kept.least}, at most ${kept.bound}, proven ${kept.proven}`);
  await fits(page);
  await accessible(page);
  await picture(page, 'planner-stopped', {});
  // It stays stopped.
  await page.waitForTimeout(500);
  assert.deepEqual(await shown(page), kept);
  // What is asked next is answered all the same, by a fresh planner: here the same again.
  await page.locator('[data-testid=go-on]').click();
  await page.locator('[data-stage=advice], [data-stage=done]').first().waitFor({ state: 'attached', timeout: 60_000 });
  const best = await shown(page);
  assert.equal(best.proven, true);
  assert.ok(fen(kept.least) <= fen(best.least) && fen(best.least) <= fen(kept.bound), `${best.least} outside of ${kept.least}–${kept.bound}`);
  // Stopped in its advice, the plan is proven all the same.
  if (await stage(page, 'advice').count()) {
    await stop.click();
    assert.equal((await shown(page)).proven, true);
  }
  await page.locator('[data-testid=reset]').click();
  await rounds(page, SUMMER);
  await buy(page, 0, 'dining', '288.00', { day: '2025-08-08' });
  await done(page);
  assert.deepEqual([(await shown(page)).least, (await shown(page)).paid], ['30.00', '258.00']);
  quiet(rig, seen);
});

for (const [look, how] of [['dark', { scheme: 'dark' }], ['elder', { elder: true }]]) {
  test(`while it works, ${look}: readable, accessible`, async (t) => {
    const { page } = await opened(t, rig, hard(), how, hurried(20));
    if (how.elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', 'larger'));
    await page.locator('[data-stage=working][data-current=true], [data-stage=advice]').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.locator('[data-testid=stop]').waitFor();
    await fits(page);
    await picture(page, `planner-working-${look}`, {});
    await page.locator('[data-testid=stop]').click();
    await accessible(page);
  });
}

/** Ways in which a browser has no workers. */
const WITHOUT = {
  'there are none': () => delete window.Worker,
  'they are refused': () => {
    window.Worker = function Worker() {
      throw new Error('refused');
    };
  },
  'they break': () => {
    window.Worker = class extends EventTarget {
      constructor() {
        super();
        setTimeout(() => this.dispatchEvent(new Event('error')), 10);
      }
      postMessage() {}
      terminate() {}
    };
  },
};

for (const [why, remove] of Object.entries(WITHOUT)) {
  test(`without workers (${why}) the page plans by itself and says so`, async (t) => {
    const n_bills = 10;
    const text = crowd(n_bills, 2);
    const { page, seen } = await opened(t, rig, text, {}, (page) => page.addInitScript(remove));
    await page.locator('[data-testid=in-page]').waitFor();
    await stage(page, 'done').waitFor({ state: 'attached', timeout: 60_000 });
    const now = await shown(page);
    assert.equal(now.proven, now.least === now.bound);
    assert.equal((await page.locator('.hs-proof').innerText()).includes('已证明最优'), now.proven);
    assert.equal(await page.locator('[data-testid=advice]').count(), 0, 'advice that was not looked for');
    const any = days('2025-08-06', '2025-08-17').concat(days('2025-08-23', '2025-09-11'));
    const told = (fact, at) => text.match(new RegExp(`^say\\t${fact}\\t${at}\\t(.*)$`, 'm'))[1];
    const purchases = Array.from({ length: n_bills }, (_, at) => ({
      days: any,
      lines: [{ category: told('buy', at), amount: told('amount', at) }],
    }));
    const plan = command({ campaigns: [SUMMER, BOOKS], members: [{ id: 'a' }, { id: 'b' }], purchases });
    assert.ok(fen(now.least) <= fen(plan.least) && fen(plan.bound) <= fen(now.bound));
    if (now.proven) assert.equal(now.least, plan.least);
    // It goes on planning as one types.
    await page.locator('[data-item-card="0"] [data-testid=remove]').click();
    await done(page);
    assert.equal(await page.locator('[data-payment]').count(), n_bills - 1);
    quiet(rig, seen);
  });
}

test('a worker that never says a word gives way to the page', async (t) => {
  const { page } = await opened(t, rig, crowd(4, 1), {}, async (page) => {
    await page.clock.install();
    await page.addInitScript(() => {
      window.Worker = class extends EventTarget {
        postMessage() {}
        terminate() {}
      };
    });
  });
  await page.waitForTimeout(300);
  assert.equal(await page.locator('[data-testid=in-page]').count(), 0);
  await page.clock.fastForward(21_000);
  await page.locator('[data-testid=in-page]').waitFor();
  await stage(page, 'done').waitFor({ state: 'attached' });
  assert.equal(await page.locator('[data-payment]').count(), 4);
});

test('without workers a large cart gets a moment, and some seconds when the person says so', async (t) => {
  const none = (page) => watched(page).then(() => page.addInitScript(() => delete window.Worker));
  const { page, seen } = await opened(t, rig, hard(), {}, none);
  await stage(page, 'done').waitFor({ state: 'attached', timeout: 60_000 });
  const first = await shown(page);
  const tasks = await page.evaluate(() => window.tasks);
  t.diagnostic(`sixty bills: the page stood still for ${JSON.stringify(tasks)} ms; saves ${first.least}, at most ${first.bound}`);
  const go_on = page.locator('[data-testid=go-on]');
  if (!first.proven) {
    await accessible(page);
    await go_on.scrollIntoViewIfNeeded();
    await picture(page, 'planner-in-page', {});
    await go_on.click();
    await stage(page, 'working').waitFor({ state: 'attached' });
    await stage(page, 'done').waitFor({ state: 'attached', timeout: 60_000 });
    const more = await shown(page);
    t.diagnostic(`some seconds more: saves ${more.least}, at most ${more.bound}, proven ${more.proven}`);
    assert.ok(fen(more.least) >= fen(first.least) && fen(more.bound) <= fen(first.bound));
  }
  quiet(rig, seen);
});

test('how long plans take in a worker and in the page', async (t) => {
  const carts = {
    ordinary: session({ [`round.${SUMMER}`]: 'true' }, [288, 190, 330, 520, 95, 210, 640].map((it) => ({ buy: 'dining', amount: String(it) }))),
    'forty bills': crowd(40, 6),
  };
  for (const [name, text] of Object.entries(carts)) {
    const times = [];
    for (const prepare of [() => {}, (page) => page.addInitScript(() => delete window.Worker)]) {
      const { page } = await opened(t, rig, text, {}, prepare);
      await stage(page, 'done').waitFor({ state: 'attached', timeout: 60_000 });
      // From a changed name on, which leaves the plan as it is: loading is over.
      times.push(
        await page.evaluate(async () => {
          const now = performance.now();
          document.querySelector('[data-item-card="0"] [data-testid=again]').click();
          const shows = () => document.querySelectorAll('[data-payment]').length === document.querySelectorAll('[data-item-card]').length;
          await new Promise((resolve) => {
            const look = () => (shows() ? resolve() : setTimeout(look, 5));
            setTimeout(look, 5);
          });
          return Math.round(performance.now() - now);
        }),
      );
      await page.close();
    }
    t.diagnostic(`${name}: the plan is shown ${times[0]} ms after a change with a worker, ${times[1]} ms without (which waits 150 ms for more typing)`);
  }
});
