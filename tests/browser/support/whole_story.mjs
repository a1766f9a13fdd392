// The whole story in one language, with script or without, and what is measured on the way.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './browser.mjs';
import { Person } from './person.mjs';
import { NAMES, tell } from './story.mjs';

export function wholeStory({ lang, script, inSittings, ends }) {
  let browser;
  const people = {};
  const sit = async (role) => (people[role] ??= await new Person(browser, role, { lang, script }).sit());
  before(async () => {
    browser = await launch();
  });
  after(async () => {
    for (const person of Object.values(people)) await person.leave();
    await browser?.close();
  });

  test(`${lang}${script ? '' : ', script off'}: a report becomes a case and comes to its end`, async (t) => {
    const unexpected = [];
    const number = `〔2026〕${lang === 'en' ? 'E' : 'Z'}${Date.now() % 1_000_000}号`;
    const path = await tell(t, { sit, number, unexpected, directly: !script, inSittings });
    await t.test('nothing was out of order, and the history tells it', async () => {
      assert.deepEqual(unexpected, []);
      const auditor = await sit('AUDITOR');
      await auditor.goTo(path);
      assert.equal(await auditor.heading(), `青立${number}`);
      const text = await auditor.page.locator('main').innerText();
      for (const one of [...ends, ...NAMES.slice(0, 1)]) assert.ok(text.includes(one), `“${one}” stands nowhere`);
      assert.equal(await auditor.page.locator('.matrix tbody tr').count(), 1, 'one respondent from the proposal to the end');
    });
    await t.test('no page had a fault', () => assert.deepEqual(Object.values(people).flatMap((person) => person.faults), []));
    const pages = Object.values(people).reduce((sum, person) => sum + person.pages, 0);
    t.diagnostic(`${Object.keys(people).length} people opened ${pages} pages`);
  });
}
