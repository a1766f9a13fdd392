// How much work something is: pages and searches are counted, printed, and may not become more.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { launch } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { LETTER, REASON } from './support/story.mjs';
import { date } from './support/days.mjs';

/** Most pages from the open form to the number of the letter: the form, the answers, the case. */
const LETTER_PAGES_MAX = 3;
/** Most pages from the page of a case to its correction: what was found, the form, the answers, the case. */
const CORRECTION_PAGES_MAX = 4;
/** Most pages from an open decision to its being recorded: what is out of order, the answers, the case. */
const DECISION_PAGES_MAX = 3;
/** The same for a service, and one to name the unit. */
const SERVICE_PAGES_MAX = 4;
/** Papers that are decided on with the keyboard alone, and the most keys for one: open, check, to the button, sign. */
const PAPERS = 10;
const PAPER_KEYS_MAX = 4;
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

test('a wrong date is corrected, and what turns with it is shown before', async (t) => {
  const clerk = await new Person(browser, 'CLERK', { lang: 'zh-CN' }).sit();
  await clerk.goTo(letter);
  const before = clerk.pages;
  await clerk.follow(clerk.page.locator('#v1 a[href$="/entries/1/correct"]'));
  await clerk.fillAll({ 'occurred.date': date(297), 'a1.payload.reason': '日期录入有误', 'a1.entered_from': 'paper' });
  await clerk.page.locator('input[name="blank"]').check();
  assert.equal(await clerk.send('button[name="step"][value="check"]'), 200, await clerk.errors());
  const preview = await clerk.page.locator('.turned').innerText();
  assert.match(preview, new RegExp(`${said(LETTER['occurred.date'])}[^]*${said(date(297))}`), 'the field before and after');
  assert.equal(await clerk.send('button[name="step"][value="save"]'), 200, await clerk.errors());
  const pages = clerk.pages - before;
  t.diagnostic(`pages: ${pages} of at most ${CORRECTION_PAGES_MAX}`);
  assert.ok(pages <= CORRECTION_PAGES_MAX);
  assert.match(await clerk.page.locator('main').innerText(), /后经更正/);
  await clerk.leave();
});

