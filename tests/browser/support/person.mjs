// Somebody at work: signs in, finds an act, fills in its form, checks the answers and stores it, and counts the pages that takes.
import assert from 'node:assert/strict';
import { open } from './browser.mjs';

/** A field of the first act of a form, unless it says of which act, or of all of them. */
export const field = (name) => (/^(a\d+[-.]|about\.)/.test(name) ? name : `a0.${name}`);

export class Person {
  constructor(browser, role, options) {
    this.browser = browser;
    this.role = role;
    this.options = options;
    this.pages = 0;
  }

  async sit() {
    if (!this.page) {
      Object.assign(this, await open(this.browser, { as: this.role, ...this.options }));
      this.page.on('load', () => (this.pages += 1));
    }
    return this;
  }

  async leave() {
    await this.context?.close();
  }

  /** Opens an address; it must be answered as expected. */
  async goTo(path, status = 200) {
    const answer = await this.page.goto(path);
    assert.equal(answer.status(), status, `${this.role} ${path}: ${await this.heading()}`);
  }

  async heading() {
    return (await this.page.locator('h1').first().textContent()).trim();
  }

  /** Writes, chooses or ticks one field, whatever it is drawn as. `null` says that it is not recorded. */
  async fill(name, value) {
    const path = field(name);
    if (path.includes('*')) return this.fillEach(path, value);
    const control = this.page.locator(`[name="${path}"]`);
    const first = control.first();
    assert.ok(await first.count(), `${await this.heading()} has no field ${path}`);
    const kind = await first.evaluate((one) => (one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase()));
    const folded = this.page.locator('details:not([open])', { has: first });
    if (await folded.count()) await folded.first().locator('summary').first().click();
    if (kind === 'radio' || kind === 'checkbox') {
      for (const one of [value].flat()) await this.choice(control, one).setChecked(true);
    } else if (kind === 'select') {
      await first.selectOption(value === FIRST ? { index: 1 } : value);
    } else {
      await first.fill(value);
    }
  }

  /** The same in every row of a table. */
  async fillEach(path, value) {
    const [before, after] = path.split('*');
    const rows = await this.page.$$eval(`[name^="${before}"][name$="${after}"]`, (all) => all.map((one) => one.name));
    assert.ok(rows.length, `${await this.heading()} has no field ${path}`);
    for (const one of new Set(rows)) await this.fill(one, value);
  }

  choice(control, value) {
    return value === FIRST ? control.first() : control.and(this.page.locator(`[value="${value}"]`));
  }

  /** Fills in many fields. Names that end in `+` are rows to add before their fields are there. */
  async fillAll(fields) {
    for (const [name, value] of Object.entries(fields)) {
      if (name.endsWith('+')) await this.addRow(name.slice(0, -1));
      else await this.fill(name, value);
    }
  }

  async addRow(list) {
    await this.send(`button[name="more"][value^="${field(list)}:"]`);
  }

  /** Presses what sends a form, and waits for what comes back. */
  async send(button) {
    const answered = this.page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303);
    await this.page.locator(button).last().click();
    const answer = await answered;
    await this.page.waitForLoadState('load');
    return answer.status();
  }

  /** From the form to what was recorded. Leaves blank fields unrecorded, gives `reason` if the act is out of order. */
  async store({ reason = null, onAsk = null } = {}) {
    const blank = this.page.locator('input[name="blank"]');
    if (await blank.count()) await blank.check();
    const isFormal = await this.page.locator('button[name="step"][value="check"]').count();
    let status = await this.send(`button[name="step"][value="${isFormal ? 'check' : 'save'}"]`);
    const reasons = this.page.locator('[name$=".confirm.reason"]');
    if (status === 422 && reason && (await reasons.count())) {
      await onAsk?.();
      for (const one of await reasons.all()) await one.fill(reason);
      status = await this.send(`button[name="step"][value="${isFormal ? 'check' : 'save'}"]`);
    }
    assert.equal(status, 200, `${this.role} ${await this.heading()}: ${await this.errors()}`);
    if (isFormal) {
      status = await this.send('button[name="step"][value="save"]');
      assert.equal(status, 200, `${this.role} ${await this.heading()}: ${await this.errors()}`);
    }
    assert.ok(await this.page.locator('#recorded').count(), `${this.role}: ${await this.heading()} says nothing of what was recorded`);
    return new URL(this.page.url()).pathname;
  }

  /** What a form that came back complains of. */
  async errors() {
    const all = await this.page.locator('.errors, .wrong, .confirm li').allInnerTexts();
    return all.map((one) => one.replace(/\s+/g, ' ')).join(' | ');
  }

  /** Opens the form of an act from the page of the case: by its link where it is offered, from the list of all acts else. */
  async begin(path, kind, { directly = false } = {}) {
    const isSitting = kind.startsWith('sittings/');
    if (directly) return this.goTo(isSitting ? `${path}/${kind}` : `${path}/record/${kind}`);
    await this.goTo(path);
    if (isSitting) {
      const together = this.page.locator(`a[href*="/${kind}"]`).first();
      if (!(await together.count())) await this.follow(this.page.locator('.note-down a').first());
      return this.follow(together);
    }
    const offered = this.page.locator(`.now-list a[href*="/record/${kind}"]`).first();
    if (await offered.count()) return this.follow(offered);
    await this.follow(this.page.locator('.note-down a').first());
    return this.follow(this.page.locator(`.acts-of a[href$="/record/${kind}"]`).first());
  }

  /** Follows a link that can be reached: one in a folded part is unfolded first, as a person would. */
  async follow(link) {
    const folded = this.page.locator('details:not([open])', { has: link });
    if (await folded.count()) await folded.first().locator('summary').first().click();
    const answered = this.page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303);
    await link.click();
    assert.equal((await answered).status(), 200);
    await this.page.waitForLoadState('load');
  }
}

/** The first choice, whatever it is called. */
export const FIRST = Symbol('the first choice');
