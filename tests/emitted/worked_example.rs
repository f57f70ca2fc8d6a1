//! The worked example of the README: a project lives through changes of its spec, with an edit in
//! a handler and rows in its database.

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

use crate::project::{Project, run};
use crate::server::Server;

/// A project that changes, and its database.
struct Example {
    project: Project,
    data: tempfile::TempDir,
}

impl Example {
    fn new() -> Self {
        let spec = include_str!("../../schemas/user.yaml");
        Self {
            project: Project::of("worked", &spec.replace("project: app", "project: worked")),
            data: tempfile::tempdir().unwrap(),
        }
    }

    /// Builds the project without a warning, and asks its server.
    fn serve(&self, ask: impl FnOnce(&Server)) {
        self.project
            .cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]);
        let server = Server::start_in(&self.project.program(), self.data.path());
        ask(&server);
        server.assert_no_error();
    }

    /// Runs a command of the project.
    fn command(&self, args: &[&str]) -> String {
        let mut command = Command::new(self.project.program());
        let folder: &Path = self.data.path();
        run(command.args(args).current_dir(folder).env_clear())
    }
}

fn user(server: &Server, id: u32) -> Value {
    server.client.get(&format!("/users/{id}")).expect(200)
}

#[test]
fn edits_and_rows_live_through_changes_of_the_spec() {
    let example = Example::new();

    // 1. Start, and edit a handler: addresses are stored in lower case.
    example.project.edit(
        "src/routes/users.rs",
        "    Json(new): Json<UserCreate>,\n) -> Result<Created<User>, ApiError> {\n",
        "    Json(mut new): Json<UserCreate>,\n) -> Result<Created<User>, ApiError> {\n    \
         new.email.make_ascii_lowercase();\n",
    );
    example.serve(|server| {
        let ann = json!({ "name": "Ann", "email": "Ann@example.com", "age": 36 });
        let stored = server.client.post("/users", &ann).expect(201);
        assert_eq!(stored["email"], "ann@example.com");
    });

    // 2. Add a field.
    let told = example
        .project
        .scaffold(&["add", "field", "User", "bio:text?"]);
    assert!(
        told.starts_with("migration 0002_add_bio_to_users\n"),
        "{told}"
    );
    example.serve(|server| {
        let ann = user(server, 1);
        assert_eq!((&ann["name"], &ann["bio"]), (&json!("Ann"), &Value::Null));
        let bob = json!({ "name": "Bob", "email": "BOB@example.com", "bio": "A builder." });
        let stored = server.client.post("/users", &bob).expect(201);
        assert_eq!(stored["email"], "bob@example.com");
        assert_eq!(stored["bio"], "A builder.");
    });

    // 3. Rename a field.
    example
        .project
        .edit("scaffold.yaml", "name: {", "full_name: {");
    example
        .project
        .scaffold(&["generate", "--rename", "User.name:full_name"]);
    example.serve(|server| {
        assert_eq!(user(server, 1)["full_name"], "Ann");
        assert_eq!(user(server, 2)["full_name"], "Bob");
        assert_eq!(user(server, 2)["bio"], "A builder.");
    });

    // 4. Add a model that refers to the first.
    example
        .project
        .scaffold(&["add", "model", "Post", "author:User", "title:string"]);
    example.serve(|server| {
        let post = json!({ "author_id": 1, "title": "Hello" });
        server.client.post("/posts", &post).expect(201);
        let post = server.client.get("/posts/1?expand=author").expect(200);
        assert_eq!(post["author"]["full_name"], "Ann");
        server.client.send("DELETE", "/users/1", None).expect(409);
    });

    // 5. The edit is there, nothing is left to do, and the project's own tests agree.
    let routes = fs::read_to_string(example.project.dir.join("src/routes/users.rs")).unwrap();
    assert!(routes.contains("new.email.make_ascii_lowercase();"));
    assert_eq!(
        example.project.scaffold(&["generate", "--check"]),
        "up to date\n"
    );
    example.project.cargo(&["fmt", "--check"]);
    example.project.cargo(&["test"]);

    // 6. The way back.
    example.command(&["migrate", "--down", "2"]);
    let status = example.command(&["migrate", "--status"]);
    assert!(status.contains("0004_create_posts"), "{status}");
    example.serve(|server| {
        assert_eq!(user(server, 2)["full_name"], "Bob");
        let posts = server.client.get("/posts").expect(200);
        assert_eq!(posts, json!([]));
    });
}
