// Takes a picture of every page, in both languages, wide and narrow, light and dark: `node screenshots.mjs FOLDER`, with WENZE_URL and
// WENZE_ACCOUNTS set to a demonstration that runs. The folder must lie outside the repository.
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accounts, launch, open } from './support/browser.mjs';
import { crawl, ODD, shape } from './support/crawl.mjs';
import { STATES } from './support/states.mjs';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = resolve(process.argv[2] ?? '');
if (!process.argv[2] || folder.startsWith(repository)) throw new Error('name a folder outside the repository');

const WIDTHS = [1280, 390];
const LANGUAGES = ['zh-CN', 'en'];
/** Taller pages are cut: a long history repeats itself. */
const HEIGHT_MAX = 4_000;

const browser = await launch();
const seen = new Map();
let taken = 0;

/** Every picture of the page that is open. */
async function picture(page, name, lang) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), HEIGHT_MAX);
      const file = `${name.replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '').toLowerCase()}.${lang}.${width}.${colorScheme}.png`;
      await page.screenshot({ path: join(folder, file), fullPage: true, clip: { x: 0, y: 0, width, height } });
      taken += 1;
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

mkdirSync(folder, { recursive: true });
for (const as of [null, ...Object.keys(accounts)]) {
  const found = [];
  const { page, context } = await open(browser, { as });
  await crawl(page, { seen, visit: (kind) => found.push([`${as ?? 'nobody'} ${kind}`, new URL(page.url())]) });
  const row = await page.goto('/cases').then(() => page.locator('table a[href^="/cases/"]').first().getAttribute('href'));
  const id = row.split('/')[2].split('?')[0];
  if (as === 'INSPECTOR') found.push(...ODD.map(([path]) => [`odd ${shape(path)}`, new URL(path.replace('{case}', id), page.url())]));
  for (const lang of LANGUAGES) {
    for (const [name, address] of found) {
      address.searchParams.set('lang', lang);
      await page.goto(address.href);
      await picture(page, name, lang);
    }
    for (const [name, , reach] of STATES.filter(([, reader]) => reader === as)) {
      await reach(page, { id });
      await picture(page, `state ${name}`, lang);
    }
  }
  await context.close();
}
await browser.close();
console.log(`${taken} pictures in ${folder}`);
