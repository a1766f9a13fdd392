// What was typed is there again, whatever happens meanwhile: the session ends, somebody else is quicker, the browser dies. What happens when
// the server dies is in `power_cut`.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accounts, launch } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { date } from './support/days.mjs';
import { LETTER } from './support/story.mjs';

let browser;
let letter;
before(async () => {
  browser = await launch();
  const intake = await sit('INTAKE');
  await intake.goTo('/cases/new');
  await intake.fillAll(LETTER);
  letter = await intake.store();
  await intake.leave();
});
after(() => browser?.close());

const sit = (role, by = browser) => new Person(by, role, { lang: 'zh-CN' }).sit();

/** What an inspector notes down. */
const NOTE = { 'occurred.date': date(90), 'payload.label': '向信访人说明情况', 'payload.note': '已当面说明，信访人表示理解。' };

/** An inspector with a note that is typed and not sent. */
async function noting(by = browser) {
  const inspector = await sit('INSPECTOR', by);
  await inspector.goTo(`${letter}/record/OtherActRecorded`);
  await inspector.fillAll(NOTE);
  return inspector;
}

/** Everything that was typed stands in the form. */
async function isThere(person) {
  for (const [name, value] of Object.entries(NOTE)) assert.equal(await person.page.inputValue(`[name="a0.${name}"]`), value, name);
}

/** Signs in where the page asks for it. */
async function signIn({ page }, role) {
  await page.fill('#login', accounts[role].login);
  await page.fill('#password', accounts[role].password);
  await Promise.all([page.waitForEvent('load'), page.locator('main button').click()]);
}

test('a session that ended: whoever signs in again finds his form', async () => {
  const inspector = await noting();
  await inspector.context.clearCookies();
  await inspector.send('button[name="step"][value="save"]');
  assert.ok(await inspector.page.locator('#password').count(), 'the form leads to the door');
  await signIn(inspector, 'INSPECTOR');
  await isThere(inspector);
  await inspector.store();
  await inspector.leave();
});

test('somebody else was quicker: the form comes back with what he did', async () => {
  const [first, second] = [await sit('CLERK'), await sit('CLERK')];
  const fields = (ago) => ({ 'occurred.date': date(ago), 'a1.payload.reason': '日期录入有误', 'a1.entered_from': 'paper' });
  for (const clerk of [first, second]) await clerk.goTo(`${letter}/entries/1/correct`);
  await first.fillAll(fields(297));
  await first.store();
  await second.fillAll(fields(296));
  await second.page.locator('input[name="blank"]').check();
  let status = await second.send('button[name="step"][value="check"]');
  if (status === 200) status = await second.send('button[name="step"][value="save"]');
  assert.equal(status, 409);
  assert.ok(await second.page.locator('.newer li').count(), 'what the other did is told');
  assert.equal(await second.page.inputValue('[name="a0.occurred.date"]'), date(296));
  assert.equal(await second.page.inputValue('[name="a1.payload.reason"]'), '日期录入有误');
  // The same, sent once more in the knowledge of it, is stored.
  await second.store();
  await first.leave();
  await second.leave();
});

for (const [what, button] of [
  ['typed and never sent', null],
  ['kept', 'button[name="step"][value="keep"]'],
  ['sent and found wanting', 'button[name="step"][value="save"]'],
]) {
  test(`a browser that died: a form that was ${what} is among the drafts`, async () => {
    const doomed = await launch();
    const inspector = await noting(doomed);
    const isWrong = what.startsWith('sent');
    if (isWrong) await inspector.fill('occurred.date', '九月底');
    if (button) await inspector.send(button);
    else await inspector.page.locator('[data-kept]', { hasText: /已于\d\d:\d\d自动存为草稿/ }).waitFor();
    const session = await doomed.newBrowserCDPSession();
    await Promise.all([new Promise((gone) => doomed.once('disconnected', gone)), session.send('Browser.crash').catch(() => {})]);
    const again = await new Person(browser, null, { lang: 'zh-CN' }).sit();
    await again.goTo('/drafts');
    await signIn(again, 'INSPECTOR');
    await again.follow(again.page.locator(`main a[href^="${letter}/record/"][href*="draft="]`).first());
    if (isWrong) await again.fill('occurred.date', NOTE['occurred.date']);
    await isThere(again);
    await again.store();
    await again.leave();
  });
}
