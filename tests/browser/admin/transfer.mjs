import { readFileSync } from 'node:fs';
import { act, check, equal, matches, ok, press, rows, text, unique } from '../site.mjs';

const lines = async (download) => readFileSync(await download.path(), 'utf8').trim().split('\r\n');

check('transfer: a list is exported, and chosen rows', {}, async (page) => {
  await page.goto(press('author/?role__exact=editor'));
  let [download] = await Promise.all([page.waitForEvent('download'), page.click('.object-tools a:text-is("Export")')]);
  const all = await lines(download);
  equal(all[0], 'id,name,email,age,is_active,role,joined', 'columns');
  ok(all.length > 10 && all.slice(1).every((line) => line.includes('editor')), 'the filtered ones');
  await page.goto(press('article/'));
  await rows(page).first().locator('.action-select').check();
  await page.selectOption('select[name=action]', 'export_csv');
  [download] = await Promise.all([page.waitForEvent('download'), page.click('.actions [type=submit]')]);
  equal((await lines(download)).length, 2, 'the chosen one');
});
check('transfer: an import is shown, and stored whole or not at all', {}, async (page) => {
  const email = `${unique()}@example.com`;
  const send = async (buffer, button) => {
    await page.goto(press('author/import/'));
    await page.setInputFiles('#id_file', { name: 'authors.csv', mimeType: 'text/csv', buffer: Buffer.from(buffer) });
    await page.waitForFunction(() => document.querySelector('#id_data').value !== '');
    await Promise.all([page.waitForNavigation(), page.click(button)]);
  };
  await send(`name,email,age\nNew,${email},30\nBad,nope,999\n`, '[name=_preview]');
  matches(await text(page, '.errornote'), /1 of 2 rows cannot be imported\. Nothing was stored\./, 'the note');
  matches(await text(page, '#import-preview'), /Enter a valid email address.*less than or equal to 150/, 'the rows');
  await send(`name,email,age\nNew,${email},30\n`, '[name=_preview]');
  await Promise.all([page.waitForNavigation(), page.click('[name=_import]')]);
  await page.goto(press(`author/?q=${email}`));
  equal(await rows(page).count(), 1, 'stored');
});
