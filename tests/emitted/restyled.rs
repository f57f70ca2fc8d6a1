//! An API that becomes a full-stack project and grows: what its owner wrote stays, in files and in
//! databases.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::postgres::Postgres;
use crate::project::Project;
use crate::server::Server;

/// A database of the project and the folder that it is started in.
struct Site {
    folder: tempfile::TempDir,
    postgres: Option<Postgres>,
}

impl Site {
    /// One on SQLite and, where there is one, one on PostgreSQL.
    fn each() -> Vec<Site> {
        let postgres = Postgres::create().map(Some);
        let sites = [None].into_iter().chain(postgres).map(|postgres| Site {
            folder: tempfile::tempdir().unwrap(),
            postgres,
        });
        sites.collect()
    }

    fn start(&self, program: &Path) -> Server {
        let url = self.postgres.as_ref().map_or("", |postgres| &postgres.url);
        Server::start_with(program, self.folder.path(), url)
    }
}

#[test]
fn edits_and_rows_live_through_a_change_of_style() {
    let spec = include_str!("../../schemas/user.yaml");
    let spec = spec.replace("project: app", "project: restyled");
    let project = Project::of("restyled", &spec);
    let sites = Site::each();
    let program = project.program();
    for site in &sites {
        let ann = json!({ "name": "Ann", "email": "ann@example.com", "age": 36 });
        site.start(&program).client.post("/users", &ann).expect(201);
    }

    // 1. A handler, which full-stack projects do not have, and a setting.
    let handler = "src/routes/users.rs";
    project.edit(handler, "Json(new)", "Json(mut new)");
    let handler = fs::read_to_string(project.dir.join(handler)).unwrap();
    let timeout = "read.seconds(\"REQUEST_TIMEOUT\", \"20\")";
    project.edit("src/config.rs", &timeout.replace("20", "30"), timeout);

    // 2. The other style: what was edited stays, and what is of no use any more is said.
    project.edit("scaffold.yaml", "style: api", "style: full");
    let told = project.scaffold(&["generate"]);
    for line in [
        "  create `auth_user`\n",
        "     merge  src/config.rs\n",
        "keep (no longer generated)  src/routes/users.rs\n",
        "    delete  src/routes/mod.rs\n",
    ] {
        assert!(told.contains(line), "{line}:\n{told}");
    }
    let kept = fs::read_to_string(project.dir.join("src/routes/users.rs")).unwrap();
    assert_eq!(kept, handler);
    let config = fs::read_to_string(project.dir.join("src/config.rs")).unwrap();
    assert!(config.contains(timeout), "{config}");
    assert_eq!(project.scaffold(&["generate", "--check"]), "up to date\n");
    let program = project.program();
    for site in &sites {
        let server = site.start(&program);
        let ann = server.client.get("/api/users/1/").expect(200);
        assert_eq!(ann["email"], "ann@example.com");
        assert_eq!(server.client.get("/users/1/").status, 200);
        server.assert_no_error();
    }

    // 3. An edit of a page, a field, and a model that refers to the first.
    project.edit("templates/base.html", "</body>", "<p>Ours.</p>\n</body>");
    project.scaffold(&["add", "field", "User", "bio:text?"]);
    project.scaffold(&["add", "model", "Note", "author:User", "title:string"]);
    assert_eq!(project.scaffold(&["generate", "--check"]), "up to date\n");
    project.cargo(&["fmt", "--check"]);
    project.cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]);
    let program = project.program();
    for site in &sites {
        let server = site.start(&program);
        let ann = server.client.get("/api/users/1/").expect(200);
        assert_eq!((&ann["name"], &ann["bio"]), (&json!("Ann"), &json!(null)));
        assert_eq!(server.client.get("/api/notes/").expect(200)["count"], 0);
        assert!(
            server
                .client
                .get("/users/1/")
                .text()
                .contains("<p>Ours.</p>")
        );
        assert_eq!(server.client.get("/admin/").status, 302);
        server.assert_no_error();
    }
}
