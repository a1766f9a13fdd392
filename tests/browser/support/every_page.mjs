// Visits every page in one language, as everybody who may sign in, and asks of each what is asked of every page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accounts, launch, open } from './browser.mjs';
import { axe, axeInTheDark, byKeyboard, tooWide } from './checks.mjs';
import { crawl, ODD, shape } from './crawl.mjs';
import { entered, foreign, texts } from './language.mjs';
import { STATES, TYPED } from './states.mjs';

/** Nobody, and one account of each role. */
const READERS = [null, ...Object.keys(accounts)];

/** Complaints of one sort that are printed. */
const SHOWN_MAX = 25;

export function everyPage(lang) {
  const found = { axe: [], dark: [], wide: [], keyboard: [], language: [], dead: [], faults: [] };
  const visited = new Map();
  let browser;

  before(async () => {
    browser = await launch();
    const data = entered(TYPED);
    const seen = new Map();
    for (const as of READERS) {
      const { page, context, faults } = await open(browser, { as, lang });
      const look = async (kind) => {
        const name = `${as ?? 'nobody'} ${kind} (${new URL(page.url()).pathname + new URL(page.url()).search})`;
        const note = (list, complaints) => list.push(...complaints.map((one) => `${name}: ${one}`));
        const first = !visited.has(kind);
        visited.set(kind, (visited.get(kind) ?? 0) + 1);
        note(found.language, foreign(await texts(page), lang, data));
        note(found.wide, await tooWide(page));
        if (!first) return;
        note(found.axe, await axe(page));
        // Colours and stops are the same in every language.
        if (lang !== 'zh-CN') return;
        note(found.dark, await axeInTheDark(page));
        note(found.keyboard, await byKeyboard(page));
      };
      const own = as ? [`/cases/${await aCase(page)}`, `/cases/${await aCase(page)}/record`] : [];
      note(found.dead, as, await crawl(page, { starts: ['/', ...own], seen, visit: look }));
      if (as === 'INSPECTOR') {
        const id = await aCase(page);
        for (const [path, status] of ODD) {
          const answer = await page.goto(path.replace('{case}', id));
          if (answer.status() !== status) found.dead.push(`${path} is answered by ${answer.status()} and not by ${status}`);
          await look(`odd ${shape(path.replace('{case}', id))}`);
        }
      }
      for (const [name, reader, reach] of STATES) {
        if (reader !== as) continue;
        await reach(page, { id: as && (await aCase(page)) });
        await look(`state: ${name}`);
      }
      found.faults.push(...faults);
      await context.close();
    }
  });
  after(() => browser?.close());

  const none = (name, list) => test(`${lang}: ${name}`, () => assert.ok(!list().length, `\n  ${list().slice(0, SHOWN_MAX).join('\n  ')}`));
  test(`${lang}: pages were found and looked at`, (t) => {
    t.diagnostic(`${[...visited.values()].reduce((a, b) => a + b, 0)} pages of ${visited.size} kinds`);
    for (const kind of ['/cases', '/cases/{id}', '/work', '/cases/new', '/sign-in?next', '/cases/{id}/record/{kind}']) {
      assert.ok([...visited.keys()].some((one) => one.startsWith(kind)), `${kind} was not found`);
    }
  });
  none('every link leads to a page', () => found.dead);
  none('axe-core finds no violation of WCAG 2.2 AA', () => found.axe);
  none('colours can be told apart in the dark, too', () => found.dark);
  none('nothing stands out to the right at 390, at 200 % or at 320', () => found.wide);
  none('everything is reached by the Tab key, in order and visibly', () => found.keyboard);
  none('every word is of the language of the page', () => found.language);
  none('no page has a fault in the console', () => found.faults);
}

function note(list, as, complaints) {
  list.push(...complaints.map((one) => `${as ?? 'nobody'}: ${one}`));
}

/** The id of a case that the reader sees. */
async function aCase(page) {
  await page.goto('/cases');
  const href = await page.locator('table a[href^="/cases/"]').first().getAttribute('href');
  return href.split('/')[2].split('?')[0];
}
