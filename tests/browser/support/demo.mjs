// Starts `wenze demo` with few cases in a folder of its own and tells where it answers and who may sign in.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The first cases tell every story once; a few more are unfinished or out of order. */
const CASES = 32;
/** A debug build on two busy cores needs about a third of this. */
const START_MS_MAX = 180_000;

/** How long it may take to stop before it is killed. */
const STOP_MS_MAX = 30_000;

/** A demonstration that runs until `stop` is called: a fresh one, or the one that the folder holds. */
export async function startDemo(wenze, folder, { isFresh = true, listen = '127.0.0.1:0' } = {}) {
  if (!existsSync(wenze)) throw new Error(`${wenze} is not there: build it with \`cargo build\`, or name it in WENZE_BIN`);
  const words = ['demo', '--json', ...(isFresh ? ['--fresh', '--cases', String(CASES)] : []), '--data', folder, '--listen', listen];
  const child = spawn(wenze, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stderr.on('data', (bytes) => said.push(bytes.toString()));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const told = new Promise((resolve, reject) => {
    let written = '';
    child.stdout.on('data', (bytes) => {
      written += bytes;
      // What it tells is one JSON document on several lines.
      if (/^\}$/m.test(written)) resolve(JSON.parse(written));
    });
    ended.then((code) => reject(new Error(`wenze demo ended with ${code}:\n${said.join('')}`)));
  });
  const late = setTimeout(() => child.kill('SIGTERM'), START_MS_MAX);
  const { address, stories } = await told;
  clearTimeout(late);
  return {
    url: address,
    /** One case of each story, by what the story is called. */
    stories,
    accounts: join(folder, 'demo-accounts.json'),
    pid: child.pid,
    /** As a power cut would. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      // It waits for answers under way; a browser that died may never fetch its own.
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
      const code = await ended;
      clearTimeout(insist);
      // What was killed leaves its Postgres behind, which the next start with `--fresh` finds by this folder and ends.
      if (code === 0) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The accounts by their role. */
export function readAccounts(file) {
  return Object.fromEntries(JSON.parse(readFileSync(file, 'utf8')).accounts.map((one) => [one.role, one]));
}
