import { accounts } from '../data.mjs';
import { admin, base, check, equal, follow, has, logIn, logInAs, matches, ok, press, text } from '../site.mjs';

const anonymous = { as: '' };

check('login: the page that was asked for comes after it', anonymous, async (page) => {
  await page.goto(press('author/?q=grace'));
  matches(page.url(), /\/admin\/login\/\?next=/, 'the address');
  await logIn(page, accounts.admin, page.url());
  equal(page.url(), press('author/?q=grace'), 'the address');
});
check('login: it never leads to another site', anonymous, async (page) => {
  for (const next of ['//evil.example/', 'https://evil.example/', '/\\evil.example']) {
    await page.context().clearCookies();
    await logIn(page, accounts.admin, admin(`/login/?next=${encodeURIComponent(next)}`));
    ok(page.url().startsWith(`${base}/admin/`), page.url());
  }
});
check('login: a wrong password and an unknown name look the same', anonymous, async (page) => {
  const notes = [];
  for (const username of ['viewer', 'unknown']) {
    await logIn(page, { username, password: 'wrong' });
    notes.push(await text(page, '.errornote'));
    equal(await page.inputValue('#id_username'), username, 'the name is kept');
  }
  matches(notes[0], /Please enter the correct username and password for a staff account/, 'the note');
  equal(notes[0], notes[1], 'the notes');
});
check('login: logging out ends the session', anonymous, async (page) => {
  await logInAs(page, 'admin');
  const cookies = await page.context().cookies();
  await follow(page, '#logout-form button');
  matches(await text(page, 'body'), /Thanks for spending/, 'the page');
  await page.context().addCookies(cookies);
  await page.goto(admin());
  matches(page.url(), /\/login\//, 'the old cookie');
});
check('login: the session gets a new key', anonymous, async (page) => {
  await page.goto(admin('/login/'));
  const before = JSON.stringify(await page.context().cookies());
  await logInAs(page, 'admin');
  const after = (await page.context().cookies()).filter(({ name }) => !name.includes('csrf'));
  ok(after.length && after.every((cookie) => cookie.httpOnly && !before.includes(cookie.value)), 'the cookie');
});
check('login: one can change the password and stays logged in', anonymous, async (page) => {
  const account = accounts.nobody;
  const change = async (old, password, again = password) => {
    await page.goto(admin('/password_change/'));
    await page.fill('#id_old_password', old);
    await page.fill('#id_new_password1', password);
    await page.fill('#id_new_password2', again);
    await follow(page, '#content form [type=submit]');
  };
  await logIn(page, account);
  await change('wrong', 'Quiet-River-4711');
  matches(await text(page), /Your old password was entered incorrectly/, 'a wrong old one');
  await change(account.password, 'Quiet-River-4711', 'Loud-River-4711');
  matches(await text(page), /The two password fields didn’t match/, 'two different ones');
  await change(account.password, '12345');
  matches(await text(page), /This password is too short.*This password is entirely numeric/, 'a weak one');
  await change(account.password, 'Quiet-River-4711');
  matches(page.url(), /\/password_change\/done\/$/, 'done');
  await page.goto(admin());
  ok(await has(page, '#user-tools'), 'the session stays');
  await change('Quiet-River-4711', account.password);
});
