#!/usr/bin/env node
// Runs the checks against the site at BASE_URL, which holds the records of data.mjs.
//   node run.mjs [--only TEXT]
import { base, checks, logInAs, tools } from './site.mjs';

for (const part of ['accounts', 'actions', 'appearance', 'changelist', 'delete', 'forms', 'history', 'inlines', 'login', 'permissions', 'popups', 'relations', 'security', 'transfer']) {
  await import(`./admin/${part}.mjs`);
}
await import('./pages.mjs');

const only = process.argv[2] === '--only' ? process.argv[3] : '';
const { chromium } = tools('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
const problems = [];
const states = {};

async function open(account, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options, storageState: states[account] });
  context.setDefaultTimeout(10_000);
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(`${base}/`)) problems.push(`asked ${request.url()}`);
  });
  context.on('page', (page) => page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`)));
  return context;
}

/** Logs each account in once; its checks start with these cookies. */
async function prepare(account) {
  if (!account || states[account]) return;
  const context = await open('');
  await logInAs(await context.newPage(), account);
  states[account] = await context.storageState();
  await context.close();
}

let failed = 0;
const chosen = checks.filter(({ name }) => name.includes(only));
for (const { name, as, context: options, run } of chosen) {
  await prepare(as);
  const context = await open(as, options);
  try {
    await run(await context.newPage(), { open });
    if (problems.length) throw new Error(problems.splice(0).join('; '));
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}: ${error.message.split('\n').slice(0, 4).join(' | ')}`);
  }
  await context.close();
}
await browser.close();
console.log(`${chosen.length - failed} of ${chosen.length} passed`);
process.exit(failed || !chosen.length ? 1 : 0);
