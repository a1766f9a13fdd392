// Visits one page of each kind in one language: every page that the program serves, by the list that it keeps of them.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accounts, launch, open, stories } from './browser.mjs';
import { aCase, links, UUID } from './crawl.mjs';
import { odd } from './every_page.mjs';
import { Look } from './look.mjs';
import { STATES } from './states.mjs';

/** A case in which an official and an organ answer, and that was appealed. */
const APPEALED = `/cases/${stories['accountability appeal']}`;
/** Who looks for pages, one after the other, and where each begins besides his first page and a case; between them they find all. */
const READERS = [
  [null, ['/sign-in']],
  ['AUDITOR', ['/appeals?tab=ended', APPEALED, `${APPEALED}/responsibility`]],
  ['INSPECTOR', []],
  ['CLERK', []],
  ['INTAKE', []],
  ['ORGAN_HEAD', []],
  ['SUPERVISOR', []],
  ['ADMIN', [`/people/${accounts.INSPECTOR.person}`, '/rules/accountability']],
];
/** Pages opened by one reader in search of those that are missing. */
const OPENED_MAX = 60;
/** What no link leads to: forms are sent there, a provider leads there, or it is laid down and not shown. */
const NO_PAGE = /^$|^\/$|\/on$|\/provider|^\/sign-out$|\/marks$|\.csv$|\.xlsx$/;

const listed = readFileSync(new URL('../../../crates/web/src/seen.rs', import.meta.url), 'utf8').split('const PAGES')[1].split('];')[0];
const ROUTES = [...listed.matchAll(/\("([^"]*)",/g)].map((one) => one[1]).filter((one) => !NO_PAGE.test(one));
const PATTERNS = ROUTES.map((route) => [route, new RegExp(`^${route.replace(/\{[a-z]+\}/g, '[^/]+')}$`)]);
// What is written out comes before what stands for anything: `/cases/new` is no case.
PATTERNS.sort(([a], [b]) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0));

/** The route that serves an address. */
function routeOf(href) {
  const path = new URL(href, 'http://x').pathname;
  return PATTERNS.find(([, pattern]) => pattern.test(path))?.[0];
}

export function eachPage(lang) {
  const look = new Look(lang);
  const missing = new Set(ROUTES);
  let browser;

  before(async () => {
    browser = await launch();
    for (const [as, starts] of READERS) {
      const { page, context, faults } = await open(browser, { as, lang });
      const id = as && (await aCase(page));
      await search(page, as, [...starts, ...(id ? ['/', `/cases/${id}`, `/cases/${id}/record`] : [])]);
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

  /** Follows links to pages of routes that are missing, and looks at each. */
  async function search(page, as, starts) {
    const waiting = [...starts];
    const known = new Set(waiting);
    for (let opened = 0; waiting.length && missing.size && opened < OPENED_MAX;) {
      const href = waiting.shift();
      const route = routeOf(href);
      if (!starts.includes(href) && !missing.has(route)) continue;
      opened += 1;
      const answer = await page.goto(href);
      if (answer.status() !== 200) {
        look.note('dead', as ?? 'nobody', [`${href.replace(UUID, '{id}')}: ${answer.status()}`]);
        continue;
      }
      if (missing.delete(route)) await look.at(page, as, route);
      for (const link of await links(page)) {
        if (known.has(link)) continue;
        known.add(link);
        waiting.push(link);
      }
    }
  }

  look.tests();
  test(`${lang}: every page that the program serves was found`, () => assert.deepEqual([...missing], []));
}
