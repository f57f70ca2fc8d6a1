import { authors, sections } from '../data.mjs';
import { admin, cells, check, equal, follow, has, matches, ok, press, rows, save, text, texts } from '../site.mjs';

const names = authors.map(({ name }) => name).sort();
const where = (test) => authors.filter(test).length;
const listed = async (page) => Number((await text(page, '.paginator')).match(/(\d+) authors?\b/)[1]);

check('index: models by parts of the project, recent actions', {}, async (page) => {
  await page.goto(admin());
  for (const model of ['article', 'author', 'comment', 'link', 'note', 'section', 'tag']) {
    ok(await has(page, `#content .app-press .model-${model} a[href="/admin/press/${model}/add/"]`), model);
  }
  ok(await has(page, '#content .app-auth .model-group') && await has(page, '#recent-actions-module'), 'groups, actions');
  await page.goto(admin('/press/'));
  ok(!await has(page, '#content .app-auth'), 'the page of one part');
  equal((await page.goto(admin('/press/unknown/'))).status(), 404, 'an unknown model');
});
check('list: columns, order, pages', {}, async (page) => {
  await page.goto(press('author/'));
  equal((await texts(page, '#result_list thead th .text')).map((head) => head.toLowerCase()), ['name', 'email', 'age', 'is active', 'joined'], 'heads');
  equal(await cells(page, 'name'), names.slice(0, 20), 'page 1');
  ok(await has(page, '.field-is_active [aria-label=True]') && await has(page, '.field-is_active [aria-label=False]'), 'icons');
  await follow(page, '.paginator a:text-is("2")');
  equal(await cells(page, 'name'), names.slice(20, 40), 'page 2');
  await follow(page, '.paginator .showall');
  equal(await rows(page).count(), 45, 'all');
  for (const query of ['?p=99', '?p=x', '?o=99', '?o=x.-', '?e=1']) equal((await page.goto(press(`author/${query}`))).status(), 200, query);
});
check('list: several columns sort, and stop to', {}, async (page) => {
  await page.goto(press('author/'));
  await follow(page, 'th.column-age .text a');
  equal(await page.locator('th.sorted').count(), 2, 'sorted columns');
  equal(await texts(page, '.sortpriority'), ['2', '1'], 'priorities');
  await follow(page, 'th.column-age .toggle');
  matches(await page.getAttribute('th.column-age', 'class'), /sorted descending/, 'turned');
  await follow(page, 'th.column-name .sortremove');
  equal(await page.locator('th.sorted').count(), 1, 'one is left');
  const ages = (await cells(page, 'age')).filter((age) => age !== '-').map(Number);
  equal(ages, [...ages].sort((a, b) => b - a), 'ages');
});
check('list: search by words, phrases and hostile texts', {}, async (page) => {
  await page.goto(press('author/'));
  await page.fill('#searchbar', 'gRACE example.org');
  await Promise.all([page.waitForNavigation(), page.press('#searchbar', 'Enter')]);
  const count = where(({ name, email }) => name.startsWith('Grace') && email.endsWith('.org'));
  equal(await listed(page), count, 'words');
  matches(await text(page, '#toolbar'), new RegExp(`${count} results? .45 total`), 'counts');
  await page.goto(press(`author/?q=${encodeURIComponent('"Ada Byron"')}`));
  equal(await listed(page), where(({ name }) => name.startsWith('Ada Byron')), 'a phrase');
  for (const hostile of ['%', '_', "' OR 1=1 --", '"', '\\']) {
    equal((await page.goto(press(`author/?q=${encodeURIComponent(hostile)}`))).status(), 200, hostile);
    equal(await rows(page).count(), hostile === '"' ? await rows(page).count() : 0, hostile);
  }
});
check('list: filters combine, count and go', {}, async (page) => {
  await page.goto(press('author/?q=example.com'));
  await follow(page, '#changelist-filter [data-filter-title=role] a:text-is("Editor")');
  await follow(page, '#changelist-filter [data-filter-title="is active"] a:text-is("Yes")');
  const test = ({ role, is_active, email }) => role === 'editor' && is_active && email.endsWith('.com');
  equal(await listed(page), where(test), 'both');
  await follow(page, '#changelist-filter a:text-is("Show counts")');
  matches(await text(page, '#changelist-filter [data-filter-title=role]'), /Editor \(\d+\)/, 'counts');
  await follow(page, '#changelist-filter-clear a');
  ok(!/role|is_active/.test(page.url()) && /q=example.com/.test(page.url()), page.url());
  await page.goto(press('author/?unknown=1'));
  matches(page.url(), /\?e=1$/, 'an unknown filter');
  ok((await page.goto(press('author/?joined__year=abc'))).status() < 500, 'a wrong value');
});
check('list: facets, references and choices as filters', {}, async (page) => {
  await page.goto(press('article/'));
  matches(await text(page, '#changelist-filter [data-filter-title=status]'), /Draft \(\d+\).*Published \(\d+\)/, 'counts at once');
  await follow(page, `#changelist-filter [data-filter-title=section] a:has-text("${sections[0]}")`);
  ok(await rows(page).count() > 0, 'the reference');
});
check('list: dates lead from years to days', {}, async (page) => {
  await page.goto(press('author/'));
  equal(await texts(page, '.toplinks a'), ['2023', '2024', '2025'], 'years');
  await follow(page, '.toplinks a:text-is("2024")');
  equal(await listed(page), where(({ joined }) => joined.startsWith('2024')), 'a year');
  await follow(page, '.toplinks a:has-text(" 2024")');
  await follow(page, '.toplinks li:last-child a');
  ok(await listed(page) > 0, 'a day');
  await follow(page, '.toplinks .date-back a');
  matches(page.url(), /joined__month=\d+$/, 'back');
});
check('list: saving a record leads back to the filtered list', {}, async (page) => {
  await page.goto(press('author/?role__exact=editor&q=hedy'));
  await follow(page, '#result_list tbody th a');
  await save(page);
  matches(page.url(), /role__exact=editor&q=hedy/, 'the address');
});
check('list: rows are edited in it, all or none', {}, async (page) => {
  await page.goto(press('article/?q=Article+0'));
  const rank = page.locator('.field-rank input').first();
  await rank.fill('-1');
  await page.locator('.field-rank input').nth(1).fill('500');
  await save(page);
  matches(await text(page, '.errornote'), /Please correct the error below/, 'the note');
  matches(await text(page, '.field-rank .errorlist'), /greater than or equal to 0/, 'the row');
  equal(await page.locator('.field-rank input').nth(1).inputValue(), '500', 'kept');
  await rank.fill('77');
  await save(page);
  matches(await text(page, 'ul.messagelist'), /2 articles were changed successfully\./, 'the message');
  equal(await page.locator('.field-rank input').nth(1).inputValue(), '500', 'stored');
});
check('list: it works without script', { context: { javaScriptEnabled: false } }, async (page) => {
  await page.goto(press('author/?q=hedy'));
  ok(await rows(page).count() > 0, 'rows');
});
