import { addAuthor, admin, check, equal, follow, has, keyOf, matches, ok, post, press, save, token, unique } from '../site.mjs';

const HOSTILE = '<script>window.hostile=1</script><img src=x onerror="window.hostile=1">"\'';

check('security: hostile texts stay texts on every page', {}, async (page) => {
  const isSafe = async (where) => equal(await page.evaluate(() => window.hostile), undefined, where);
  await page.goto(press('author/add/'));
  await page.fill('#id_name', `${unique()} ${HOSTILE}`);
  await page.fill('#id_email', `${unique()}@example.com`);
  await save(page);
  await isSafe('the message');
  await follow(page, 'ul.messagelist a');
  const key = keyOf(page);
  for (const path of [`author/${key}/change/`, `author/${key}/delete/`, `author/${key}/history/`, `author/?q=${encodeURIComponent(HOSTILE)}`, `author/?o=${encodeURIComponent(HOSTILE)}`]) {
    await page.goto(press(path));
    await isSafe(path);
  }
  await page.goto(admin());
  await isSafe('the index');
  await page.goto(press('article/add/'));
  await page.click('.field-author .select2-selection');
  await page.fill('.select2-search__field', '<script>');
  await page.locator('.select2-results__option', { hasText: 'script' }).first().click();
  await isSafe('choosing');
});
check('security: nothing is written without a token', {}, async (page) => {
  const { key, name } = await addAuthor(page);
  for (const [path, form] of [[`author/${key}/change/`, { name: 'x' }], [`author/${key}/delete/`, { post: 'yes' }], ['author/', { action: 'delete_selected', _selected_action: key, post: 'yes' }]]) {
    equal((await post(page, press(path), form)).status(), 403, path);
    equal((await post(page, press(path), { ...form, csrfmiddlewaretoken: 'x'.repeat(64) })).status(), 403, path);
  }
  await page.goto(press(`author/${key}/change/`));
  equal(await page.inputValue('#id_name'), name, 'kept');
});
check('security: fields that are not in the form are not taken', {}, async (page) => {
  const { key, name, email } = await addAuthor(page);
  const form = { csrfmiddlewaretoken: await token(page), name, email, role: 'writer', id: '77777', joined: '1999-01-01', joined_0: '1999-01-01', joined_1: '00:00' };
  equal((await post(page, page.url(), form)).status(), 302, 'saved');
  await page.goto(press(`author/${key}/change/`));
  ok(!/1999/.test(await page.content()), 'the date');
});
check('security: headers of every page', {}, async (page) => {
  const headers = (await page.goto(press('author/'))).headers();
  matches(headers['content-security-policy'], /default-src 'self'/, 'policy');
  ok(!headers['content-security-policy'].includes('unsafe-inline'), 'no inline');
  matches(headers['x-frame-options'], /DENY/, 'frames');
  matches(headers['cache-control'], /no-store.*private/, 'caches');
  ok(await has(page, 'meta[name=robots][content*=noindex]'), 'robots');
  equal(await page.locator('script:not([src]), [style], [onclick]').count(), 0, 'nothing inline');
});
