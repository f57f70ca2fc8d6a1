// What a user of the generated types writes; it has to compile.
import type { components, paths } from "./app";

type User = components["schemas"]["User"];
type UserCreate = components["schemas"]["UserCreate"];
type UserUpdate = components["schemas"]["UserUpdate"];
type ListQuery = NonNullable<paths["/users"]["get"]["parameters"]["query"]>;
type Invalid =
  paths["/users"]["post"]["responses"]["422"]["content"]["application/json"];

const ada: UserCreate = { name: "Ada", email: "ada@example.com" };
const older: UserUpdate = { age: 37 };
const nameless: UserUpdate = { age: null };
const second: ListQuery = { skip: 10, limit: 10 };

// @ts-expect-error: the email is required
const incomplete: UserCreate = { name: "Ada" };
// @ts-expect-error: a name is text
const wrong: UserUpdate = { name: 1 };

function describe(user: User): string {
  const age: number | null = user.age;
  const id: number = user.id;
  return `${id} ${user.name} ${user.email} ${age ?? "-"} ${user.created_at}`;
}

function explain(problem: Invalid): string[] {
  return (problem.detail ?? []).map((item) => `${item.loc.join(".")}: ${item.msg}`);
}

async function create(origin: string, user: UserCreate): Promise<User | string[]> {
  const answer = await fetch(`${origin}/users`, { method: "POST", body: JSON.stringify(user) });
  return answer.status === 201 ? answer.json() : explain(await answer.json());
}

export { ada, create, describe, incomplete, nameless, older, second, wrong };
