import { addArticle, admin, check, chooseAuthor, equal, errorsOf, has, matches, ok, press, save, text, texts } from '../site.mjs';

check('references: found by typing, by mouse and by keyboard', {}, async (page) => {
  await page.goto(press('article/add/'));
  ok(await page.locator('#id_author option').count() <= 1, 'nothing is loaded before');
  await chooseAuthor(page, 'Grace Hopper 01');
  equal(await text(page, '.field-author .select2-selection'), 'Grace Hopper 01', 'by mouse');
  await page.focus('.field-author .select2-selection');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Hedy Lamarr 02');
  await page.locator('.select2-results__option:text-is("Hedy Lamarr 02")[aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  equal(await text(page, '.field-author .select2-selection'), 'Hedy Lamarr 02', 'by keyboard');
  await page.keyboard.press('Enter');
  await page.keyboard.type('nobody of this name');
  await page.locator('.select2-results__message').waitFor();
  await page.keyboard.press('Escape');
  equal(await page.locator('.select2-dropdown').isVisible(), false, 'closed');
});
check('references: more are loaded while scrolling', {}, async (page) => {
  await page.goto(press('article/add/'));
  await page.click('.field-author .select2-selection');
  await page.locator('.select2-results__option').nth(19).waitFor();
  await page.locator('.select2-results__options').evaluate((list) => { list.scrollTop = list.scrollHeight; });
  await page.locator('.select2-results__option').nth(30).waitFor();
  equal((await page.request.get(admin('/autocomplete/?app_label=press&model_name=article&field_name=title'))).status(), 403, 'no reference');
});
check('references: a record may refer to its own kind, by a UUID', {}, async (page) => {
  await page.goto(press('section/add/'));
  await page.selectOption('#id_parent', { label: 'News' });
  await page.fill('#id_name', `Below ${Date.now()}`);
  await save(page, '_continue');
  equal((await texts(page, '#id_parent option:checked')), ['News'], 'stored');
});
check('links: chosen in two boxes', {}, async (page) => {
  await addArticle(page);
  equal(await texts(page, '#id_tags_to option'), [], 'none at first');
  await page.selectOption('#id_tags_from', [{ label: 'rust' }, { label: 'web' }]);
  await page.click('#id_tags_add');
  await page.fill('#id_tags_input', 'des');
  equal(await texts(page, '#id_tags_from option'), ['design'], 'filtered');
  await save(page, '_continue');
  equal(await texts(page, '#id_tags_to option'), ['rust', 'web'], 'stored');
  await page.click('#id_tags_remove_all');
  await save(page, '_continue');
  equal(await texts(page, '#id_tags_to option'), [], 'removed');
});
check('references: what is not there is refused', {}, async (page) => {
  await addArticle(page);
  await page.evaluate(() => {
    document.querySelector('#id_section').append(new Option('x', '00000000-0000-7000-8000-0000000000ff', true, true));
    document.querySelector('#id_tags').append(new Option('x', '99999', true, true));
  });
  await save(page);
  matches(await errorsOf(page, 'section'), /Select a valid choice\. That choice is not one of the available choices\./, 'section');
  matches(await errorsOf(page, 'tags'), /Select a valid choice\. 99999 is not one of the available choices\./, 'tags');
});
check('slugs: they follow the title until they are edited', {}, async (page) => {
  await page.goto(press('article/add/'));
  await page.locator('#id_title').pressSequentially('Hello, Wörld  & the rest');
  equal(await page.inputValue('#id_slug'), 'hello-world-the-rest', 'made');
  await page.fill('#id_slug', 'own');
  await page.locator('#id_slug').dispatchEvent('change');
  await page.locator('#id_title').pressSequentially(' more');
  equal(await page.inputValue('#id_slug'), 'own', 'kept');
  ok(await has(page, '#id_slug[required]'), 'required');
});
