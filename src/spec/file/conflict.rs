//! The conflicts that git leaves in a text that it cannot merge.

use std::ops::Range;

use crate::problem::Problem;

const HELP: &str = "keep what you need of both sides and remove the lines that begin with \
                    `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`";

/// A problem for each conflict, at its first marker.
pub fn problems(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            open = Some(start..start + line.trim_end().len());
        } else if line.starts_with(">>>>>>> ")
            && let Some(span) = open.take()
        {
            problems.push(Problem::at(span, "an unresolved conflict of a merge").help(HELP));
        }
        start += line.len();
    }
    problems
}
