//! A project in a folder of its own, brought up to date as a command does it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use scaffold::{
    project::format,
    saved::Saved,
    tree::Tree,
    update::{self, Conflict, Error, Input, Mine, Moves, Update},
};

/// What a run is asked for.
#[derive(Debug, Default)]
pub struct Options {
    pub moves: Moves,
    pub conflict: Conflict,
    pub restore: BTreeSet<String>,
}

/// A project's folder.
pub struct Project {
    root: PathBuf,
    /// Removes it at the end.
    _dir: Option<tempfile::TempDir>,
}

impl Project {
    /// A folder with an empty `.scaffold`.
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".scaffold")).unwrap();
        Self {
            root: dir.path().to_owned(),
            _dir: Some(dir),
        }
    }

    /// The project in a folder that somebody else removes.
    pub fn at(root: PathBuf) -> Self {
        Self { root, _dir: None }
    }

    /// A project as it was generated, with its record.
    pub fn generated(base: &Tree) -> Self {
        let project = Self::new();
        let saved = saved(base);
        for (path, text) in base.iter().chain(saved.to_tree("{}\n").unwrap().iter()) {
            project.write(path, text);
        }
        project
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn mine(&self, base: &Tree, new: &Tree) -> Result<Mine, Error> {
        let paths = base.iter().chain(new.iter()).map(|(path, _)| path);
        Mine::read(self.root(), paths)
    }

    pub fn plan(&self, base: &Tree, new: &Tree, options: &Options) -> Result<Update, Error> {
        let mine = self.mine(base, new)?;
        plan(base, &mine, new, options)
    }

    /// The changes of the project and of its record.
    pub fn writes(&self, base: &Tree, new: &Tree) -> Vec<update::Write> {
        let plan = self.plan(base, new, &Options::default()).unwrap();
        let record = saved(new).writes(self.root(), "{}\n", &saved(base));
        [plan.writes(), record.unwrap()].concat()
    }
}

pub fn plan(base: &Tree, mine: &Mine, new: &Tree, options: &Options) -> Result<Update, Error> {
    let input = Input {
        base,
        mine,
        new,
        moves: &options.moves,
        conflict: options.conflict,
        restore: &options.restore,
    };
    update::plan(&input, &mut format::accepted)
}

/// A record of a generated tree.
pub fn saved(base: &Tree) -> Saved {
    Saved {
        version: "0.1.0".to_owned(),
        generator: "templates".to_owned(),
        is_formatted: true,
        spec: "project: blog\n".to_owned(),
        base: base.clone(),
        raw: format::raw_hashes(base),
        migrations: Default::default(),
        is_merged: false,
    }
}

pub fn tree<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Tree {
    let mut tree = Tree::new();
    for (path, text) in files {
        tree.insert(path, text).unwrap();
    }
    tree
}

pub fn go_on() -> Result<(), scaffold::tree::Error> {
    Ok(())
}

/// Every file below a folder with its bytes, without what a run itself needs.
pub fn bytes(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap();
                files.push((name.to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    files.retain(|(name, _)| name != ".scaffold/run.lock");
    files.sort();
    files
}
