// Takes pictures of a demonstration that runs, with WENZE_URL, WENZE_ACCOUNTS and WENZE_STORIES set to it: `node screenshots.mjs FOLDER [WORD…]` the
// pages whose names hold one of the words, or one of each kind, into a folder outside the repository: in both languages, wide and narrow, and in
// Chinese also in the dark and as they are printed, which is the same in English; `node screenshots.mjs --readme` the pictures of the README.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accounts, launch, open, stories, url } from './support/browser.mjs';
import { aCase, ODD, shape } from './support/crawl.mjs';
import { date } from './support/days.mjs';
import { Person } from './support/person.mjs';
import { READERS, ROUTES, search } from './support/routes.mjs';
import { STATES } from './support/states.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [asked, ...words] = process.argv.slice(2);
const isReadme = asked === '--readme';
const folder = isReadme ? join(repository, 'docs/pictures') : resolve(asked ?? '');
if (!asked || (!isReadme && folder.startsWith(repository))) throw new Error('name a folder outside the repository, or --readme');

const WIDTHS = [1280, 390];
const LANGUAGES = ['zh-CN', 'en'];
/** Pages that another reader shows first, with what only this one finds there: his own duties, forms, and what waits for him. */
const HELD = [
  ['INSPECTOR', '/work'],
  ['INSPECTOR', '/cases/{case}'],
  ['INSPECTOR', '/cases/{appealed}'],
  ['INSPECTOR', '/cases/{appealed}/record'],
  ['INSPECTOR', '/cases/{appealed}/record/EvidenceCollected'],
  ['INSPECTOR', '/cases/{appealed}/replay?version=20&against=40'],
  ['SUPERVISOR', '/work'],
  ['SUPERVISOR', '/approvals'],
  ['SUPERVISOR', '/statistics'],
  ['ORGAN_HEAD', '/approvals'],
  ['ADMIN', '/people'],
];
/** Taller pages are cut: a long history repeats itself. */
const HEIGHT_MAX = 4_000;
/** CSS pixels of an A4 sheet between its margins. */
const SHEET = 680;

/** Pages that have to be reached: what a page tells while it is open takes an act of somebody else. */
const REACHED = [
  ['acts recorded meanwhile', 'INSPECTOR', async (page, { id }) => {
    await page.goto(`/cases/${id}`);
    const other = Object.assign(new Person(), { page: await page.context().newPage(), role: 'INSPECTOR' });
    await other.goTo(`/cases/${id}/record/OtherActRecorded`);
    await other.fillAll({ 'occurred.date': date(1), 'payload.label': '向信访人说明情况' });
    await other.store();
    await other.page.close();
    await page.locator('[data-live] p:not([hidden])').waitFor();
  }],
  ['a decided appeal', 'AUDITOR', async (page) => {
    await page.goto('/appeals?tab=ended');
    await page.goto(await page.locator('main table tbody th a').first().getAttribute('href'));
  }],
  ['somebody with roles', 'ADMIN', (page) => page.goto(`/people/${accounts.INSPECTOR.person}`)],
];

const browser = await launch();
let taken = 0;
mkdirSync(folder, { recursive: true });
await (isReadme ? forReadme() : ofEverything());
await browser.close();
console.log(`${taken} pictures in ${folder}`);

/** The page that is open, as high as it is. */
async function picture(page, name, width, most = HEIGHT_MAX) {
  const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), most);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
  taken += 1;
}

/** What the pictures of a page are called. */
function named(name) {
  return name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').toLowerCase();
}

/** Whether a page is asked for. */
function isAsked(name) {
  return !words.length || words.some((word) => named(name).includes(word));
}

/** The page that is open at both widths; in the language of the source in both colours, and as it is printed. */
async function pictures(page, name, lang) {
  const base = `${named(name)}.${lang}`;
  const isSource = lang === LANGUAGES[0];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of isSource ? ['light', 'dark'] : ['light']) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${base}.${width}.${colorScheme}`, width);
    }
  }
  if (isSource) {
    await page.setViewportSize({ width: SHEET, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', media: 'print' });
    await picture(page, `${base}.print`, SHEET);
  }
  await page.emulateMedia({ colorScheme: 'light', media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function ofEverything() {
  const missing = new Set(ROUTES);
  for (const [as, starts] of READERS) {
    const found = [];
    const { page, context } = await open(browser, { as });
    const id = as && (await aCase(page));
    const all = [...starts, ...(id ? ['/', `/cases/${id}`, `/cases/${id}/record`] : [])];
    await search(page, all, missing, { visit: (route) => found.push([`${as ?? 'nobody'} ${route}`, new URL(page.url())]) });
    for (const [, path] of HELD.filter(([reader]) => reader === as)) {
      found.push([`${as} holds ${shape(path)}`, new URL(path.replace('{case}', id).replace('{appealed}', stories['accountability appeal']), url)]);
    }
    if (as === 'INSPECTOR') found.push(...ODD.map(([path]) => [`odd ${shape(path)}`, new URL(path.replace('{case}', id), page.url())]));
    for (const lang of LANGUAGES) {
      for (const [name, address] of found.filter(([one]) => isAsked(one))) {
        address.searchParams.set('lang', lang);
        await page.goto(address.href);
        await pictures(page, name, lang);
      }
      for (const [name, , reach] of [...STATES, ...REACHED].filter(([name, reader]) => reader === as && isAsked(`state ${name}`))) {
        // A form is answered at an address that says no language.
        await context.addCookies([{ name: 'wenze-lang', value: lang, url }]);
        await reach(page, { id });
        await pictures(page, `state ${name}`, lang);
      }
    }
    await context.close();
  }
}

/** A case in Chinese, a replay in English, the overview in the dark: small enough to be read beside a text. */
async function forReadme() {
  const [width, height] = [1120, 680];
  for (const [name, as, lang, dark, path] of [
    ['case', 'INSPECTOR', 'zh-CN', false, (id) => `/cases/${id}`],
    ['replay', 'REVIEWER', 'en', false, (id) => `/cases/${id}/replay?version=40`],
    ['overview', 'SUPERVISOR', 'zh-CN', true, () => '/overview'],
  ]) {
    const { page, context } = await open(browser, { as, lang, dark, width, height });
    await page.goto('/appeals?tab=ended');
    const links = await page.$$eval('main table a[href^="/cases/"]', (all) => all.map((one) => one.getAttribute('href')));
    await page.goto(path(links[0].split('/')[2]));
    await picture(page, name, width, height);
    await context.close();
  }
}
