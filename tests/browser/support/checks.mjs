// What is asked of every page, whoever reads it. Each check answers a list of complaints in words.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 at level AA, and what the levels before ask. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** CSS pixels: a telephone, a page at 200 % on a screen of 1280, and the width that WCAG 1.4.10 names. */
const WIDTHS = [390, 640, 320];

/** Violations that axe-core finds; `only` narrows it to some rules. */
export async function axe(page, only = null) {
  // Evaluated and not added as an element: the pages allow no script, and that stays so.
  await page.evaluate(AXE);
  const found = await page.evaluate(async ([tags, rules]) => {
    const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags };
    const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary}`));
  }, [WCAG, only]);
  return found.map((one) => one.replace(/\s+/g, ' '));
}

/** Colours again, where the reader prefers dark ones. */
export async function axeInTheDark(page) {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await axe(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** What stands out to the right, on narrow screens and on enlarged pages. */
export async function tooWide(page) {
  const before = page.viewportSize();
  const complaints = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height });
    const out = await page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return null;
      const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
      const name = (one) => `${one.tagName.toLowerCase()}.${one.className}`;
      return `${root.scrollWidth} > ${root.clientWidth}: ${wide.slice(-3).map(name).join(', ')}`;
    });
    if (out) complaints.push(`at ${width}: ${out}`);
  }
  await page.setViewportSize(before);
  return complaints;
}

/** Tab stops of a page that are tried: a long history repeats itself. */
const STOPS_MAX = 120;
/** Stops within one field for a date and a time: its parts, and the button that opens a calendar. */
const WITHIN_MAX = 7;

/** Walks through a page with the Tab key alone: everything that can be used is reached, in the order of the page, and seen to be. */
export async function byKeyboard(page) {
  const total = await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const names = new Set();
    // Of radio buttons of one name the keyboard reaches one.
    const own = (one) => one.type !== 'radio' || !(names.has(one.name) || !names.add(one.name));
    const shown = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    const due = [...document.querySelectorAll(usable)].filter((one) => one.tabIndex >= 0 && !one.disabled && shown(one) && own(one));
    const walk = (globalThis.walk = { due, wrong: [], at: 0 });
    const same = (a, b) => a === b || (a?.type === 'radio' && b?.type === 'radio' && a.name === b.name);
    document.addEventListener('focusin', ({ target: one }) => {
      const text = (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 30);
      const name = `${one.tagName.toLowerCase()} “${text}” ${one.name ?? ''}`;
      const wanted = due[walk.at];
      if (!same(one, wanted)) walk.wrong.push(`stop ${walk.at} is ${name} and not ${wanted?.outerHTML.slice(0, 80)}`);
      if (walk.at === 0 && !one.matches('a[href^="#"]')) walk.wrong.push(`the first stop is ${name} and no way past the bar`);
      walk.at += 1;
      const style = getComputedStyle(one);
      const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      if (!isOutlined && style.boxShadow === 'none') walk.wrong.push(`${name} does not show that it has the focus`);
      const box = one.getBoundingClientRect();
      const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
      if (!isInside) walk.wrong.push(`${name} has the focus out of sight`);
    });
    return due.length;
  });
  const stops = Math.min(total, STOPS_MAX);
  // A field for a date or a time has several stops within: more keys than fields.
  const keys = stops + WITHIN_MAX * (await page.locator('input[type=date], input[type=datetime-local], input[type=time]').count());
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('Tab');
    if (key % 10 === 9 && (await page.evaluate(() => globalThis.walk.at)) >= stops) break;
  }
  const { wrong, at } = await page.evaluate(() => ({ wrong: globalThis.walk.wrong.slice(0, 3), at: globalThis.walk.at }));
  return at < stops ? [...wrong, `the keyboard reached ${at} of ${stops}`] : wrong.filter((one) => !one.includes('and not undefined'));
}
