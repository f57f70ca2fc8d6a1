// The public pages.
import { articles } from './data.mjs';
import { audit } from './admin/appearance.mjs';
import { accounts } from './data.mjs';
import { base, brightness, check, dark, equal, follow, has, isTooWide, leave, logIn, matches, ok, PHONE, post, text, texts, token, unique } from './site.mjs';

const at = (path) => `${base}${path}`;
const anonymous = { as: '' };
const submit = (page) => follow(page, 'main form[method=post] [type=submit]');

check('pages: everyone reads', anonymous, async (page) => {
  await page.goto(at('/'));
  ok(await has(page, 'main a[href="/articles/"]') && !await has(page, 'a[href="/notes/"]'), 'the lists');
  await page.goto(at('/articles/?q=article+03'));
  equal(await page.locator('#result_list tbody tr').count(), 1, 'found');
  await follow(page, '#result_list tbody th a');
  equal(await text(page, 'h1'), articles[3].title, 'the record');
  ok(!await has(page, 'main form[method=post]') && !await has(page, 'a[href$="/edit/"]'), 'nothing to do');
  await follow(page, '.field-author a');
  matches(await text(page, 'main'), new RegExp(articles[3].title), 'what refers to it');
});
check('pages: what is not there is 404, in the layout of the site', anonymous, async (page) => {
  for (const path of ['/articles/99999/', '/articles/abc/', '/articles/?page=999', '/articles/?page=x', '/notes/', '/unknown/']) {
    equal((await page.goto(at(path))).status(), 404, path);
  }
  ok(await has(page, '.site-header'), 'the layout');
});
check('pages: who may not write is sent to log in, or refused', { as: 'viewer' }, async (page, { open }) => {
  for (const path of ['/authors/add/', '/authors/1/edit/', '/authors/1/delete/']) equal((await page.goto(at(path))).status(), 403, path);
  const context = await open('');
  const other = await context.newPage();
  await other.goto(at('/authors/add/'));
  matches(other.url(), /\/accounts\/login\/\?next=/, 'logging in');
  await logIn(other, accounts.admin, other.url());
  equal(other.url(), at('/authors/add/'), 'and back');
  await context.close();
});
check('pages: a record is added, changed and deleted', {}, async (page) => {
  const [name, email] = [`<b>Bold</b> ${unique()}`, `${unique()}@example.com`];
  await page.goto(at('/authors/add/'));
  await page.evaluate(() => document.querySelectorAll('main [required]').forEach((input) => input.removeAttribute('required')));
  await submit(page);
  matches(await text(page, '.errornote'), /Please correct the errors below\./, 'errors');
  await page.fill('#id_name', name);
  await page.fill('#id_email', email);
  await submit(page);
  equal(await text(page, 'h1'), name, 'added');
  ok(await has(page, '.messagelist'), 'a message');
  await follow(page, 'a[href$="/edit/"]');
  await page.fill('#id_age', '33');
  await submit(page);
  matches(await text(page, '.field-age'), /33/, 'changed');
  await follow(page, 'a[href$="/delete/"]');
  matches(await text(page, 'main'), /Are you sure you want to delete/, 'the question');
  await submit(page);
  await page.goto(at(`/authors/?q=${email}`));
  ok(!await has(page, '#result_list'), 'deleted');
  const { status } = { status: (await post(page, at('/authors/add/'), { name: 'x' })).status() };
  equal(status, 403, 'without a token');
});
check('pages: logging out needs the form', anonymous, async (page) => {
  await logIn(page, accounts.admin, at('/accounts/login/?next=//evil.example/'));
  ok(page.url().startsWith(`${base}/`), 'the same site');
  await page.goto(at('/'));
  equal((await page.request.get(at('/accounts/logout/'), { maxRedirects: 0 })).status(), 405, 'a link is no form');
  ok((await token(page)).length > 0, 'the form');
  await leave(page, () => page.click('form[action="/accounts/logout/"] button'));
  await page.goto(at('/'));
  ok(!await has(page, 'form[action="/accounts/logout/"]'), 'logged out');
});
for (const [name, context] of [['light', {}], ['dark', dark], ['a phone', PHONE]]) {
  check(`pages: none fails axe or is too wide, ${name}`, { context }, async (page) => {
    for (const path of ['/', '/articles/', '/articles/1/', '/articles/add/', '/articles/1/edit/', '/authors/1/delete/', '/unknown/', '/accounts/password_change/']) {
      await page.goto(at(path));
      equal(await isTooWide(page), false, `${path} is too wide`);
      await audit(page);
    }
    if (context === dark) ok(await brightness(page) < 60, 'dark');
    ok((await texts(page, 'h1')).length === 1, 'one heading');
  });
}
