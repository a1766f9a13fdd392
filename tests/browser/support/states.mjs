// Pages that no address leads to: what comes back when a form is sent. Each has a name, who sends it (a role, or nobody), and how.
import { Person, FIRST } from './person.mjs';
import { date } from './days.mjs';

/** What is typed into pages here and in addresses that are tried: it comes back on the page as it was typed. */
export const TYPED = ['yesterday', 'nonsense', 'zzzz', 'worn-out', 'nobody-of-this-name', '反映有关问题', '三月五日'];

const submit = (page, button) => Promise.all([page.waitForEvent('load'), page.locator(button).last().click()]);
const as = (page) => Object.assign(new Person(), { page, role: 'reader' });

export const STATES = [
  ['a wrong password', null, async (page) => {
    await page.goto('/sign-in');
    await page.fill('#login', 'nobody-of-this-name');
    await page.fill('#password', 'not the password');
    await submit(page, 'main button');
  }],
  ['two new passwords that differ', 'INTAKE', async (page) => {
    await page.goto('/password');
    for (const [id, text] of [['old', 'x'], ['new', 'a long new password'], ['repeated', 'another new password']]) await page.fill(`#${id}`, text);
    await submit(page, 'main form button');
  }],
  ['a blank report', 'INTAKE', async (page) => {
    await page.goto('/cases/new');
    await submit(page, 'button[value="check"]');
  }],
  ['a report to accept as well', 'INTAKE', async (page) => {
    await page.goto('/cases/new');
    await submit(page, 'button[name="more"][value="accept:1"]');
  }],
  ['the answers of a report', 'INTAKE', async (page) => {
    await page.goto('/cases/new');
    await as(page).fillAll({ 'occurred.date': date(9), 'payload.source_kind': FIRST, 'payload.summary': '反映有关问题', 'a1.occurred.date': date(8) });
    await page.check('input[name="blank"]');
    await submit(page, 'button[value="check"]');
  }],
  ['an act out of order', 'CLERK', async (page, { id }) => {
    await page.goto(`/cases/${id}/record/CaseClosed`);
    await as(page).fillAll({ 'occurred.date': date(1) });
    await page.check('input[name="blank"]');
    await submit(page, 'button[value="check"]');
  }],
  ['an act of another role', 'INTAKE', async (page, { id }) => page.goto(`/cases/${id}/record/CaseFilingApproved`)],
  ['a note with a wrong date', 'INSPECTOR', async (page, { id }) => {
    await page.goto(`/cases/${id}/record/OtherActRecorded`);
    await as(page).fillAll({ 'occurred.date': '三月五日' });
    await submit(page, 'button[value="save"]');
  }],
  ['evidence with a file', 'INSPECTOR', async (page, { id }) => {
    await page.goto(`/cases/${id}/record/EvidenceCollected`);
    await page.locator('input[type="file"]').first().setInputFiles({ name: '1.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') });
    await submit(page, 'button[value="keep"]');
  }],
  ['a table with wrong cells', 'CLERK', async (page, { id }) => {
    await page.goto(`/cases/${id}/backfill`);
    const heads = await page.$$eval('#grid thead th', (all) => all.slice(1).map((one) => one.textContent));
    const rows = [heads, heads.map(() => 'zzzz'), heads.map(() => '')].map((row) => row.join(',')).join('\r\n');
    await page.locator('#table_file').setInputFiles({ name: '1.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${rows}`) });
    await page.locator('#grid > details > summary').click();
    await submit(page, 'button[value="table:0"]');
  }],
  ['the keys', 'INSPECTOR', async (page) => {
    await page.goto('/work');
    await page.locator('[data-keys-open]').click();
  }],
];
