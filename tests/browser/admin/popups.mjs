import { addSection, check, equal, has, matches, ok, press, text, unique } from '../site.mjs';

const popup = async (page, selector) => {
  const [window] = await Promise.all([page.waitForEvent('popup'), page.click(selector)]);
  await window.waitForLoadState();
  return window;
};
const close = (window, selector = '[name=_save]') => Promise.all([window.waitForEvent('close'), window.click(selector)]);
const chosen = (page, selector, title) => page.waitForFunction(
  ([of, wanted]) => [...document.querySelector(of).selectedOptions].some((option) => option.text === wanted), [selector, title]);

check('popups: a record is added, and chosen', {}, async (page) => {
  await page.goto(press('article/add/'));
  equal(await page.getAttribute('#change_id_section', 'href'), null, 'nothing to change yet');
  const window = await popup(page, '#add_id_section');
  ok(!await has(window, '#header') && !await has(window, '#nav-sidebar') && !await has(window, '[name=_addanother]'), 'a small page');
  await Promise.all([window.waitForNavigation(), window.click('[name=_save]')]);
  matches(await text(window, '.errorlist'), /required/, 'errors stay in it');
  const name = `Section ${unique()}`;
  await window.fill('#id_name', name);
  await close(window);
  await chosen(page, '#id_section', name);
});
check('popups: a chosen record is changed and deleted', {}, async (page) => {
  const { name } = await addSection(page);
  await page.goto(press('article/add/'));
  await page.selectOption('#id_section', { label: name });
  let window = await popup(page, '#change_id_section');
  await window.fill('#id_name', `${name} B`);
  await close(window);
  await chosen(page, '#id_section', `${name} B`);
  window = await popup(page, '#delete_id_section');
  await close(window, '#content form [type=submit]');
  await page.waitForFunction((title) => ![...document.querySelector('#id_section').options].some(({ text: own }) => own === title), `${name} B`);
});
check('popups: they serve references by typing and links, too', {}, async (page) => {
  await page.goto(press('article/add/'));
  ok(!await has(page, '#delete_id_author'), 'deleting an author would delete the article');
  let window = await popup(page, '#add_id_author');
  const name = `Author ${unique()}`;
  await window.fill('#id_name', name);
  await window.fill('#id_email', `${unique()}@example.com`);
  await close(window);
  await page.locator('.field-author .select2-selection', { hasText: name }).waitFor();
  window = await popup(page, '#add_id_tags');
  const tag = `tag ${unique()}`;
  await window.fill('#id_name', tag);
  await close(window);
  await page.locator('#id_tags_to option', { hasText: tag }).waitFor({ state: 'attached' });
});
