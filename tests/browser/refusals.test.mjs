// How people are turned away: each refusal says what to do next, and nothing that was typed is lost.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { accounts, launch, open, url } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { date } from './support/days.mjs';
import { LETTER, REASON } from './support/story.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const sit = (role, lang = 'zh-CN') => new Person(browser, role, { lang }).sit();
const text = (person) => person.page.locator('main').innerText();

/** A filing, as a clerk writes it. */
const FILED = {
  'occurred.date': date(200),
  'payload.respondents.0.name': '郝建国',
  'payload.respondents.0.kind': 'cadre',
  'payload.respondents.0.tracks': 'party',
};

/** A letter that somebody registered. */
async function letter(fields = {}) {
  const intake = await sit('INTAKE');
  await intake.goTo('/cases/new');
  await intake.fillAll({ ...LETTER, ...fields });
  const path = await intake.store();
  return { intake, path };
}

test('whoever is not signed in signs in and goes on where he was', async () => {
  const { page, context } = await open(browser);
  await page.goto('/cases/new');
  assert.match(page.url(), /\/sign-in\?next=/);
  await page.fill('#login', accounts.INTAKE.login);
  await page.fill('#password', accounts.INTAKE.password);
  await page.locator('main button').click();
  await page.waitForURL('**/cases/new');
  await context.close();
});

test('a wrong password does not say which of both was wrong, and keeps the login', async () => {
  const { page, context } = await open(browser);
  await page.goto('/sign-in');
  await page.fill('#login', 'somebody');
  await page.fill('#password', 'not the password');
  await page.locator('main button').click();
  await page.locator('.errors').waitFor();
  assert.equal(await page.inputValue('#login'), 'somebody');
  assert.equal(await page.inputValue('#password'), '');
  await context.close();
});

test('an act of another role is no form but says whose it is', async () => {
  const { intake, path } = await letter();
  await intake.goTo(`${path}/record/CaseFilingApproved`, 403);
  assert.match(await text(intake), /机关负责人/);
  await intake.goTo(`${path}/record`);
  const row = intake.page.locator('.acts-of li', { hasText: '立案批准' }).first();
  assert.equal(await row.locator('a').count(), 0, 'what would be refused is not linked');
  assert.match(await row.innerText(), /机关负责人/);
  await intake.leave();
});

test('a blank form says of each field what it wants, and every complaint leads to its field', async () => {
  const intake = await sit('INTAKE');
  await intake.goTo('/cases/new');
  await intake.fill('payload.summary', '反映有关问题');
  assert.equal(await intake.send('button[value="check"]'), 422);
  assert.match(await intake.page.title(), /请更正/);
  const links = intake.page.locator('.errors a');
  assert.ok((await links.count()) > 2);
  for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href').slice(1)))) {
    assert.equal(await intake.page.locator(`[id="${href}"]`).count(), 1, href);
  }
  assert.equal(await intake.page.inputValue('[name="a0.payload.summary"]'), '反映有关问题');
  await intake.leave();
});

for (const [what, fields, said] of [
  ['a date that nobody can read', { 'occurred.date': '三月五日' }, /日期看不懂/],
  ['a day that has not come', { 'occurred.date': date(-30) }, /./],
  ['somebody who is not in the register', { 'a1.payload.handler.person_id': '查无此人' }, /请从列出的名称中选择/],
]) {
  test(`${what} is told beside the field, and everything is kept`, async () => {
    const intake = await sit('INTAKE');
    await intake.goTo('/cases/new');
    await intake.fillAll({ ...LETTER, ...fields });
    await intake.page.locator('input[name="blank"]').check();
    let status = await intake.send('button[value="check"]');
    // What only the record can know is told when it is to be stored.
    if (status === 200) status = await intake.send('button[value="save"]');
    assert.equal(status, 422);
    const complaint = await intake.errors();
    assert.match(complaint, said);
    assert.match(complaint, /\p{Script=Han}/u);
    for (const [name, value] of Object.entries({ ...LETTER, ...fields }).filter(([name]) => /date|name|summary|person_id/.test(name))) {
      assert.equal(await intake.page.inputValue(`[name="${name.startsWith('a1.') ? name : `a0.${name}`}"]`), value);
    }
    await intake.leave();
  });
}

