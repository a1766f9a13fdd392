// How much work something is: pages and searches are counted, printed, and may not become more.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launch } from './support/browser.mjs';
import { FIRST, Person } from './support/person.mjs';
import { LETTER, REASON } from './support/story.mjs';
import { date } from './support/days.mjs';

/** Most pages from the open form to the number of the letter: the form, the answers, the case. */
const LETTER_PAGES_MAX = 3;
/** Most pages from the page of a case to its correction: what was found, the form, the answers, the case. */
const CORRECTION_PAGES_MAX = 4;
/** Searches that are sent at once. */
const AT_ONCE = 6;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

let letter;
test('a letter that names two officials is registered', async (t) => {
  const intake = await new Person(browser, 'INTAKE', { lang: 'zh-CN' }).sit();
  await intake.goTo('/cases/new');
  await intake.fillAll(LETTER);
  letter = await intake.store();
  t.diagnostic(`pages: ${intake.pages} of at most ${LETTER_PAGES_MAX}`);
  assert.ok(intake.pages <= LETTER_PAGES_MAX);
  await intake.leave();
});

test('typing the name of an act that an inspector records, of its paper, or initials puts it first', async (t) => {
  const inspector = await new Person(browser, 'INSPECTOR', { lang: 'zh-CN' }).sit();
  await inspector.goTo(`${letter}/record`);
  const acts = await inspector.page.$$eval('.acts-of li', (all) => all.map((one) => ({
    name: one.querySelector('a, b').textContent,
    isOwn: Boolean(one.querySelector('a')),
    papers: one.querySelector('.papers')?.textContent.split('、') ?? [],
  })));
  assert.ok(acts.length > 100, `only ${acts.length} acts are listed`);
  const first = async (typed) => {
    const answer = await inspector.page.request.get(`${letter}/record?q=${encodeURIComponent(typed)}`);
    return (await answer.text()).split('class="acts-of"')[1]?.match(/<li><(?:a [^>]*|b)>([^<]*)</)?.[1];
  };
  const asked = acts.filter((one) => one.isOwn).flatMap(({ name, papers }) => [
    [name, name, 'name'],
    [initials(name), name, 'initials'],
    // Many papers are found among several acts, such as a receipt of service; the first of each list is the one that the act is known by.
    ...papers.slice(0, 1).map((paper) => [paper, name, 'paper']),
  ]);
  const missed = [];
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    await Promise.all(asked.slice(at, at + AT_ONCE).map(async ([typed, name, what]) => {
      const found = await first(typed);
      if (found !== name) missed.push({ what, typed, found, said: `${typed} (${what}) puts ${found} before ${name}` });
    }));
  }
  for (const what of ['name', 'paper', 'initials']) {
    const all = asked.filter((one) => one[2] === what).length;
    t.diagnostic(`${what}: ${all - missed.filter((one) => one.what === what).length} of ${all} acts come first`);
  }
  t.diagnostic(missed.map((one) => one.said).join('; '));
  // Two acts may have one paper or the same initials; then one of them comes first, and no third.
  const fits = { name: () => false, paper: ({ typed, found }) => papersOf(found).includes(typed), initials: ({ typed, found }) => spells(found, typed) };
  const papersOf = (name) => acts.filter((one) => one.name === name).flatMap((one) => one.papers);
  assert.deepEqual(missed.filter((one) => !fits[one.what](one)).map((one) => one.said), []);
  await inspector.leave();
});

/** Whether letters are the initials of a name by any reading of its characters. */
function spells(name, typed) {
  const readings = [...name].filter((character) => READINGS.has(character)).map((character) => READINGS.get(character));
  return [...typed].every((letter, at) => readings[at]?.includes(letter));
}

/** The letters that somebody types for a name. */
function initials(name) {
  return [...name].map((character) => READINGS.get(character)?.[0] ?? '').join('');
}

const READINGS = new Map(
  readFileSync(new URL('../../crates/web/src/record/initials.txt', import.meta.url), 'utf8')
    .split('\n').filter((line) => line && !line.startsWith('#')).map((line) => [line[0], line.slice(1).trim()]),
);

test('a wrong date is corrected', async (t) => {
  const clerk = await new Person(browser, 'CLERK', { lang: 'zh-CN' }).sit();
  await clerk.goTo(letter);
  const before = clerk.pages;
  await clerk.page.locator('.note-down input[name="q"]').fill('更正');
  await clerk.send('.note-down button');
  await clerk.follow(clerk.page.locator('.acts-of a[href$="/record/RecordCorrected"]').first());
  await clerk.fillAll({
    'refs.event': FIRST,
    'occurred.date': date(0),
    'payload.changes.0.pointer': '/occurred/date',
    'payload.changes.0.is': date(297),
    'payload.reason': '日期录入有误',
  });
  await clerk.store({ reason: REASON });
  const pages = clerk.pages - before;
  t.diagnostic(`pages: ${pages} of at most ${CORRECTION_PAGES_MAX}`);
  assert.ok(pages <= CORRECTION_PAGES_MAX);
  assert.match(await clerk.page.locator('main').innerText(), /后经更正/);
  await clerk.leave();
});
