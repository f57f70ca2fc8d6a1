//! All of git: what it was merging when it stopped at conflicts.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

/// What git may have stopped at: its name for the other side, and the question for the commits
/// that both sides come from.
const WORK: [(&str, &[&str]); 3] = [
    ("MERGE_HEAD", &["merge-base", "--all", "HEAD", "MERGE_HEAD"]),
    ("CHERRY_PICK_HEAD", &["rev-parse", "CHERRY_PICK_HEAD^@"]),
    ("REBASE_HEAD", &["rev-parse", "REBASE_HEAD^@"]),
];

/// A merge, cherry-pick or rebase that stopped at conflicts, and a `git` that reads its files.
pub struct Stopped {
    theirs: &'static str,
    ancestor: String,
    git: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// Where a file is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The commit that is merged into.
    Ours,
    /// The commit that is merged, picked or rebased.
    Theirs,
    /// The one that both come from; of a picked or rebased commit, its parent.
    Ancestor,
    /// What git wrote to the disk when it stopped, its markers included.
    Disk,
}

impl Stopped {
    /// The work that git stopped at in the repository around a folder. None if there is none, if
    /// git does not answer, or if both sides come from several commits.
    pub fn find(folder: &Path) -> Option<Self> {
        let stopped = WORK.iter().find_map(|(theirs, question)| {
            let answer = command(folder, question).output().ok()?;
            let ancestor = String::from_utf8(answer.stdout).ok()?;
            answer.status.success().then_some((*theirs, ancestor))
        });
        let (theirs, ancestor) = stopped?;
        let ancestor = ancestor.trim_end().to_owned();
        if ancestor.is_empty() || ancestor.contains('\n') {
            return None;
        }
        let mut command = command(folder, &["cat-file", "--batch"]);
        let mut git = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        Some(Self {
            theirs,
            ancestor,
            questions: git.stdin.take()?,
            answers: BufReader::new(git.stdout.take()?),
            git,
        })
    }

    /// The text of the file at a path from the folder; none if there is none, or if it is no text.
    pub fn text(&mut self, side: Side, path: &str) -> Option<String> {
        let revision = match side {
            Side::Ours => "HEAD",
            Side::Theirs => self.theirs,
            Side::Ancestor => &self.ancestor,
            Side::Disk => "AUTO_MERGE",
        };
        let question = format!("{revision}:./{path}\n");
        self.ask(&question).ok().flatten()
    }

    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        self.questions.write_all(question.as_bytes())?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        // `<hash> blob <length>`, then the file and a line end; or `<question> missing`.
        let Some((kind, length)) = kind_and_length(&head) else {
            return Ok(None);
        };
        let mut bytes = vec![0; length + 1];
        self.answers.read_exact(&mut bytes)?;
        bytes.pop();
        Ok(String::from_utf8(bytes).ok().filter(|_| kind == "blob"))
    }
}

fn kind_and_length(head: &str) -> Option<(&str, usize)> {
    let (rest, length) = head.trim_end().rsplit_once(' ')?;
    let (_, kind) = rest.rsplit_once(' ')?;
    Some((kind, length.parse().ok()?))
}

impl Drop for Stopped {
    fn drop(&mut self) {
        // It is waiting for questions; whether it could be ended is of no use to anybody.
        let _ = self.git.kill().and_then(|()| self.git.wait());
    }
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(args).current_dir(folder);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}
