import { admin, check, equal, errorsOf, follow, has, matches, messages, ok, save, text, texts, unique } from '../site.mjs';

const fill = async (page, username, first, second = first) => {
  if (username !== null) await page.fill('#id_username', username);
  await page.fill('#id_password1', first);
  await page.fill('#id_password2', second);
};

check('accounts: names and passwords are checked', {}, async (page) => {
  await page.goto(admin('/auth/user/add/'));
  await fill(page, 'admin', 'abc', 'abd');
  await save(page);
  equal(await errorsOf(page, 'username'), 'A user with that username already exists.', 'taken');
  matches(await errorsOf(page, 'password2'), /The two password fields didn’t match\./, 'different');
  await fill(page, 'bad name!', '123');
  await save(page);
  matches(await errorsOf(page, 'username'), /Enter a valid username\./, 'name');
  matches(await errorsOf(page, 'password2'), /too short.*too common.*entirely numeric/, 'weak');
});
check('accounts: all fields, and the boxes of permissions', {}, async (page) => {
  await page.goto(admin('/auth/user/?q=viewer'));
  await follow(page, '#result_list tbody th a');
  equal(await texts(page, '#content fieldset > h2'), ['Personal info', 'Permissions', 'Important dates'], 'groups');
  for (const id of ['is_active', 'is_staff', 'is_superuser', 'groups_from', 'user_permissions_from', 'user_permissions_to', 'date_joined_0']) ok(await has(page, `#id_${id}`), id);
  await page.fill('#id_user_permissions_input', 'comment');
  const offered = await texts(page, '#id_user_permissions_from option');
  ok(offered.length === 3 && offered.every((each) => /^press \| comment \| can (add|change|delete) comment$/i.test(each)), `filtered: ${offered}`);
  ok(!/pbkdf2_sha256\$|argon2\$/.test(await page.content()), 'no hash is shown');
});
check('accounts: a password is set for another', {}, async (page) => {
  const username = unique();
  await page.goto(admin('/auth/user/add/'));
  await fill(page, username, 'Quiet-River-4711');
  await save(page);
  await follow(page, '.field-password a');
  equal(await text(page, '#content h1'), `Change password: ${username}`, 'heading');
  await fill(page, null, 'Brook-Pebble-0815');
  await follow(page, '[name=set-password]');
  equal(await messages(page), 'Password changed successfully.', 'the message');
});
