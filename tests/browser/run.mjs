// Runs the tests in this folder against one demonstration: `node run.mjs [FILE…]`.
//
// WENZE_BIN names the program (default: the debug build), WENZE_URL and WENZE_ACCOUNTS a demonstration that runs already.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startDemo } from './support/demo.mjs';

/** Files at once: one waits for the server while another draws. */
const AT_ONCE = 2;

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.env.CARGO_TARGET_DIR ?? '../../target');
const folder = join(target, 'browser-demo');

process.env.WENZE_BIN ??= join(target, 'debug/wenze');

const asked = process.argv.slice(2);
const files = asked.length ? asked : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const running = process.env.WENZE_URL
  ? { url: process.env.WENZE_URL, accounts: process.env.WENZE_ACCOUNTS, stop: async () => {} }
  : await startDemo(process.env.WENZE_BIN, folder);

Object.assign(process.env, { WENZE_URL: running.url, WENZE_ACCOUNTS: running.accounts });
let isOver = false;
async function stop(code) {
  if (isOver) return;
  isOver = true;
  await running.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(1));

let failed = 0;
const tests = run({ files: files.map((name) => resolve(here, name)), concurrency: AT_ONCE });
tests.on('test:fail', () => (failed += 1));
const report = tests.compose(new spec());
report.pipe(process.stdout);
report.on('end', () => stop(failed ? 1 : 0));
