//! Full-stack projects: checked as those with an API only, and visited.

use std::path::Path;
use std::process::Command;

use crate::commands;
use crate::environment::number;
use crate::matrix;
use crate::postgres::Postgres;
use crate::project::{Project, run};
use crate::random_spec::random_spec;
use crate::server::Server;
use crate::visitor::Visitor;

const USERNAME: &str = "root";
const PASSWORD: &str = "Still-River-7391";

#[test]
fn the_full_user_project_is_sound() {
    check(&Project::full_starters()[0]);
}

#[test]
fn the_full_blog_project_is_sound() {
    check(&Project::full_starters()[1]);
}

#[test]
fn the_full_shop_project_is_sound() {
    check(&Project::full_starters()[2]);
}

#[test]
fn a_model_of_the_spec_can_log_in() {
    let spec = include_str!("../full/own_identity.yaml");
    matrix::check(&Project::full("desk", spec));
}

/// `SCAFFOLD_RANDOM_FULL` of them (2), from the seed `SCAFFOLD_SEED` (0) on.
#[test]
fn random_full_projects_are_sound() {
    let first: u64 = number("SCAFFOLD_SEED", 0);
    for seed in first..first + number("SCAFFOLD_RANDOM_FULL", 2) {
        println!("SCAFFOLD_SEED={seed} SCAFFOLD_RANDOM_FULL=1");
        let name = format!("random-{seed}");
        check(&Project::full(&name, &random_spec(seed)));
    }
}

fn check(project: &Project) {
    matrix::check(project);
    visit(project);
}

/// Asks for every page that the links of a site with sample records lead to, as a superuser and as
/// anybody.
pub fn visit(project: &Project) {
    let program = project.program();
    let postgres = Postgres::create();
    let urls = postgres.iter().map(|postgres| postgres.url.clone());
    for url in ["sqlite://app.db".to_owned()].into_iter().chain(urls) {
        let folder = tempfile::tempdir().unwrap();
        run(&mut superuser(&program, folder.path(), &url));
        let seed = ["seed", "--rows", "5"];
        run(&mut commands::command(&program, folder.path(), &url, &seed));
        let server = Server::start_with(&program, folder.path(), &url);
        let mut root = Visitor::new(server.client);
        root.log_in(USERNAME, PASSWORD);
        let paths = root.follow_links(&["/", "/admin/", "/api/"]);
        for expected in expected(project) {
            assert!(paths.contains(&expected), "{expected} of {paths:?}");
        }
        Visitor::new(server.client).follow_links(&["/", "/api/", "/api/docs/", "/api/redoc/"]);
        server.client.get("/api/schema/?format=json").expect(200);
        server.assert_no_error();
    }
}

/// The command that makes a superuser.
fn superuser(program: &Path, folder: &Path, url: &str) -> Command {
    let args = ["createsuperuser", "--noinput"];
    let mut command = commands::command(program, folder, url, &args);
    command
        .env("SUPERUSER_USERNAME", USERNAME)
        .env("SUPERUSER_EMAIL", "root@example.com")
        .env("SUPERUSER_PASSWORD", PASSWORD);
    command
}

/// What the links of a site must lead to: the lists and forms of each model.
fn expected(project: &Project) -> Vec<String> {
    let spec = project.spec();
    let app = &spec.project.crate_name;
    let mut paths = vec![
        "/admin/auth/user/".to_owned(),
        "/admin/auth/group/add/".to_owned(),
    ];
    for model in &spec.models {
        let (name, path) = (&model.snake, &model.path);
        let admin = format!("/admin/{app}/{name}/");
        paths.extend([format!("{admin}add/"), admin, format!("/api/{path}/")]);
        if model.pages {
            paths.extend([format!("/{path}/"), format!("/{path}/add/")]);
        }
    }
    paths
}
