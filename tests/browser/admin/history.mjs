import { addArticle, addAuthor, admin, check, confirm, equal, follow, has, matches, ok, press, save, text, texts } from '../site.mjs';

check('history: who changed what, with old and new values', {}, async (page) => {
  const { name } = await addAuthor(page);
  await page.fill('#id_name', `${name} II`);
  await page.fill('#id_age', '31');
  await save(page, '_continue');
  await save(page, '_continue');
  await follow(page, '.object-tools .historylink');
  equal(await text(page, '#content h1'), `Change history: ${name} II`, 'heading');
  const entries = await texts(page, '#change-history tbody tr');
  equal(entries.length, 3, 'entries');
  matches(entries[0], /admin Added\.$/, 'added');
  matches(entries[1], new RegExp(`Changed Name and Age\\. .*“${name}” → “${name} II”.*“31”`), 'changed');
  matches(entries[2], /No fields changed\.$/, 'nothing');
});
check('history: it names the rows of inlines', {}, async (page) => {
  const { key } = await addArticle(page, { comment: 'Hello' });
  await page.fill('#id_comment_set-0-text', 'Hello again');
  await save(page, '_continue');
  await page.check('#id_comment_set-0-DELETE');
  await save(page);
  await page.goto(press(`article/${key}/history/`));
  matches(await text(page), /Added comment “Hello”\..*Changed Text for comment “Hello again”\..*Deleted comment “Hello again”\./, 'the entries');
});
check('history: the index lists what one did', {}, async (page) => {
  const [changed, deleted] = [await addAuthor(page), await addAuthor(page)];
  await page.goto(press(`author/${deleted.key}/delete/`));
  await confirm(page);
  await page.goto(press(`author/${changed.key}/change/`));
  await page.fill('#id_age', '77');
  await save(page);
  await page.goto(admin());
  const entries = await texts(page, '#recent-actions-module li');
  matches(entries[0], new RegExp(changed.name), 'changed');
  matches(entries[1], new RegExp(deleted.name), 'deleted');
  ok(await has(page, '#recent-actions-module li.changelink a') && !await has(page, '#recent-actions-module li.deletelink a'), 'links');
});
