// Finds one page of each route that the program serves, by the list that it keeps of them.
import { readFileSync } from 'node:fs';
import { accounts, stories } from './browser.mjs';
import { links } from './crawl.mjs';

/** A case in which an official and an organ answer, and that was appealed. */
const APPEALED = `/cases/${stories['accountability appeal']}`;
/** Who looks for pages, one after the other, and where each begins besides his first page and a case; between them they find all. */
export const READERS = [
  [null, ['/sign-in']],
  ['AUDITOR', ['/appeals?tab=ended', APPEALED, `${APPEALED}/responsibility`]],
  ['INSPECTOR', []],
  ['CLERK', [`${APPEALED}/sittings/service`]],
  ['INTAKE', []],
  ['ORGAN_HEAD', []],
  ['SUPERVISOR', []],
  ['ADMIN', [`/people/${accounts.INSPECTOR.person}`, '/rules/accountability']],
];
/** Pages opened by one reader in search of those that are missing. */
const OPENED_MAX = 60;
/** What no link leads to: forms are sent there, a provider leads there, or it is laid down and not shown. */
const NO_PAGE = /^$|\/live$|^\/$|\/on$|\/provider|^\/sign-out$|\/marks$|\.csv$|\.xlsx$/;

const listed = readFileSync(new URL('../../../crates/web/src/seen.rs', import.meta.url), 'utf8').split('const PAGES')[1].split('];')[0];
export const ROUTES = [...listed.matchAll(/\("([^"]*)",/g)].map((one) => one[1]).filter((one) => !NO_PAGE.test(one));
const PATTERNS = ROUTES.map((route) => [route, new RegExp(`^${route.replace(/\{[a-z]+\}/g, '[^/]+')}$`)]);
// What is written out comes before what stands for anything: `/cases/new` is no case.
PATTERNS.sort(([a], [b]) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0));

/** The route that serves an address. */
function routeOf(href) {
  const path = new URL(href, 'http://x').pathname;
  return PATTERNS.find(([, pattern]) => pattern.test(path))?.[0];
}

/**
 * Follows links from `starts` to pages of the routes that are missing, and calls `visit(route)` on each; a page that is not answered as it should be is
 * told to `refused(href, status)`.
 */
export async function search(page, starts, missing, { visit, refused = () => {} }) {
  const waiting = [...starts];
  const known = new Set(waiting);
  for (let opened = 0; waiting.length && missing.size && opened < OPENED_MAX;) {
    const href = waiting.shift();
    const route = routeOf(href);
    if (!starts.includes(href) && !missing.has(route)) continue;
    opened += 1;
    const status = (await page.goto(href)).status();
    if (status !== 200) {
      refused(href, status);
      continue;
    }
    if (missing.delete(route)) await visit(route);
    // A draft belongs to a person, who may look at it in another role than the one that it was written in.
    for (const link of (await links(page)).filter((one) => !known.has(one) && !one.includes('draft='))) {
      known.add(link);
      waiting.push(link);
    }
  }
}
