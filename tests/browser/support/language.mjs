// Which language a page speaks: in Chinese no Latin word, in English no Chinese but what people entered, in neither an id or a key.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Latin that Chinese pages show on purpose: the product's name, initials that a hint tells people to type, and formats of files. */
const LATIN_ALLOWED = new Set(['Wenze', 'la', 'CSV', 'XLSX', 'PDF', 'SHA', 'UTF', 'MiB', 'KiB']);
/** Chinese that English pages show on purpose: words that a hint tells people to search for. */
const HAN_ALLOWED = new Set(['违规', '报销差旅费']);

/** The data set from which the demonstration says it was imported. */
const DEMO_SET = 'demo';
/** What has no number yet is called by the end of its id. */
const UNNUMBERED = /(编号|no\. )[0-9a-f]{8}/g;
/** A digest belongs to no language. */
const DIGEST = /\b[0-9a-f]{64}\b/g;

/**
 * Every text of a page that somebody reads or hears, each with where it stands. What is marked as not to be translated (a digest), or as
 * being in another language, is left out.
 */
export async function texts(page) {
  return page.evaluate(() => {
    const own = document.documentElement.lang.split('-')[0];
    const skipped = (one) => {
      for (let at = one; at && at !== document.documentElement; at = at.parentElement) {
        if (at.matches('script, style, [translate="no"]')) return true;
        if (at.lang && at.lang.split('-')[0] !== own) return true;
      }
      return false;
    };
    const said = [];
    const place = (one) => `${one.tagName.toLowerCase()}${one.className ? `.${String(one.className.baseVal ?? one.className).replace(/\s+/g, '.')}` : ''}`;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() && !skipped(node.parentElement)) said.push([place(node.parentElement), node.data.trim()]);
    }
    for (const name of ['alt', 'title', 'placeholder', 'aria-label', 'data-label', 'label']) {
      for (const one of document.querySelectorAll(`[${name}]`)) {
        if (one.getAttribute(name).trim() && !skipped(one)) said.push([`${place(one)}[${name}]`, one.getAttribute(name)]);
      }
    }
    return said;
  });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i;
const ENUM = /\b[a-z]+_[a-z_]+\b|\b[A-Z][a-z]+[A-Z][A-Za-z]+\b|\b[A-Z]+_[A-Z_]+\b/;

/** What is wrong with the language of a page. `data` knows what people entered. */
export function foreign(said, lang, data) {
  const complaints = [];
  for (const [place, whole] of said) {
    const text = whole.replace(UNNUMBERED, '').replace(DIGEST, '');
    const complain = (what) => complaints.push(`${what} in ${place}: “${text.slice(0, 90)}”`);
    if (UUID.test(text)) complain('an id');
    if (ENUM.test(text) && !data.holds(text)) complain('a name of the program');
    if (lang === 'en') {
      // A run of Chinese is data if somebody entered it, as part of whatever he entered.
      for (const run of text.match(/\p{Script=Han}+/gu) ?? []) if (!HAN_ALLOWED.has(run) && !data.holds(run)) complain(`“${run}”`);
    } else {
      const words = text.match(/[A-Za-z]{2,}/g) ?? [];
      for (const word of words) if (!LATIN_ALLOWED.has(word) && !data.holds(word)) complain(`“${word}”`);
    }
  }
  return complaints;
}

/** What offices published: who issued laws, and what notices of holidays say; both are told as they were published. */
function issued() {
  const shipped = new URL('../../../crates/rulebook/', import.meta.url);
  const read = (path) => readFileSync(new URL(path, shipped), 'utf8');
  const books = readdirSync(new URL('rulebooks/', shipped)).map((name) => read(`rulebooks/${name}/rulebook.toml`));
  return [
    ...books.flatMap((text) => [...text.matchAll(/^issuer = "(.*)"$/gm)].map((one) => one[1])),
    ...readdirSync(new URL('calendars/', shipped)).map((name) => read(`calendars/${name}`)),
  ];
}

/** What people entered: every text of every act, private ones too, as the demonstration exports them; and what these tests type. */
export function entered(typed) {
  const folder = mkdtempSync(join(tmpdir(), 'wenze-entered-'));
  try {
    const file = join(folder, 'all.jsonl');
    const words = ['export', '--open', '--out', file, '--data', dirname(process.env.WENZE_ACCOUNTS)];
    execFileSync(process.env.WENZE_BIN, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    const parts = [...typed, DEMO_SET, ...issued()];
    const collect = (value) => {
      // Codes and keys are the program's; what people write here is Chinese, whatever Latin stands within it.
      if (typeof value === 'string' && /\p{Script=Han}/u.test(value)) parts.push(value);
      else if (value && typeof value === 'object') Object.values(value).forEach(collect);
    };
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) collect(JSON.parse(line));
    const corpus = parts.join('\n');
    return { holds: (text) => corpus.includes(text) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
