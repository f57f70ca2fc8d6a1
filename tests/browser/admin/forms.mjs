import { addArticle, addAuthor, check, equal, errorsOf, follow, has, keyOf, matches, messages, ok, press, save, text, texts, unique } from '../site.mjs';

check('form: fields, limits, defaults, help', {}, async (page) => {
  await page.goto(press('author/add/'));
  equal(await page.getAttribute('#id_name', 'maxlength'), '100', 'maxlength');
  equal([await page.getAttribute('#id_age', 'min'), await page.getAttribute('#id_age', 'max')], ['0', '150'], 'bounds');
  equal(await page.inputValue('#id_role'), 'writer', 'default');
  matches(await text(page, '.field-email .help'), /One account per address\./, 'help');
  equal(await page.getAttribute('#id_email', 'aria-describedby'), 'id_email_helptext', 'help of the input');
  matches(await page.getAttribute('label[for=id_name]', 'class'), /required/, 'a required label');
  await page.goto(press('article/add/'));
  matches(await text(page, '.field-body .help'), /<\/script> is text, too/, 'hostile help');
  ok(await page.isChecked('input[type=radio][name=status][value=draft]'), 'choices as buttons');
});
check('form: groups, one folded, and what is only shown', {}, async (page) => {
  const { key } = await addAuthor(page);
  equal(await texts(page, '#content fieldset h2'), ['Access', 'Dates'], 'groups');
  equal(await page.locator('.field-joined .readonly').isVisible(), false, 'folded');
  await page.click('#content summary');
  matches(await text(page, '.field-joined .readonly'), /20\d\d/, 'shown');
  ok(!await has(page, '[name^=joined]') && key, 'no input');
});
check('form: what is wrong is said at its field, and the rest is kept', {}, async (page) => {
  await page.goto(press('author/add/'));
  await save(page);
  matches(await text(page, '.errornote'), /^Please correct the errors below\.$/, 'the note');
  equal(await errorsOf(page, 'name'), 'This field is required.', 'name');
  equal([await page.getAttribute('#id_name', 'aria-invalid'), await page.getAttribute('#id_name', 'aria-describedby')], ['true', 'id_name_error'], 'for screen readers');
  matches(await page.title(), /^Error: /, 'title');
  for (const [field, value, error] of [
    ['name', '   ', /This field is required/], ['email', 'no address', /Enter a valid email address/],
    ['email', 'author1@example.org', /already exists/], ['age', '151', /less than or equal to 150/], ['age', '1.5', /Enter a whole number/],
  ]) {
    await page.goto(press('author/add/'));
    await page.fill('#id_name', 'Kept');
    await page.fill('#id_email', `${unique()}@example.com`);
    await page.locator(`#id_${field}`).fill(value);
    await save(page);
    matches(await errorsOf(page, field), error, `${field} ${value}`);
    if (field !== 'name') equal(await page.inputValue('#id_name'), 'Kept', 'kept');
  }
});
check('form: the buttons of saving', {}, async (page) => {
  const fill = async () => {
    const name = `Zoë 李 🚀 ${unique()}`;
    await page.fill('#id_name', `  ${name} `);
    await page.fill('#id_email', `${unique()}@example.com`);
    return name;
  };
  await page.goto(press('author/add/'));
  await fill();
  await save(page, '_addanother');
  matches(await messages(page), /was added successfully\. You may add another author below\.$/, 'add another');
  const name = await fill();
  await save(page);
  matches(await messages(page), new RegExp(`^The author “${name}” was added successfully\\.$`), 'save');
  await follow(page, 'ul.messagelist a');
  equal(await page.inputValue('#id_name'), name, 'what was stored');
  await save(page, '_continue');
  matches(await messages(page), /was changed successfully\. You may edit it again below\.$/, 'continue');
});
check('form: a record is saved as a new one, with its rows', {}, async (page) => {
  const { key, title } = await addArticle(page, { comment: 'First' });
  await page.fill('#id_title', `${title} B`);
  await page.fill('#id_slug', unique());
  await save(page, '_saveasnew');
  ok(keyOf(page) !== key, 'a new id');
  equal(await page.inputValue('#id_comment_set-0-text'), 'First', 'its rows');
  await page.goto(press(`article/${key}/change/`));
  equal(await page.inputValue('#id_title'), title, 'the old one');
});
check('form: values that are unique together', {}, async (page) => {
  const { title } = await addArticle(page);
  await page.goto(press('article/add/'));
  await page.click('.field-author .select2-selection');
  await page.fill('.field-author .select2-search__field', 'Ada Byron 00');
  await page.locator('.select2-results__option', { hasText: 'Ada Byron 00' }).click();
  await page.fill('#id_title', title);
  await page.fill('#id_slug', unique());
  await save(page);
  matches(await text(page, '.errorlist.nonfield'), /Article with this Author and Title already exists\./, 'the error');
});
check('form: dates, times, numbers and JSON', {}, async (page) => {
  await addArticle(page);
  await page.fill('#id_published_at_0', '2025-02-30');
  await page.fill('#id_published_at_1', '25:00');
  await page.fill('#id_price', '1234567.890');
  await save(page);
  matches(await errorsOf(page, 'published_at'), /Enter a valid date\. Enter a valid time\./, 'both');
  matches(await errorsOf(page, 'price'), /no more than/, 'price');
  await page.fill('#id_price', '12.50');
  await page.click('.field-published_at .calendarlink');
  await page.locator('.calendarbox .calendar td a:text-is("15")').click();
  await page.click('.field-published_at .clocklink');
  await page.locator('.clockbox a:text-is("Noon")').click();
  await save(page, '_continue');
  matches(await page.inputValue('#id_published_at_0'), /^20\d\d-\d\d-15$/, 'date');
  equal([await page.inputValue('#id_published_at_1'), await page.inputValue('#id_price')], ['12:00:00', '12.50'], 'stored');
  await page.goto(press('note/add/'));
  await page.fill('#id_data', '{"a": [1, 2');
  await save(page);
  matches(await errorsOf(page, 'data'), /Enter a valid JSON\./, 'JSON');
});