/** A day as Chinese pages tell it. */
function said(day) {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Respondents of the case that is decided, each on two tracks. */
const RESPONDENTS = ['郝建国', '苗春兰', '向前进'];

test('a decision on three respondents and two tracks is one form', async (t) => {
  const clerk = await new Person(browser, 'CLERK', { lang: 'zh-CN' }).sit();
  await clerk.goTo(`${letter}/sittings/filing`);
  await clerk.fillAll({ 'occurred.date': date(250), 'payload.case_no': `青立〔2026〕${Date.now() % 1_000_000}号` });
  for (const [at, name] of RESPONDENTS.entries()) {
    const row = `payload.respondents.${at}`;
    if (!(await clerk.page.locator(`[name="a0.${row}.name"]`).count())) await clerk.addRow('payload.respondents');
    await clerk.fillAll({ [`${row}.name`]: name, [`${row}.kind`]: 'cadre', [`${row}.tracks`]: ['party', 'gov'] });
  }
  await clerk.store({ reason: REASON });
  await clerk.leave();
  const body = await new Person(browser, 'DECISION_BODY', { lang: 'zh-CN' }).sit();
  await body.goTo(`${letter}/sittings/decision`);
  const before = body.pages;
  await body.fill('occurred.date', date(205));
  const pairs = await body.page.$$eval('[name="about.track"]', (all) => all.map((one) => one.value.replace('/', '-')));
  assert.equal(pairs.length, 2 * RESPONDENTS.length);
  for (const pair of pairs) {
    await body.fillAll({
      [`a1-${pair}.payload.class`]: 'direct', [`a3-${pair}.payload.outcome`]: 'sanction', [`a4-${pair}.payload.kind`]: 'warning',
    });
  }
  await body.store({ reason: REASON });
  t.diagnostic(`pages: ${body.pages - before} of at most ${DECISION_PAGES_MAX}`);
  assert.ok(body.pages - before <= DECISION_PAGES_MAX);
  assert.equal(await body.page.locator('.entry h4', { hasText: '给予处分' }).count(), pairs.length);
  await body.leave();
});

test('service on three persons and their unit is one form', async (t) => {
  const clerk = await new Person(browser, 'CLERK', { lang: 'zh-CN' }).sit();
  await clerk.goTo(`${letter}/sittings/service`);
  const before = clerk.pages;
  await clerk.fill('about.unit', '青川县住房和城乡建设局');
  await clerk.send('button[name="more"][value^="about:"]');
  await clerk.fill('occurred.date', date(200));
  await clerk.store({ reason: REASON });
  t.diagnostic(`pages: ${clerk.pages - before} of at most ${SERVICE_PAGES_MAX}`);
  assert.ok(clerk.pages - before <= SERVICE_PAGES_MAX);
  assert.equal(await clerk.page.locator('.entry h4', { hasText: '送达' }).count(), RESPONDENTS.length + 1);
  await clerk.leave();
});

test('from a finding to the act it cites in one click, and back to where it was read', async () => {
  const reviewer = await new Person(browser, 'REVIEWER', { lang: 'zh-CN' }).sit();
  const { page } = reviewer;
  await reviewer.goTo(`${letter}/sheet`);
  const finding = page.locator('.finding-of', { has: page.locator('.found a') }).last();
  const id = await finding.getAttribute('id');
  const cited = finding.locator('.found a').first();
  await cited.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  const number = (await cited.getAttribute('href')).match(/version=(\d+)/)[1];
  await reviewer.follow(cited);
  assert.match(await page.locator('.changed h2').first().innerText(), new RegExp(`第 ?${number} ?项`));
  await page.goBack({ waitUntil: 'load' });
  await page.waitForFunction((y) => Math.abs(window.scrollY - y) <= 2, place);
  // The way back that stands on the page leads to the finding, too.
  await reviewer.follow(page.locator(`#${id} .found a`).first());
  await reviewer.follow(page.locator('.back a'));
  const box = await page.locator(`[id="${id}"]`).boundingBox();
  assert.ok(box.y >= 0 && box.y < page.viewportSize().height, 'the finding is in sight');
  await reviewer.leave();
});

test('ten papers are approved with the keyboard alone, and the next one has the focus', async (t) => {
  const inspector = await new Person(browser, 'INSPECTOR', { lang: 'zh-CN' }).sit();
  for (let paper = 0; paper < PAPERS; paper += 1) {
    await inspector.goTo(`${letter}/record/ApprovalRequested`);
    await inspector.fillAll({ 'occurred.date': date(190), 'payload.act_kind': 'CaseFiled', 'payload.to_post': 'organ_principal' });
    await inspector.store({ reason: REASON });
  }
  await inspector.leave();
  const head = await new Person(browser, 'ORGAN_HEAD', { lang: 'zh-CN' }).sit();
  const { page } = head;
  await head.goTo('/approvals');
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const opens = async (key) => {
    const loaded = page.waitForEvent('load');
    await press(key);
    await loaded;
  };
  // The focus comes with the first picture of a page, which may be a moment after it has loaded.
  const focused = async () => {
    await page.waitForFunction(() => document.activeElement !== document.body, null, { timeout: 2_000 }).catch(() => null);
    return page.evaluate(() => ({
      row: document.activeElement.closest('tr')?.querySelector('td a')?.getAttribute('href') ?? null,
      word: document.activeElement.textContent.trim(),
    }));
  };
  const left = () => page.locator(`tr:has(a[href="${letter}"])`).count();
  // The queue is by age: `j` goes down to the papers of the letter.
  while ((await focused()).row !== letter) await press('j');
  t.diagnostic(`keys to the first: ${keys}`);
  keys = 0;
  for (let paper = PAPERS; paper > 0; paper -= 1) {
    assert.equal(await left(), paper);
    assert.deepEqual(await focused(), { row: letter, word: '批准' }, 'the paper that is decided on next has the focus');
    await opens('Enter');
    assert.equal((await focused()).word, '核对');
    await opens('Enter');
    await press('Tab');
    await opens('Enter');
    assert.equal(new URL(page.url()).pathname, '/approvals', await head.errors());
  }
  assert.equal(await left(), 0);
  t.diagnostic(`keys: ${keys} for ${PAPERS} papers, at most ${PAPER_KEYS_MAX * PAPERS}`);
  assert.ok(keys <= PAPER_KEYS_MAX * PAPERS);
  await head.leave();
});
