//! Programs that are not cargo: `.ci/tools` installs them, `SCAFFOLD_TOOLS` says where.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian has it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// A tool, ready to get its arguments. None where it is not installed and nobody asked for all
/// tests: with `CI` set, that is a failure.
pub fn tool(name: &str) -> Option<Command> {
    let folder = env::var_os("SCAFFOLD_TOOLS").map(PathBuf::from);
    let path = folder.map(|folder| folder.join("bin").join(name));
    if let Some(path) = path.filter(|path| path.exists()) {
        return Some(Command::new(path));
    }
    skip(
        name,
        ".ci/tools installs it; then set SCAFFOLD_TOOLS=$PWD/target/tools",
    );
    None
}

/// A script of `tests/browser/`, ready to get its arguments and the site's address.
pub fn browser(name: &str) -> Option<Command> {
    let folder = env::var_os("SCAFFOLD_TOOLS").map(PathBuf::from);
    let is_there = folder.is_some_and(|folder| folder.join("npm/node_modules/axe-core").exists());
    if is_there && Path::new(CHROMIUM).exists() {
        let mut command = Command::new("node");
        let scripts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");
        command
            .arg(Path::new(scripts).join(name))
            .env("CHROMIUM", CHROMIUM);
        return Some(command);
    }
    skip(
        "chromium with playwright-core",
        ".ci/tools installs it; then set SCAFFOLD_TOOLS=$PWD/target/tools",
    );
    None
}

/// A script of `tests/contract/`, ready to get its arguments.
pub fn script(name: &str) -> Option<Command> {
    let python = Command::new("python3").arg("--version").output();
    if python.is_ok_and(|output| output.status.success()) {
        let mut command = Command::new("python3");
        command.arg(contract().join(name));
        return Some(command);
    }
    skip("python3", "install it");
    None
}

/// What the contract tests bring with them.
pub fn contract() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/contract"))
}

/// Says that something is not tested, which in CI is a failure.
pub fn skip(name: &str, help: &str) {
    assert!(env::var_os("CI").is_none(), "there is no `{name}`: {help}");
    say(&format!("SKIPPED: there is no `{name}`: {help}"));
}

/// Prints a line that a test which passes keeps, too: the harness hides what `println!` prints.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "\n{line}");
}
