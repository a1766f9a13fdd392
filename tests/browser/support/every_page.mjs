// Visits every page in one language, as everybody who may sign in, and asks of each what is asked of every page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accounts, launch, open } from './browser.mjs';
import { aCase, crawl, ODD, shape } from './crawl.mjs';
import { Look } from './look.mjs';
import { STATES } from './states.mjs';

/** Nobody, and one account of each role. */
const READERS = [null, ...Object.keys(accounts)];

export function everyPage(lang) {
  const look = new Look(lang);
  let browser;

  before(async () => {
    browser = await launch();
    const seen = new Map();
    for (const as of READERS) {
      const { page, context, faults } = await open(browser, { as, lang });
      const id = as && (await aCase(page));
      const starts = ['/', ...(id ? [`/cases/${id}`, `/cases/${id}/record`] : [])];
      look.note('dead', as ?? 'nobody', await crawl(page, { starts, seen, visit: (kind) => look.at(page, as, kind) }));
      if (as === 'INSPECTOR') await odd(page, id, look);
      for (const [name, , reach] of STATES.filter(([, reader]) => reader === as)) {
        await reach(page, { id });
        await look.at(page, as, `state: ${name}`);
      }
      look.note('faults', as ?? 'nobody', faults);
      await context.close();
    }
  });
  after(() => browser?.close());

  look.tests();
  test(`${lang}: the pages that everybody needs are among them`, () => {
    for (const kind of ['/cases', '/cases/{id}', '/work', '/cases/new', '/sign-in?next', '/cases/{id}/record/{kind}']) {
      assert.ok([...look.visited.keys()].some((one) => one.startsWith(kind)), `${kind} was not found`);
    }
  });
}

/** Looks at the addresses that no link leads to. */
export async function odd(page, id, look) {
  for (const [path, status] of ODD) {
    const address = path.replace('{case}', id);
    const answer = await page.goto(address);
    if (answer.status() !== status) look.note('dead', path, [`is answered by ${answer.status()} and not by ${status}`]);
    await look.at(page, 'INSPECTOR', `odd ${shape(address)}`);
  }
}
