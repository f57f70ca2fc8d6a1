// How the pages look, and what screen readers and keyboards find.
import { readFileSync } from 'node:fs';
import { admin, brightness, check, dark, equal, has, isTooWide, matches, ok, PHONE, press, save, tools } from '../site.mjs';

const PAGES = [
  '/', '/press/', '/press/author/', '/press/author/?q=hedy&o=2.1&_facets=True', '/press/author/add/', '/press/author/1/change/', '/press/article/',
  '/press/article/add/', '/press/article/1/change/', '/press/article/1/history/', '/press/author/1/delete/', '/press/author/import/',
  '/auth/user/1/change/', '/auth/user/1/password/', '/auth/user/add/', '/auth/group/add/', '/password_change/', '/press/unknown/',
];
const axe = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');

/** Fails on what axe calls serious. */
export async function audit(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
  equal(serious.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`), [], `violations of ${page.url()}`);
}

for (const [name, context] of [['light', {}], ['dark', dark], ['a phone', PHONE]]) {
  check(`looks: no page fails axe or is too wide, ${name}`, { context }, async (page) => {
    for (const path of PAGES) {
      await page.goto(admin(path));
      equal(await isTooWide(page), false, `${path} is too wide`);
      await audit(page);
    }
    await page.goto(press('article/add/'));
    await save(page);
    await audit(page);
    await page.click('.field-author .select2-selection');
    await page.locator('.select2-results__option').first().waitFor();
    await page.click('.calendarlink');
    await audit(page);
  });
}
check('looks: the login page', { as: '', context: { ...PHONE, ...dark } }, async (page) => {
  await page.goto(admin('/login/'));
  equal(await isTooWide(page), false, 'too wide');
  ok(await page.locator('#id_username').evaluate((input) => input === document.activeElement), 'the name has the focus');
  await audit(page);
});
check('looks: the theme follows the system until it is chosen, and is kept', { context: dark }, async (page) => {
  await page.goto(admin());
  ok(await brightness(page) < 60, 'dark by itself');
  await page.click('.theme-toggle');
  equal(await page.locator('html').getAttribute('data-theme'), 'light', 'light');
  await page.reload();
  ok(await brightness(page) > 200, 'kept');
  await page.click('.theme-toggle');
  await page.click('.theme-toggle');
  equal(await page.locator('html').getAttribute('data-theme'), 'auto', 'around');
});
check('looks: the sidebar folds, stays folded, and is filtered', {}, async (page) => {
  await page.goto(press('author/'));
  ok(await has(page, '#nav-sidebar .current-model a[aria-current=page]'), 'the current model');
  await page.fill('#nav-filter', 'sect');
  equal([await page.locator('#nav-sidebar .model-section').isVisible(), await page.locator('#nav-sidebar .model-tag').isVisible()], [true, false], 'filtered');
  await page.click('#toggle-nav-sidebar');
  await page.reload();
  equal(await page.locator('#nav-sidebar').isVisible(), false, 'folded');
});
check('looks: the first stop of the keyboard leads to the content', {}, async (page) => {
  await page.goto(press('author/'));
  await page.keyboard.press('Tab');
  matches(await page.evaluate(() => document.activeElement.textContent), /Skip to main content/, 'the link');
  await page.keyboard.press('Enter');
  equal([await page.locator('main').count(), await page.locator('#content h1').count()], [1, 1], 'landmarks');
});
