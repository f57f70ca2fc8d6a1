import { addArticle, check, equal, has, matches, ok, post, press, save, text, token, unique } from '../site.mjs';

const total = (page, prefix = 'comment_set') => page.inputValue(`#id_${prefix}-TOTAL_FORMS`);

check('inlines: rows are added, removed, changed and deleted', {}, async (page) => {
  await addArticle(page, { comment: 'one' });
  await page.click('#comment_set-group .add-row a');
  equal(await total(page), '3', 'rows');
  await page.fill('#id_comment_set-1-text', 'two');
  await page.fill('#id_comment_set-2-text', 'three');
  await save(page, '_continue');
  await page.click('#comment_set-group .add-row a');
  await page.locator('#comment_set-group .inline-deletelink').last().click();
  equal(await total(page), '4', 'one was removed');
  await page.check('#id_comment_set-0-DELETE');
  await save(page, '_continue');
  equal([await page.inputValue('#id_comment_set-0-text'), await page.inputValue('#id_comment_set-1-text')], ['two', 'three'], 'stored');
});
check('inlines: stacked rows, up to their most', {}, async (page) => {
  await addArticle(page);
  for (const at of [0, 1, 2]) {
    await page.click('#link_set-group .add-row a');
    await page.fill(`#id_link_set-${at}-address`, `https://example.org/${at}`);
  }
  equal(await page.locator('#link_set-group .add-row').isVisible(), false, 'no more');
  await page.click('#link_set-0 .calendarlink');
  await page.locator('#link_set-0 .calendar td a').first().click();
  await page.fill('#id_link_set-0-at', '10:30');
  await save(page, '_continue');
  equal(await page.inputValue('#id_link_set-INITIAL_FORMS'), '3', 'stored');
  equal(await page.inputValue('#id_link_set-0-at'), '10:30:00', 'a time');
});
check('inlines: what is wrong in a row stops all', {}, async (page) => {
  const { key, title } = await addArticle(page, { comment: 'one' });
  await page.fill('#id_title', `${title} B`);
  await page.fill('#id_comment_set-0-text', '');
  await page.click('#link_set-group .add-row a');
  await page.fill('#id_link_set-0-address', 'no address');
  await save(page);
  matches(await text(page, '#comment_set-0 .field-text .errorlist'), /This field is required\./, 'the row');
  matches(await text(page, '#link_set-0 .field-address .errorlist'), /Enter a valid URL\./, 'the stacked row');
  equal(await page.inputValue('#id_title'), `${title} B`, 'kept');
  await page.goto(press(`article/${key}/change/`));
  equal(await page.inputValue('#id_title'), title, 'not stored');
});
check('inlines: a form without its numbers is refused', {}, async (page) => {
  await addArticle(page);
  const form = { csrfmiddlewaretoken: await token(page), title: 'x', slug: unique(), author: '1', status: 'draft', rank: '0', price: '0' };
  const answer = await post(page, page.url(), form);
  matches(await answer.text(), /ManagementForm data is missing or has been tampered with/, 'the answer');
  ok((await post(page, page.url(), { ...form, 'comment_set-TOTAL_FORMS': '99999999', 'link_set-TOTAL_FORMS': '-1' })).status() < 500, 'hostile numbers');
  ok(await has(page, '#id_title'), 'the page');
});
