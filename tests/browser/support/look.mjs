// Looks at one page after the other and remembers what is wrong, each complaint once however many pages have it.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, axeInTheDark, byKeyboard, tooWide } from './checks.mjs';
import { entered, foreign, texts } from './language.mjs';
import { TYPED } from './states.mjs';

/** Complaints of one sort that are printed. */
const SHOWN_MAX = 40;

/** What is asked of pages, and what a complaint means. */
const ASKED = {
  dead: 'every link leads to a page',
  axe: 'axe-core finds no violation of WCAG 2.2 AA',
  dark: 'colours can be told apart in the dark, too',
  wide: 'nothing stands out to the right at 390, at 200 % or at 320',
  keyboard: 'everything is reached by the Tab key, in order and visibly',
  language: 'every word is of the language of the page',
  faults: 'no page has a fault in the console',
};

export class Look {
  constructor(lang) {
    this.lang = lang;
    this.data = entered(TYPED);
    /** How many pages of each kind were looked at. */
    this.visited = new Map();
    this.found = Object.fromEntries(Object.keys(ASKED).map((name) => [name, new Map()]));
    this.spent = {};
  }

  /** Remembers complaints of one sort, with the first place of each. */
  note(sort, place, complaints) {
    for (const one of complaints) {
      const seen = this.found[sort].get(one);
      if (seen) seen.times += 1;
      else this.found[sort].set(one, { place, times: 1 });
    }
  }

  /** Everything that is asked of a page; what is the same on each of its kind, and in each language, is asked once. */
  async at(page, reader, kind) {
    const { pathname, search } = new URL(page.url());
    const place = `${reader ?? 'nobody'} ${kind} (${pathname}${search})`;
    const isFirst = !this.visited.has(kind);
    this.visited.set(kind, (this.visited.get(kind) ?? 0) + 1);
    await this.ask('language', place, async () => foreign(await texts(page), this.lang, this.data));
    await this.ask('wide', place, () => tooWide(page));
    if (!isFirst) return;
    await this.ask('axe', place, () => axe(page));
    // Colours and stops are the same in every language, and on pages that answer what is wrong.
    if (this.lang !== 'zh-CN' || /^(odd|state)/.test(kind)) return;
    await this.ask('dark', place, () => axeInTheDark(page));
    await this.ask('keyboard', place, () => byKeyboard(page));
  }

  async ask(sort, place, check) {
    const began = performance.now();
    this.note(sort, place, await check());
    this.spent[sort] = (this.spent[sort] ?? 0) + performance.now() - began;
  }

  /** One test for each sort of complaint. */
  tests() {
    test(`${this.lang}: pages were found and looked at`, (t) => {
      const pages = [...this.visited.values()].reduce((a, b) => a + b, 0);
      const spent = Object.entries(this.spent).map(([sort, ms]) => `${sort} ${Math.round(ms / 1000)} s`);
      t.diagnostic(`${pages} pages of ${this.visited.size} kinds; ${spent.join(', ')}`);
      assert.ok(pages > 0);
    });
    for (const [sort, asked] of Object.entries(ASKED)) {
      test(`${this.lang}: ${asked}`, () => {
        const said = [...this.found[sort]].map(([what, { place, times }]) => `${place}${times > 1 ? ` and ${times - 1} more` : ''}: ${what}`);
        assert.ok(!said.length, `${said.length} complaints\n  ${said.slice(0, SHOWN_MAX).join('\n  ')}`);
      });
    }
  }
}
