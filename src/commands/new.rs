//! `scaffold new`.

mod plan;
mod report;

use std::{
    env, io,
    path::Path,
    process::{Command, ExitCode},
};

use crate::{
    cli::New,
    error::Error,
    interrupt::Interrupt,
    migration::History,
    project::{
        self,
        format::{self, Note},
    },
    saved::{self, Saved},
    spec,
    tree::{self, Tree, Vacant},
};

use super::notes;
use plan::{Plan, Source};

/// Writes a new project, or prints what would be written.
pub fn run(args: &New) -> Result<ExitCode, Error> {
    // Reading may wait for a pipe, so Ctrl-C has to work as ever until it is done.
    let source = Source::read(args)?;
    let interrupt = Interrupt::catch().map_err(Error::Signals)?;
    let written = create(args, source, &interrupt);
    // Ctrl-C reaches rustfmt, too; that it failed is not what the user wants to hear.
    let dir = written.or_else(|error| interrupt.check().map_err(Error::from).and(Err(error)))?;
    drop(interrupt);
    match args.run {
        true => cargo_run(&dir),
        false => Ok(ExitCode::SUCCESS),
    }
}

fn create(args: &New, source: Source, interrupt: &Interrupt) -> Result<Box<Path>, Error> {
    let plan = Plan::new(args, source)?;
    let (tree, note) = render(&plan)?;
    if note == Note::NoRustfmt {
        notes::no_rustfmt();
    }
    if args.dry_run {
        Vacant::check(&plan.dir)?;
        report::dry_run(&plan, &tree)?;
    } else {
        tree::write_new(&plan.dir, &tree, &mut || interrupt.check())?;
        report::done(&plan, &tree, args.run)?;
    }
    Ok(plan.dir.into())
}

/// All files of the project: what the templates give, the spec, and the record of both.
fn render(plan: &Plan) -> Result<(Tree, Note), Error> {
    let history = History::first(&plan.spec);
    let mut tree = project::render(&plan.spec, &history.names())?;
    let raw = format::raw_hashes(&tree);
    let note = format::format(&mut tree)?;
    for (path, text) in history.files()? {
        tree.insert(path, text)?;
    }
    let saved = Saved {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        generator: project::generator(),
        is_formatted: note == Note::Formatted,
        spec: saved::recorded_spec(&plan.text),
        base: tree.clone(),
        raw,
        migrations: history.records(),
        is_merged: false,
    };
    tree.insert("scaffold.yaml", &*plan.text)?;
    tree.extend("", saved.to_tree(&spec::json_schema())?)?;
    Ok((tree, note))
}

/// Becomes `cargo run`, so that its exit code and signals are ours.
fn cargo_run(dir: &Path) -> Result<ExitCode, Error> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("run").current_dir(dir);
    replace(command).map_err(Error::Cargo)
}

#[cfg(unix)]
fn replace(mut command: Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    Err(command.exec())
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> io::Result<ExitCode> {
    let code = command.status()?.code().unwrap_or(1);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
