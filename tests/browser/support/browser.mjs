// A browser with somebody in front of it.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { readAccounts } from './demo.mjs';

export const url = process.env.WENZE_URL;
if (!url) throw new Error('WENZE_URL is not set: run the tests by `node run.mjs`, which starts a demonstration');
export const accounts = readAccounts(process.env.WENZE_ACCOUNTS);
/** The id of one case of each story, by what the demonstration calls it. */
export const stories = JSON.parse(process.env.WENZE_STORIES ?? '{}');

/** Longest wait for anything; a debug build on a busy machine answers within a few seconds, on a very busy one in a minute. */
const PATIENCE_MS = 60_000;

/** Debian's; the one without windows needs half the time. */
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Chromium without any connection but those that a page asks for. */
export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? PROGRAMS.find((one) => existsSync(one)),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  });
}

/** One person's window: who is signed in (a role of the demonstration, or nobody), in which language, how wide, with script or without. */
export async function open(browser, { as = null, lang = 'zh-CN', script = true, width = 1280, height = 900, dark = false } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    locale: lang,
    javaScriptEnabled: script,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  if (as) await context.addCookies(await session(as));
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|status of 503/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
  });
  return { context, page, faults };
}

const sessions = new Map();

/** The cookies of an account, which signs in once in each process: sign-ins are hashed slowly and answered ever more slowly. */
function session(role) {
  if (!sessions.has(role)) sessions.set(role, signedIn(role));
  return sessions.get(role);
}

async function signedIn(role) {
  const account = accounts[role];
  if (!account) throw new Error(`the demonstration has no account of ${role}`);
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ login: account.login, password: account.password, next: '/work' }),
  });
  if (answer.status !== 303) throw new Error(`${role} cannot sign in: ${answer.status}`);
  const cookies = answer.headers.getSetCookie();
  // Whoever holds several roles says which is in use; so does the page for choosing one.
  cookies.push(`wenze_role=${role}.${account.office}`);
  return cookies.map((cookie) => {
    const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
    return { name, value, url };
  });
}
