// Where somebody waits he sees how far it is: while a file is sent, and while a release of rules is tried on past cases.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, open } from './support/browser.mjs';
import { aCase } from './support/crawl.mjs';
import { Person } from './support/person.mjs';
import { date } from './support/days.mjs';

/** A file that takes a few seconds on a slow line. */
const FILE_BYTES = 1_200_000;
const LINE_BYTES_S = 400_000;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test('while a file is sent, a bar tells how much of it has arrived', async () => {
  const inspector = await new Person(browser, 'INSPECTOR', { lang: 'zh-CN' }).sit();
  const { page, context } = inspector;
  await inspector.goTo(`/cases/${await aCase(page)}/record/EvidenceCollected`);
  await inspector.fill('occurred.date', date(90));
  await page.locator('input[type="file"]').first().setInputFiles({
    name: '提取笔录.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(FILE_BYTES, 7),
  });
  const line = await context.newCDPSession(page);
  await line.send('Network.emulateNetworkConditions', {
    offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: LINE_BYTES_S,
  });
  const loaded = page.waitForEvent('load');
  await page.locator('button[name="step"][value="keep"]').click({ noWaitAfter: true });
  const bar = page.locator('[data-bar-of="waiting"]');
  await bar.locator('progress[value]').waitFor({ state: 'visible' });
  const [value, max] = await bar.locator('progress').evaluate((one) => [one.value, one.max]);
  assert.ok(max > FILE_BYTES && value <= max, `${value} of ${max}`);
  assert.match(await bar.innerText(), /已收到.*共1\.1 MiB/);
  await loaded;
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
