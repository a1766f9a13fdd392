// Every script in docs/walkthroughs is done in the browser, sentence by sentence: what it tells a stranger to do is there to be done, and what
// he is told to read stands there.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open } from './support/browser.mjs';
import { perform, sentences } from './support/sentences.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/walkthroughs');
const scripts = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test('there is a script', () => assert.ok(scripts.length > 0));

for (const name of scripts) {
  describe(name, () => {
    const parts = sentences(readFileSync(join(folder, name), 'utf8'));
    let person;
    let hasFailed = false;
    before(async () => {
      person = await open(browser, { lang: 'en' });
    });
    after(() => person?.context.close());
    for (const part of parts) {
      test(part.title, async () => {
        assert.ok(!hasFailed, 'what goes before could not be done');
        for (const sentence of part.sentences) {
          try {
            await perform(person.page, sentence);
          } catch (error) {
            hasFailed = true;
            const there = await person.page.locator('main').innerText().catch(() => '');
            throw new Error(`“${sentence}” cannot be done on ${person.page.url()}: ${error.message}\n${there.slice(0, 1500)}`, { cause: error });
          }
        }
      });
    }
    test('no page had a fault', () => assert.deepEqual(person.faults, []));
  });
}
