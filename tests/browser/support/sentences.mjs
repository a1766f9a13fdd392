// The sentences that a script may be made of, and what each does. A sentence that is none of them fails the test.
//
// Scripts are Markdown: headings part them, the items of numbered lists are done, everything else is for the reader. What is typed stands in
// `backquotes`, what stands on the page in **bold**. A date is written as it would be typed, or as `{9 days ago}`.
import assert from 'node:assert/strict';
import { accounts } from './browser.mjs';
import { date } from './days.mjs';

/** The parts of a script: under each heading, the sentences of its numbered lists. */
export function sentences(markdown) {
  const parts = [];
  let item = null;
  for (const line of markdown.split('\n')) {
    const heading = line.match(/^##? (.*)/);
    const begun = line.match(/^\d+\. (.*)/);
    if (heading) parts.push({ title: heading[1], items: [] });
    if (heading || !line.trim()) item = null;
    if (begun) parts.at(-1).items.push((item = [begun[1]]));
    else if (item) item.push(line.trim());
  }
  return parts
    .map(({ title, items }) => ({ title, sentences: items.flatMap((lines) => split(lines.join(' '))) }))
    .filter((part) => part.sentences.length);
}

/** A full stop ends a sentence unless it stands within something quoted. */
function split(text) {
  return text.match(/(?:`[^`]*`|\*\*[^*]*\*\*|[^.`*])+\./g)?.map((one) => one.trim()) ?? [];
}

const PHRASES = [
  [/^Open `(.+)`\.$/, async (page, path) => assert.ok((await page.goto(path)).ok())],
  [/^Write `(.+)` into the second \*\*(.+)\*\*\.$/, (page, text, label) => write(page, said(text), label, 1)],
  [/^Write the password of `(.+)` into \*\*(.+)\*\*\.$/, (page, login, label) => write(page, passwordOf(login), label)],
  [/^Write `(.+)` into \*\*(.+)\*\*\.$/, (page, text, label) => write(page, said(text), label)],
  [/^Choose \*\*(.+)\*\* under \*\*(.+)\*\*\.$/, choose],
  [/^Tick \*\*(.+)\*\*\.$/, (page, label) => only(page.getByRole('checkbox', { name: label })).then((one) => one.check())],
  [/^Press \*\*(.+)\*\*\.$/, (page, name) => press(page, page.getByRole('button', { name, exact: true }))],
  [/^Follow \*\*(.+)\*\*\.$/, (page, name) => follow(page, name)],
  [/^Follow the first link in the table\.$/, (page) => press(page, page.locator('main table').getByRole('link'))],
  [/^Follow the first link that begins with \*\*(.+)\*\*\.$/, (page, name) => follow(page, name)],
  [/^Unfold \*\*(.+)\*\*\.$/, (page, name) => only(page.locator('summary', { hasText: name })).then((one) => one.click())],
  [/^You read \*\*(.+)\*\*\.$/, (page, text) => read(page, said(text))],
  [/^You do not read \*\*(.+)\*\*\.$/, async (page, text) => assert.equal(await page.getByText(said(text)).count(), 0)],
  [/^The page is called \*\*(.+)\*\*\.$/, async (page, text) => assert.equal((await page.locator('h1').innerText()).trim(), said(text))],
];

/** Does one sentence. */
export async function perform(page, sentence) {
  const [phrase, act] = PHRASES.find(([phrase]) => phrase.test(sentence)) ?? [];
  assert.ok(phrase, 'no sentence of a script is like this one');
  await act(page, ...sentence.match(phrase).slice(1));
}

/** A text with its days put in. */
const said = (text) => text.replace(/\{(\d+) days? ago\}/g, (_, ago) => date(Number(ago))).replace('{today}', date(0));

function passwordOf(login) {
  const account = Object.values(accounts).find((one) => one.login === login);
  assert.ok(account, `the demonstration has no account ${login}`);
  return account.password;
}

/** The one thing of this name; of several the first that is shown. */
async function only(found) {
  await found.first().waitFor({ state: 'visible' });
  return found.first();
}

/** Writes into the field of a label, or into the `place`-th of several. */
async function write(page, text, label, place = 0) {
  const fields = page.getByLabel(label, { exact: false }).and(page.locator('input:not([type=checkbox], [type=radio]), textarea'));
  await (await only(fields.nth(place))).fill(text);
}

async function choose(page, option, label) {
  const group = page.getByRole('group', { name: label });
  const radio = group.getByRole('radio', { name: option, exact: true });
  if (await radio.count()) return radio.first().check();
  const box = group.getByRole('checkbox', { name: option, exact: true });
  if (await box.count()) return box.first().check();
  return (await only(page.getByLabel(label).and(page.locator('select')))).selectOption({ label: option });
}

/** A link of this name, or the first whose name begins so: what a link counts stands behind its name. */
async function follow(page, name) {
  const exact = page.getByRole('link', { name, exact: true });
  const begins = page.getByRole('link', { name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
  await exact.or(begins).first().waitFor({ state: 'attached' });
  await press(page, (await exact.count()) ? exact : begins);
}

async function press(page, found) {
  const one = await only(found);
  const href = await one.getAttribute('href');
  const loaded = page.waitForEvent('load').catch(() => null);
  await one.click();
  // A link within the page loads nothing.
  if (!href?.startsWith('#')) assert.ok(await loaded, 'nothing came');
}

async function read(page, text) {
  await page.getByText(text).first().waitFor({ state: 'attached' });
}
