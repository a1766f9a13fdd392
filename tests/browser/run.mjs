// Runs the tests in this folder against one demonstration: `node run.mjs [--whole] [FILE…]`.
//
// WENZE_BIN names the program (default: the debug build), WENZE_URL and WENZE_ACCOUNTS a demonstration that runs already. `--whole` visits
// every page in both languages in place of one of each kind in Chinese, and kills servers.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startDemo } from './support/demo.mjs';

/** Files at once: one waits for the server while another draws. */
const AT_ONCE = 2;
/** Kills servers, so that it runs when everything else is over. */
const LAST = 'power_cut.test.mjs';
/** Begun first, because they take longest. */
const FIRST = ['story_en.test.mjs', 'story_zh.test.mjs'];

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.env.CARGO_TARGET_DIR ?? '../../target');
const folder = join(target, 'browser-demo');

process.env.WENZE_BIN ??= join(target, 'debug/wenze');

const words = process.argv.slice(2);
const isWhole = words.includes('--whole');
const asked = words.filter((one) => one !== '--whole');
const files = asked.length ? asked : everything();
const began = Date.now();
const running = process.env.WENZE_URL
  ? { url: process.env.WENZE_URL, accounts: process.env.WENZE_ACCOUNTS, stop: async () => {} }
  : await startDemo(process.env.WENZE_BIN, folder);
console.log(`the demonstration was there after ${seconds(began)}`);

Object.assign(process.env, { WENZE_URL: running.url, WENZE_ACCOUNTS: running.accounts, WENZE_PID: String(running.pid ?? '') });
if (running.stories) process.env.WENZE_STORIES = JSON.stringify(running.stories);
let isOver = false;
async function stop(code) {
  if (isOver) return;
  isOver = true;
  await running.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(1));

const count = { passed: 0, failed: 0 };
const waiting = files.filter((one) => one !== LAST);
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  while (waiting.length) await runFile(waiting.shift());
}));
if (files.includes(LAST)) await runFile(LAST);
console.log(`everything together: ${seconds(began)}`);
console.log(`browser: ${count.passed} passed, ${count.failed} failed`);
await stop(count.failed || !count.passed ? 1 : 0);

/** The files that are run where none is named: pages one of each kind, or every one. */
function everything() {
  const left = isWhole ? /^each_page_/ : /\.crawl\.mjs$|^each_page_en\.|^power_cut\./;
  const all = readdirSync(here).filter((name) => /\.(test|crawl)\.mjs$/.test(name) && !left.test(name)).sort();
  return [...FIRST, ...all.filter((name) => !FIRST.includes(name))];
}

/** Runs one file and then prints what became of it, so that lines of two do not mix. */
async function runFile(name) {
  const since = Date.now();
  const tests = run({ files: [resolve(here, name)] });
  const note = (result) => ({ details }) => {
    if (details?.type !== 'suite') count[result] += 1;
  };
  tests.on('test:pass', note('passed'));
  tests.on('test:fail', note('failed'));
  const lines = [];
  for await (const line of tests.compose(new spec())) lines.push(line);
  console.log(`${lines.join('')}${name} took ${seconds(since)}`);
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(0)} s`;
}
