#!/usr/bin/env node
// Makes the pictures of the README from the site at BASE_URL, which holds the records of data.mjs.
//   node shots.mjs FOLDER
import { join } from 'node:path';
import { admin, dark, logInAs, PHONE, press, tools } from './site.mjs';

const folder = process.argv[2];
const { chromium } = tools('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function shoot(name, path, options = {}, prepare = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1120, height: 700 }, ...options });
  const page = await context.newPage();
  await logInAs(page, 'admin');
  await page.goto(path);
  await prepare(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

await shoot('admin-index', admin());
await shoot('admin-list', press('author/?role__exact=editor'));
await shoot('admin-form', press('article/1/change/'));
await shoot('admin-form-dark', press('article/1/change/'), dark, (page) => page.click('.calendarlink'));
await shoot('admin-delete', press('author/1/delete/'));
await shoot('admin-phone', press('article/'), PHONE);
await browser.close();
