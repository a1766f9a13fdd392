// Visits every page in one language, as everybody who may sign in, and asks of each what is asked of every page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accounts, launch } from './browser.mjs';
import { crawl } from './crawl.mjs';
import { Look } from './look.mjs';
import { eachReader } from './readers.mjs';

/** Nobody, and one account of each role. */
const READERS = [null, ...Object.keys(accounts)];

export function everyPage(lang) {
  const look = new Look(lang);
  let browser;

  before(async () => {
    browser = await launch();
    const seen = new Map();
    await eachReader(browser, look, READERS, async (page, as, id) => {
      const starts = ['/', ...(id ? [`/cases/${id}`, `/cases/${id}/record`] : [])];
      look.note('dead', as ?? 'nobody', await crawl(page, { starts, seen, visit: (kind) => look.at(page, as, kind) }));
    });
  });
  after(() => browser?.close());

  look.tests();
  test(`${lang}: the pages that everybody needs are among them`, () => {
    for (const kind of ['/cases', '/cases/{id}', '/work', '/cases/new', '/sign-in?next', '/cases/{id}/record/{kind}']) {
      assert.ok([...look.visited.keys()].some((one) => one.startsWith(kind)), `${kind} was not found`);
    }
  });
}
