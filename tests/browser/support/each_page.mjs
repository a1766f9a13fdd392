// Visits one page of each kind in one language: every page that the program serves, by the list that it keeps of them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './browser.mjs';
import { UUID } from './crawl.mjs';
import { Look } from './look.mjs';
import { eachReader } from './readers.mjs';
import { READERS, ROUTES, search } from './routes.mjs';

export function eachPage(lang) {
  const look = new Look(lang);
  const missing = new Set(ROUTES);
  let browser;

  before(async () => {
    browser = await launch();
    const starts = new Map(READERS);
    await eachReader(browser, look, [...starts.keys()], (page, as, id) =>
      search(page, [...starts.get(as), ...(id ? ['/', `/cases/${id}`, `/cases/${id}/record`] : [])], missing, {
        visit: (route) => look.at(page, as, route),
        refused: (href, status) => look.note('dead', as ?? 'nobody', [`${href.replace(UUID, '{id}')}: ${status}`]),
      }));
  });
  after(() => browser?.close());

  look.tests();
  test(`${lang}: every page that the program serves was found`, () => assert.deepEqual([...missing], []));
}
