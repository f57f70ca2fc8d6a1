// Prints the records of the site under test as fixtures, which its `loaddata` reads.
import { pbkdf2Sync } from 'node:crypto';

export const authors = Array.from({ length: 45 }, (_, at) => ({
  name: `${['Ada', 'Grace', 'Hedy', 'Edsger', 'Barbara'][at % 5]} ${['Byron', 'Hopper', 'Lamarr'][at % 3]} ${String(at).padStart(2, '0')}`,
  email: `author${at}@example.${at % 2 ? 'org' : 'com'}`,
  age: at % 7 === 3 ? null : 20 + (at % 10),
  is_active: at % 4 !== 0,
  role: ['admin', 'editor', 'writer'][at % 3],
  joined: `${2023 + (at % 3)}-0${1 + (at % 6)}-1${at % 5}T12:00:00Z`,
}));
export const tags = ['rust', 'web', 'design', 'ops'];
export const sections = ['Guides', 'News', 'Unused'];
export const articles = Array.from({ length: 12 }, (_, at) => ({
  author: at + 1,
  title: `Article ${String(at).padStart(2, '0')}`,
  slug: `article-${at}`,
  body: `Text of article ${at}.`,
  status: at % 2 ? 'published' : 'draft',
  published_at: at % 2 ? `2024-05-0${1 + (at % 9)}T10:00:00Z` : null,
}));
const staff = (username, permissions, isSuperuser = false) => ({ username, password: `pw-${username}-7391`, permissions, isSuperuser });
export const accounts = {
  admin: staff('admin', [], true),
  viewer: staff('viewer', ['view_author', 'view_article', 'view_comment']),
  changer: staff('changer', ['view_author', 'change_author']),
  nobody: staff('nobody', []),
};

const sectionId = (at) => `00000000-0000-7000-8000-00000000000${at + 1}`;
const hash = (password) => `pbkdf2_sha256$1000$salt$${pbkdf2Sync(password, 'salt', 1000, 32, 'sha256').toString('base64')}`;
const rows = (model, list) => list.map((fields, at) => ({ model: `press.${model}`, pk: at + 1, fields }));
const fixture = () => [
  ...rows('author', authors),
  ...rows('tag', tags.map((name) => ({ name }))),
  ...sections.map((name, at) => ({ model: 'press.section', pk: sectionId(at), fields: { name, parent: null } })),
  ...rows('article', articles.map((article, at) => ({
    ...article, section: sectionId(at % 2), tags: [1 + (at % 4)], rank: at, price: '9.90',
    created_at: '2024-01-01T00:00:00Z', updated_at: '2024-01-01T00:00:00Z',
  }))),
  ...rows('comment', [0, 1, 2].map((at) => ({ article: 1, text: `Comment ${at}`, approved: at === 0 }))),
  ...Object.values(accounts).map(({ username, password, permissions, isSuperuser }) => ({
    model: 'auth.user',
    fields: {
      username, password: hash(password), is_superuser: isSuperuser, is_staff: true, is_active: true, last_login: null,
      first_name: '', last_name: '', email: '', date_joined: '2024-01-01T00:00:00Z', groups: [],
      user_permissions: permissions.map((name) => [name, 'press', name.split('_')[1]]),
    },
  })),
];

if (process.argv[1]?.endsWith('data.mjs')) console.log(JSON.stringify(fixture()));
