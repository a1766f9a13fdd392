// Runs the tests in this folder against one demonstration: `node run.mjs [FILE…]`.
//
// WENZE_BIN names the program (default: the debug build), WENZE_URL and WENZE_ACCOUNTS a demonstration that runs already.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from './support/demo.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(here, process.env.CARGO_TARGET_DIR ?? '../../target');
const folder = join(target, 'browser-demo');

const asked = process.argv.slice(2);
const files = asked.length ? asked : readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const running = process.env.WENZE_URL
  ? { url: process.env.WENZE_URL, accounts: process.env.WENZE_ACCOUNTS, stop: async () => {} }
  : await startDemo(process.env.WENZE_BIN ?? join(target, 'debug/wenze'), folder);

const env = { ...process.env, WENZE_URL: running.url, WENZE_ACCOUNTS: running.accounts };
const tests = spawn(process.execPath, ['--test', '--test-reporter=spec', ...files], { cwd: here, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => tests.kill(signal));
const code = await new Promise((done) => tests.once('exit', (code) => done(code ?? 1)));
await running.stop();
if (!process.env.WENZE_URL) rmSync(folder, { recursive: true, force: true });
process.exit(code);
