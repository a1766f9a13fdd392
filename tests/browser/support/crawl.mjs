// Finds the pages: from the first address along every link, so that a page that is added tomorrow is visited without being named here.

/** Pages of one shape that are visited, whoever reads: they differ by what stands in them, not by how they are made. */
const ALIKE_MAX = 2;
/** Pages that are the same with other rows or in another order. */
const ASKED_MAX = 1;
/** Forms; those of all acts are drawn from the same few fields. */
const FORMS_MAX = 4;
/** Links to forms of which each reader is told whether he may fill them in. */
const OFFERED_MAX = 4;
/** What is downloaded. */
const LAID_DOWN = /\.csv$/;
export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Parameters whose values make another page, and not only other rows of it. */
const TELLING = ['tab', 'kind', 'view'];

/** What an address has in common with others like it. */
export function shape(href) {
  const address = new URL(href, 'http://x');
  const path = address.pathname.replace(UUID, '{id}').replace(/\/record\/[A-Za-z]+$/, '/record/{kind}').replace(/\/entries\/\d+\//, '/entries/{n}/');
  const names = [...address.searchParams].map(([name, value]) => (TELLING.includes(name) ? `${name}=${value}` : name));
  const asked = [...new Set(names)].filter((name) => name !== 'lang').sort().join('&');
  return asked ? `${path}?${asked}` : path;
}

/** Addresses that no link leads to: what people mistype, keep too long, or find empty. `{case}` is a case that there is. */
export const ODD = [
  ['/no-such-page', 404],
  ['/cases/00000000-0000-7000-8000-000000000000', 404],
  ['/cases/{case}?version=9999', 404],
  ['/cases/{case}?as_of=yesterday', 400],
  ['/cases/{case}/record/NoSuchAct', 404],
  ['/cases?number=zzzz', 200],
  ['/cases?cursor=worn-out', 400],
  ['/work?tab=nonsense', 400],
  ['/work?tab=pool', 200],
  ['/work?tab=submitted', 200],
  ['/work?tab=waiting', 200],
  ['/work?tab=done', 200],
  ['/cases/{case}/record?q=zzzz', 200],
];

const most = (kind) => (kind.endsWith('{kind}') ? FORMS_MAX : kind.includes('?') ? ASKED_MAX : ALIKE_MAX);

/**
 * Follows every link from `starts` on and calls `visit(shape, status)` on each page of a new shape; the first pages are opened in any case, since
 * each reader finds other links there. Answers every link that led to no page.
 */
export async function crawl(page, { starts = ['/'], seen = new Map(), visit }) {
  const waiting = [...starts];
  const known = new Set(waiting);
  const dead = [];
  const begun = new Set(starts);
  while (waiting.length) {
    const href = waiting.shift();
    const kind = shape(href);
    const many = seen.get(kind) ?? 0;
    const isKnown = many >= most(kind);
    if (isKnown && !begun.has(href)) continue;
    seen.set(kind, many + 1);
    // What a browser would lay down is no page; it has to be there all the same.
    if (LAID_DOWN.test(new URL(href, 'http://x').pathname)) {
      const status = (await page.request.get(href)).status();
      if (status !== 200) dead.push(`${href}: ${status}`);
      continue;
    }
    const answer = await page.goto(href, { waitUntil: 'load' });
    if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue;
    if (answer.status() !== 200) dead.push(`${href}: ${answer.status()}`);
    if (!isKnown) await visit(kind, answer.status());
    const all = await links(page);
    if (begun.has(href)) dead.push(...(await refused(page, all)));
    for (const link of all) {
      if (known.has(link)) continue;
      known.add(link);
      waiting.push(link);
    }
  }
  return dead;
}

/** Where the links of a page lead: to other pages of this program, in the language that is spoken. */
export async function links(page) {
  const all = await page.$$eval('a[href]', (found) => found.map((one) => one.getAttribute('href')));
  const own = all.filter((one) => one.startsWith('/') && !/[?&]lang=/.test(one) && !one.startsWith('/api/'));
  return [...new Set(own.map((one) => one.split('#')[0]))];
}

/** The id of a case that the reader sees; none for whoever reads no case. */
export async function aCase(page) {
  await page.goto('/cases');
  const rows = page.locator('table a[href^="/cases/"]');
  return (await rows.count()) ? (await rows.first().getAttribute('href')).split('/')[2].split('?')[0] : null;
}

/** Of the pages and forms that one of his first pages leads to, those that the reader may not see. */
async function refused(page, links) {
  const forms = links.filter((one) => one.includes('/record/')).slice(0, OFFERED_MAX);
  const bar = await page.$$eval('.ways nav a[href]', (all) => all.map((one) => one.getAttribute('href')));
  const answers = await Promise.all([...new Set([...forms, ...bar])].map(async (href) => [href, (await page.request.get(href)).status()]));
  return answers.filter(([, status]) => status !== 200).map(([href, status]) => `${href}: ${status}`);
}
