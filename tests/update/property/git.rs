//! What git makes of a merge.

use std::{fs, process::Command};

/// git's merge of a base, the user's text and the new one, with our labels, and whether it is
/// without conflicts.
pub fn merge_file(texts: [&str; 3]) -> (bool, String) {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in ["base", "mine", "new"].into_iter().zip(texts) {
        fs::write(dir.path().join(name), text).unwrap();
    }
    let labels = ["-L", "yours", "-L", "last generated", "-L", "new"];
    let output = Command::new("git")
        .args(["merge-file", "-p", "--diff3"])
        .args(labels)
        .args(["mine", "base", "new"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    let code = output.status.code().unwrap();
    assert!(code < 128, "{output:?}");
    (code == 0, String::from_utf8(output.stdout).unwrap())
}
