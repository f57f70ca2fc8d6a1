import { admin, check, equal, follow, has, logIn, matches, messages, ok, post, press, save, text, token, unique } from '../site.mjs';

check('permissions: who may view sees, and changes nothing', { as: 'viewer' }, async (page) => {
  await page.goto(press('author/'));
  equal(await text(page, '#content h1'), 'Select author to view', 'heading');
  ok(!await has(page, '.addlink') && !await has(page, 'select[name=action]'), 'nothing to do');
  await follow(page, '#result_list tbody th a');
  ok(!await has(page, '#content input:not([type=hidden])') && !await has(page, '.deletelink'), 'nothing to edit');
  const csrfmiddlewaretoken = await token(page);
  for (const path of ['author/add/', 'author/1/change/', 'author/1/delete/']) {
    equal((await post(page, press(path), { csrfmiddlewaretoken, name: 'x', post: 'yes' })).status(), 403, path);
  }
  await follow(page, '.closelink');
  equal(page.url(), press('author/'), 'closed');
});
check('permissions: who may change cannot add or delete', { as: 'changer' }, async (page) => {
  await page.goto(press('author/1/change/'));
  ok(await has(page, '[name=_save]') && await has(page, '[name=_continue]'), 'saving');
  ok(!await has(page, '[name=_addanother]') && !await has(page, '.deletelink'), 'no more');
  equal((await page.goto(press('author/add/'))).status(), 403, 'adding');
});
check('permissions: who has none sees that', { as: 'nobody' }, async (page) => {
  await page.goto(admin());
  matches(await text(page), /You don’t have permission to view or edit anything\./, 'the index');
  for (const path of ['author/', 'author/add/', 'author/1/change/', 'author/1/history/']) equal((await page.goto(press(path))).status(), 403, path);
});
check('permissions: a group gives its own to its accounts', {}, async (page, { open }) => {
  const [group, username, password] = [`Group ${unique()}`, unique(), 'Quiet-River-4711'];
  await page.goto(admin('/auth/group/add/'));
  await page.fill('#id_name', group);
  await page.fill('#id_permissions_input', 'can view tag');
  await page.click('#id_permissions_add_all');
  await save(page);
  equal(await messages(page), `The group “${group}” was added successfully.`, 'the group');
  await page.goto(admin('/auth/user/add/'));
  for (const [id, value] of [['username', username], ['password1', password], ['password2', password]]) await page.fill(`#id_${id}`, value);
  await save(page);
  matches(page.url(), /\/auth\/user\/\d+\/change\//, 'the second step');
  await page.check('#id_is_staff');
  await page.selectOption('#id_groups_from', { label: group });
  await page.click('#id_groups_add');
  await save(page);
  const context = await open('');
  const other = await context.newPage();
  await logIn(other, { username, password });
  equal([(await other.goto(press('tag/'))).status(), (await other.goto(press('author/'))).status()], [200, 403], 'what he may');
  await context.close();
});
