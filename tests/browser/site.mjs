// The site under test: its addresses, what a person does on its pages, and assertions.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { accounts } from './data.mjs';

/** What `.ci/tools` installs. */
export const tools = createRequire(join(process.env.SCAFFOLD_TOOLS ?? 'target/tools', 'npm', 'package.json'));
export const base = (process.env.BASE_URL ?? 'http://127.0.0.1:8000').replace(/\/$/, '');
export const admin = (path = '/') => `${base}/admin${path}`;
export const press = (path) => admin(`/press/${path}`);

/** Every check: `as` is the account that is logged in, `context` Playwright's options of a context. */
export const checks = [];
export const check = (name, options, run) => checks.push({ name, as: 'admin', ...options, run });
export const PHONE = { viewport: { width: 390, height: 844 } };
export const dark = { colorScheme: 'dark' };

// Texts that no other record has.
const run = `zz${Date.now().toString(36)}`;
let count = 0;
export const unique = () => `${run}${(count += 1).toString(36)}`;

export function ok(condition, what) {
  if (!condition) throw new Error(what);
}
export function equal(got, want, what) {
  const [left, right] = [JSON.stringify(got), JSON.stringify(want)];
  ok(left === right, `${what}: got ${left}, expected ${right}`);
}
export function matches(got, pattern, what) {
  ok(pattern.test(got ?? ''), `${what}: ${JSON.stringify((got ?? '').slice(0, 300))} does not match ${pattern}`);
}

// What is on a page.
export const text = async (page, selector = '#content') => (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
export const texts = async (page, selector) => (await page.locator(selector).allInnerTexts()).map((each) => each.replace(/\s+/g, ' ').trim());
export const has = async (page, selector) => await page.locator(selector).count() > 0;
export const rows = (page) => page.locator('#result_list tbody tr');
export const cells = (page, field) => texts(page, `#result_list tbody .field-${field}`);
export const messages = (page) => text(page, 'ul.messagelist');
export const errorsOf = async (page, field) => (await texts(page, `.field-${field} .errorlist`)).join(' ');
export const token = (page) => page.locator('[name=csrfmiddlewaretoken]').first().inputValue();
export const keyOf = (page) => page.url().match(/\/([^/]+)\/change\//)?.[1];

// What a person does.
export const leave = (page, act) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), act()]);
export const follow = (page, selector) => leave(page, () => page.locator(selector).first().click());
export const save = (page, button = '_save') => follow(page, `[name="${button}"]`);
export const confirm = (page) => follow(page, '#content form [type=submit]');
export async function act(page, action = 'delete_selected') {
  await page.selectOption('select[name=action]', action);
  await follow(page, '.actions [type=submit]');
}
export async function logIn(page, account, at = admin('/login/')) {
  await page.goto(at);
  await page.fill('#id_username', account.username);
  await page.fill('#id_password', account.password);
  await leave(page, () => page.press('#id_password', 'Enter'));
}
export const logInAs = (page, name) => logIn(page, accounts[name]);

/** Posts a form as a script would: the answer, redirects not followed. */
export const post = (page, address, form) => page.request.post(address, { form, headers: { referer: address }, maxRedirects: 0 });

export async function addAuthor(page, { name = `Author ${unique()}`, email = `${unique()}@example.com` } = {}) {
  await page.goto(press('author/add/'));
  await page.fill('#id_name', name);
  await page.fill('#id_email', email);
  await save(page, '_continue');
  return { key: keyOf(page), name, email };
}
export async function addSection(page) {
  const name = `Section ${unique()}`;
  await page.goto(press('section/add/'));
  await page.fill('#id_name', name);
  await save(page, '_continue');
  return { key: keyOf(page), name };
}
export async function chooseAuthor(page, name) {
  await page.click('.field-author .select2-selection');
  await page.fill('.field-author .select2-search__field', name);
  await page.locator('.select2-results__option', { hasText: name }).first().click();
}
export async function addArticle(page, { author = 'Ada Byron 00', section, comment } = {}) {
  const title = `Article ${unique()}`;
  await page.goto(press('article/add/'));
  await chooseAuthor(page, author);
  await page.fill('#id_title', title);
  if (section) await page.selectOption('#id_section', { label: section });
  if (comment) await page.fill('#id_comment_set-0-text', comment);
  await save(page, '_continue');
  return { key: keyOf(page), title };
}

/** How bright the page is, from 0 to 255. */
export const brightness = (page) => page.evaluate(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return (red + green + blue) / 3;
});
export const isTooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
