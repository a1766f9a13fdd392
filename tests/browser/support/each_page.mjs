// Visits one page of each kind in one language: every page that the program serves, by the list that it keeps of them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch, open } from './browser.mjs';
import { aCase, UUID } from './crawl.mjs';
import { odd } from './every_page.mjs';
import { Look } from './look.mjs';
import { READERS, ROUTES, search } from './routes.mjs';
import { STATES } from './states.mjs';

export function eachPage(lang) {
  const look = new Look(lang);
  const missing = new Set(ROUTES);
  let browser;

  before(async () => {
    browser = await launch();
    for (const [as, starts] of READERS) {
      const { page, context, faults } = await open(browser, { as, lang });
      const id = as && (await aCase(page));
      await search(page, [...starts, ...(id ? ['/', `/cases/${id}`, `/cases/${id}/record`] : [])], missing, {
        visit: (route) => look.at(page, as, route),
        refused: (href, status) => look.note('dead', as ?? 'nobody', [`${href.replace(UUID, '{id}')}: ${status}`]),
      });
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
  test(`${lang}: every page that the program serves was found`, () => assert.deepEqual([...missing], []));
}
