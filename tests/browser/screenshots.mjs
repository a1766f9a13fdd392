// Takes pictures of a demonstration that runs, with WENZE_URL and WENZE_ACCOUNTS set to it: `node screenshots.mjs FOLDER` one page of each kind in
// both languages, wide and narrow, light and dark, and as it is printed, into a folder outside the repository; `node screenshots.mjs --readme`
// the pictures of the README.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open } from './support/browser.mjs';
import { aCase, ODD, shape } from './support/crawl.mjs';
import { READERS, ROUTES, search } from './support/routes.mjs';
import { STATES } from './support/states.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [asked] = process.argv.slice(2);
const isReadme = asked === '--readme';
const folder = isReadme ? join(repository, 'docs/pictures') : resolve(asked ?? '');
if (!asked || (!isReadme && folder.startsWith(repository))) throw new Error('name a folder outside the repository, or --readme');

const WIDTHS = [1280, 390];
const LANGUAGES = ['zh-CN', 'en'];
/** Taller pages are cut: a long history repeats itself. */
const HEIGHT_MAX = 4_000;
/** CSS pixels of an A4 sheet between its margins. */
const SHEET = 680;

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

/** The page that is open at both widths, in both colours, and as it is printed. */
async function pictures(page, name, lang) {
  const base = `${name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').toLowerCase()}.${lang}`;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${base}.${width}.${colorScheme}`, width);
    }
  }
  await page.setViewportSize({ width: SHEET, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  await picture(page, `${base}.print`, SHEET);
  await page.emulateMedia({ media: 'screen' });
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
    if (as === 'INSPECTOR') found.push(...ODD.map(([path]) => [`odd ${shape(path)}`, new URL(path.replace('{case}', id), page.url())]));
    for (const lang of LANGUAGES) {
      for (const [name, address] of found) {
        address.searchParams.set('lang', lang);
        await page.goto(address.href);
        await pictures(page, name, lang);
      }
      for (const [name, , reach] of STATES.filter(([, reader]) => reader === as)) {
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
