import { act, addAuthor, check, confirm, equal, follow, has, matches, messages, ok, post, press, rows, text, texts, token, unique } from '../site.mjs';

check('actions: rows are counted, by page and across pages', {}, async (page) => {
  await page.goto(press('author/'));
  equal(await texts(page, 'select[name=action] option'), ['---------', 'Delete selected authors'], 'actions');
  await rows(page).nth(1).locator('.action-select').click();
  await rows(page).nth(4).locator('.action-select').click({ modifiers: ['Shift'] });
  equal(await text(page, '.action-counter'), '4 of 20 selected', 'a range');
  await page.check('#action-toggle');
  matches(await text(page, '.actions .question'), /^Select all \d+ authors$/, 'the question');
  await page.click('.actions .question a');
  matches(await text(page, '.actions .all'), /^All \d+ selected$/, 'across');
  equal(await page.inputValue('.select-across'), '1', 'what is sent');
  await page.click('.actions .clear a');
  equal(await text(page, '.action-counter'), '0 of 20 selected', 'cleared');
});
check('actions: nothing chosen, no action', {}, async (page) => {
  await page.goto(press('author/'));
  await act(page);
  equal(await text(page, '.messagelist .warning'), 'Items must be selected in order to perform actions on them. No items have been changed.', 'no row');
  await rows(page).first().locator('.action-select').check();
  await page.evaluate(() => document.querySelector('select[name=action]').removeAttribute('required'));
  await follow(page, '.actions [type=submit]');
  equal(await text(page, '.messagelist .warning'), 'No action selected.', 'no action');
});
check('actions: deleting asks first, and counts', {}, async (page) => {
  const name = unique();
  for (const end of ['a', 'b', 'c']) await addAuthor(page, { name: `${name} ${end}` });
  await page.goto(press(`author/?q=${name}`));
  for (const row of [0, 1]) await rows(page).nth(row).locator('.action-select').check();
  await act(page);
  matches(await text(page), /Delete multiple objects Are you sure you want to delete the selected authors\?.*Authors: 2/, 'the question');
  await follow(page, '.cancel-link');
  equal(await rows(page).count(), 3, 'taken back');
  await page.check('#action-toggle');
  await act(page);
  await confirm(page);
  equal(await messages(page), 'Successfully deleted 3 authors.', 'the message');
  matches(page.url(), new RegExp(`q=${name}`), 'the same list');
});
check('actions: select across deletes what the filter shows, no more', {}, async (page) => {
  const name = unique();
  for (const end of ['a', 'b', 'c']) await addAuthor(page, { name: `${name} ${end}` });
  await page.goto(press(`author/?q=${name}`));
  const form = { csrfmiddlewaretoken: await token(page), action: 'delete_selected', select_across: '1', _selected_action: await page.inputValue('.action-select >> nth=0'), post: 'yes' };
  equal((await post(page, page.url(), form)).status(), 302, 'the answer');
  await page.goto(press('author/'));
  ok(await has(page, '.paginator a:text-is("2")'), 'the others');
  await page.goto(press(`author/?q=${name}`));
  equal(await rows(page).count(), 0, 'those');
});
check('actions: what protects a record is shown', {}, async (page) => {
  await page.goto(press('section/'));
  await page.check('#action-toggle');
  await act(page);
  matches(await text(page), /Cannot delete sections.*would require deleting the following protected related objects:.*Article: /, 'the refusal');
  ok(!await has(page, '#content form'), 'no button');
});
