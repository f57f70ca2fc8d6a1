import { addArticle, addAuthor, addSection, admin, check, confirm, equal, follow, has, matches, messages, ok, post, press, rows, text, token } from '../site.mjs';

check('delete: the whole cascade is shown, counted and deleted', {}, async (page) => {
  const author = await addAuthor(page);
  const article = await addArticle(page, { author: author.name, comment: 'Gone too' });
  await page.goto(press(`author/${author.key}/change/`));
  await follow(page, '.deletelink');
  matches(await text(page), new RegExp(`Are you sure you want to delete the author "${author.name}"\\?`), 'the question');
  matches(await text(page), /Authors: 1.*Articles: 1/, 'counts');
  matches(await text(page, '#deleted-objects'), new RegExp(`Author: ${author.name} Article: ${article.title} Comment: Gone too`), 'the tree');
  await follow(page, '.cancel-link');
  matches(page.url(), /\/change\/$/, 'taken back');
  await follow(page, '.deletelink');
  await confirm(page);
  equal(await messages(page), `The author “${author.name}” was deleted successfully.`, 'the message');
  await page.goto(press(`article/?q=${encodeURIComponent(article.title)}`));
  equal(await rows(page).count(), 0, 'the article');
});
check('delete: a protected record stays', {}, async (page) => {
  const section = await addSection(page);
  const article = await addArticle(page, { section: section.name });
  await page.goto(press(`section/${section.key}/delete/`));
  const csrf = await token(page);
  matches(await text(page), new RegExp(`Cannot delete section Deleting the section '${section.name}' would require deleting the following protected related objects: Article: ${article.title}`), 'why');
  ok(!await has(page, '#content form'), 'no button');
  await post(page, page.url(), { csrfmiddlewaretoken: csrf, post: 'yes' });
  await page.goto(press(`section/${section.key}/change/`));
  equal(await page.inputValue('#id_name'), section.name, 'it stays');
});
check('delete: ids that are not there lead to the index, with a warning', {}, async (page) => {
  for (const path of ['author/99999/change/', 'author/abc/delete/', 'author/%00/history/', "author/1' OR '1'='1/change/", 'section/1/change/']) {
    await page.goto(press(path));
    equal(page.url(), admin(), path);
    matches(await text(page, '.messagelist .warning'), /with ID “.*” doesn’t exist\. Perhaps it was deleted\?$/, path);
  }
});