test('a number of another case is told as that', async () => {
  const number = `青立〔2026〕${Date.now()}号`;
  const file = async () => {
    const { intake, path } = await letter();
    await intake.leave();
    const clerk = await sit('CLERK');
    await clerk.goTo(`${path}/record/CaseFiled`);
    await clerk.fillAll({ ...FILED, 'payload.case_no': number, 'payload.organ.organ_id': accounts.CLERK.office });
    return clerk;
  };
  const first = await file();
  await first.store({ reason: REASON });
  await first.leave();
  const clerk = await file();
  await assert.rejects(clerk.store({ reason: REASON }), /已被另一案件使用/);
  assert.equal(await clerk.page.inputValue('[name="a0.payload.case_no"]'), number);
  await clerk.leave();
});

test('an act out of order is asked about, with what is missing and who supplies it, and recorded with a reason', async () => {
  const { intake, path } = await letter();
  await intake.leave();
  const clerk = await sit('CLERK');
  await clerk.goTo(`${path}/record/CaseFiled`);
  await clerk.fillAll(FILED);
  let asked = '';
  await clerk.store({ reason: REASON, onAsk: async () => (asked = await clerk.errors()) });
  assert.match(asked, /立案批准/);
  assert.match(asked, /机关负责人/);
  assert.match(await text(clerk), /与通常顺序不符/);
  await clerk.leave();
});

test('a form that is sent twice is stored once, and with other content not at all', async () => {
  const { intake, path } = await letter();
  await intake.leave();
  const inspector = await sit('INSPECTOR');
  await inspector.goTo(`${path}/record/OtherActRecorded`);
  const key = await inspector.page.inputValue('[name="key"]');
  await inspector.fillAll({ 'occurred.date': date(100), 'payload.label': '向信访人说明情况' });
  await inspector.store();
  const count = () => inspector.page.locator('.entry').count();
  const stored = await count();
  await inspector.goTo(`${path}/record/OtherActRecorded`);
  const again = async (day) => {
    await inspector.page.locator('[name="key"]').evaluate((one, key) => (one.value = key), key);
    await inspector.fillAll({ 'occurred.date': day, 'payload.label': '向信访人说明情况' });
    await inspector.page.locator('input[name="blank"]').check();
    return inspector.send('button[value="save"]');
  };
  assert.equal(await again(date(100)), 200);
  assert.equal(await count(), stored);
  await inspector.goTo(`${path}/record/OtherActRecorded`);
  assert.equal(await again(date(99)), 422);
  assert.match(await text(inspector), /已经提交过/);
  await inspector.leave();
});

test('a form of another site is not taken', async () => {
  const { page, context } = await open(browser, { as: 'INTAKE' });
  await page.route('http://elsewhere.test/**', (route) => route.fulfill({
    contentType: 'text/html; charset=utf-8',
    body: `<form method="post" action="${url}/sign-out"><button>礼品</button></form>`,
  }));
  await page.goto('http://elsewhere.test/');
  const answered = page.waitForResponse((answer) => answer.url().startsWith(url));
  await page.locator('button').click();
  assert.equal((await answered).status(), 403);
  await page.goto('/work');
  assert.match(page.url(), /\/work$/, 'the session goes on');
  await context.close();
});

test('a session that is over leads to the door and back to the form', async () => {
  const { page, context } = await open(browser, { as: 'INSPECTOR' });
  await page.goto('/cases/new');
  await context.clearCookies();
  await page.goto('/work?tab=pool');
  assert.match(page.url(), /\/sign-in\?next=%2Fwork%3Ftab%3Dpool|\/sign-in\?next=\/work/);
  await context.close();
});
