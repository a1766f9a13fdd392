// Everybody who looks at pages, one after the other, and what each is asked to look at besides the pages that he finds.
import { open } from './browser.mjs';
import { aCase, ODD, shape } from './crawl.mjs';
import { STATES } from './states.mjs';

/** Lets each of `readers` find pages by `find(page, as, id)`, with a case that he sees, and then look at what no link leads to. */
export async function eachReader(browser, look, readers, find) {
  for (const as of readers) {
    const { page, context, faults } = await open(browser, { as, lang: look.lang });
    const id = as && (await aCase(page));
    await find(page, as, id);
    if (as === 'INSPECTOR') await odd(page, id, look);
    for (const [name, , reach] of STATES.filter(([, reader]) => reader === as)) {
      await reach(page, { id });
      await look.at(page, as, `state: ${name}`);
    }
    look.note('faults', as ?? 'nobody', faults);
    await context.close();
  }
}

/** Looks at the addresses that no link leads to. */
async function odd(page, id, look) {
  for (const [path, status] of ODD) {
    const address = path.replace('{case}', id);
    const answer = await page.goto(address);
    if (answer.status() !== status) look.note('dead', path, [`is answered by ${answer.status()} and not by ${status}`]);
    await look.at(page, 'INSPECTOR', `odd ${shape(address)}`);
  }
}
