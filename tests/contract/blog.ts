// What a user of the generated types writes; it has to compile.
import type { components, paths } from "./blog";

type Post = components["schemas"]["Post"];
type PostCreate = components["schemas"]["PostCreate"];
type ListQuery = NonNullable<paths["/posts"]["get"]["parameters"]["query"]>;
type Listed = paths["/posts"]["get"]["responses"]["200"]["content"]["application/json"];

const draft: PostCreate = { title: "One", author_id: 1, tag_ids: [1, 2], status: "draft" };
const query: ListQuery = {
  status: "published",
  author_id: 1,
  published_at_ge: "2026-01-01T00:00:00Z",
  search: "one",
  order_by: "-published_at",
  limit: 10,
};

// @ts-expect-error: no such status
const wrong: ListQuery = { status: "gone" };

function titles(posts: Listed): string[] {
  return posts.map((post: Post) => `${post.slug}: ${post.title} ${post.editor_id ?? "-"}`);
}

export { draft, query, titles, wrong };
