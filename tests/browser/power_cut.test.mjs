// The log cannot be reached, then the server is killed: what was typed is sent again when both are back. This ends the demonstration, so this
// file runs when the others are over.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launch, url } from './support/browser.mjs';
import { aCase } from './support/crawl.mjs';
import { startDemo } from './support/demo.mjs';
import { Person } from './support/person.mjs';
import { date } from './support/days.mjs';

const folder = dirname(process.env.WENZE_ACCOUNTS);
/** How long a process that was killed may take to be gone. */
const GONE_MS_MAX = 20_000;

let browser;
let restarted;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await restarted?.stop();
});

test('the log cannot be reached and the server is killed: the form is sent again when both are back', async (t) => {
  const inspector = await new Person(browser, 'INSPECTOR', { lang: 'zh-CN' }).sit();
  await inspector.goTo(`/cases/${await aCase(inspector.page)}/record/OtherActRecorded`);
  await inspector.fillAll({ 'occurred.date': date(90), 'payload.label': '向信访人说明情况' });
  await inspector.page.locator('input[name="blank"]').check();
  const [postmaster] = readFileSync(join(folder, 'pg/data/postmaster.pid'), 'utf8').split('\n').map(Number);
  await killed(postmaster, 'SIGQUIT');
  const began = performance.now();
  assert.equal(await inspector.send('button[name="step"][value="save"]'), 503);
  t.diagnostic(`that the log cannot be reached was told after ${Math.round((performance.now() - began) / 1000)} s`);
  const again = inspector.page.locator('form.send button');
  assert.match(await inspector.page.locator('main').innerText(), /填写的内容都在/);
  await killed(Number(process.env.WENZE_PID), 'SIGKILL');
  await again.click();
  await inspector.page.waitForURL(/chrome-error/);
  restarted = await startDemo(process.env.WENZE_BIN, folder, { isFresh: false, listen: new URL(url).host });
  // Loading the page anew sends the form again, as the browser asks whether it should.
  assert.equal((await inspector.page.reload()).status(), 200, await inspector.errors());
  assert.ok(await inspector.page.locator('#recorded').count(), 'it is recorded');
  assert.match(await inspector.page.locator('main').innerText(), /向信访人说明情况/);
  await inspector.leave();
});

/** Ends a process and waits until it is gone. */
async function killed(pid, signal) {
  assert.ok(pid > 1, 'the process is known: run the tests by `node run.mjs`, without a demonstration of your own');
  process.kill(pid, signal);
  const last = Date.now() + GONE_MS_MAX;
  const isThere = () => {
    try {
      process.kill(pid, 0);
      // A process that its parent has not asked about is gone all the same.
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  while (isThere()) {
    assert.ok(Date.now() < last, `${pid} does not end`);
    await new Promise((next) => setTimeout(next, 50));
  }
}
