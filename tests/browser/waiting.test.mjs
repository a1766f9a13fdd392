// Where somebody waits he sees how far it is: while a file is sent, and while a release of rules is tried on past cases.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, open } from './support/browser.mjs';
import { aCase } from './support/crawl.mjs';
import { Person } from './support/person.mjs';
import { date } from './support/days.mjs';

/** A file that takes a few seconds to be sealed: how fast a form is sent cannot be slowed down. */
const FILE_BYTES = 96 << 20;
const FILE = join(tmpdir(), `wenze-${process.pid}-提取笔录.pdf`);

let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await rm(FILE, { force: true });
  await browser?.close();
});

test('while a file is sent, a bar tells how much of it has arrived', async () => {
  const inspector = await new Person(browser, 'INSPECTOR', { lang: 'zh-CN' }).sit();
  const { page } = inspector;
  await writeFile(FILE, Buffer.alloc(FILE_BYTES, 7));
  await inspector.goTo(`/cases/${await aCase(page)}/record/EvidenceCollected`);
  await inspector.fill('occurred.date', date(90));
  await page.locator('input[type="file"]').first().setInputFiles(FILE);
  // The page is about to be left, and whoever drives it waits for the next one: what was seen is kept in between.
  await page.evaluate(() => {
    const bar = document.querySelector('[data-bar-of="waiting"]');
    const look = () => {
      const { value, max } = bar.querySelector('progress');
      if (!bar.hidden && max > 1) sessionStorage.setItem('seen', JSON.stringify([value, max, bar.innerText]));
    };
    new MutationObserver(look).observe(bar, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  const loaded = page.waitForEvent('load', { timeout: 60_000 });
  await page.locator('button[name="step"][value="keep"]').click({ noWaitAfter: true });
  await loaded;
  const [value, max, words] = JSON.parse(await page.evaluate(() => sessionStorage.getItem('seen') ?? '[]'));
  assert.ok(max > FILE_BYTES && value > 0 && value <= max, `${value} of ${max}`);
  assert.match(words, /已收到.*共\d+(\.\d)? MiB/);
  assert.match(await page.locator('main').innerText(), /提取笔录\.pdf/);
  await inspector.leave();
});

for (const script of [true, false]) {
  test(`a release is tried on past cases ${script ? 'and its page says when it is done' : 'without script'}`, async (t) => {
    const { page, context, faults } = await open(browser, { as: 'ADMIN', lang: 'zh-CN', script });
    await page.goto('/rules/accountability');
    await Promise.all([page.waitForEvent('load'), page.locator('main a[href*="/compare?"]').first().click()]);
    const address = new URL(page.url());
    address.searchParams.set('cases', '500');
    await page.goto(address.href);
    const under = page.locator('main', { hasText: '正在试算' });
    const isUnderWay = (await under.count()) > 0;
    t.diagnostic(`the page ${isUnderWay ? 'told how far it was' : 'had the result at once'}`);
    if (isUnderWay && script) {
      await page.locator('[data-live] a', { hasText: '已经完成' }).click();
      await page.waitForLoadState('load');
    }
    while (!script && (await under.count())) {
      await Promise.all([page.waitForEvent('load'), page.locator('.note a', { hasText: '查看是否完成' }).click()]);
    }
    assert.match(await page.locator('main').innerText(), /检查了\d+件/);
    assert.deepEqual(faults, []);
    await context.close();
  });
}
