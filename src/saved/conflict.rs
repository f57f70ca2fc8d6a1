//! The conflicts that git leaves in the files of the folder.

/// The two sides of a text that git could not merge; none if it has no conflicts. What git merged
/// by itself is in both. All styles that git writes are understood.
pub fn sides(text: &str) -> Option<(String, String)> {
    let mut ours = String::new();
    let mut theirs = String::new();
    let mut part = Part::Both;
    let mut is_conflicted = false;
    for line in text.split_inclusive('\n') {
        part = match (part, marker(line)) {
            (Part::Both, Some('<')) => Part::Ours,
            (Part::Ours, Some('|')) => Part::Ancestor,
            (Part::Ours | Part::Ancestor, Some('=')) => Part::Theirs,
            (Part::Theirs, Some('>')) => {
                is_conflicted = true;
                Part::Both
            }
            (part, _) => {
                if matches!(part, Part::Both | Part::Ours) {
                    ours.push_str(line);
                }
                if matches!(part, Part::Both | Part::Theirs) {
                    theirs.push_str(line);
                }
                part
            }
        };
    }
    is_conflicted.then_some((ours, theirs))
}

#[derive(Clone, Copy)]
enum Part {
    Both,
    Ours,
    Ancestor,
    Theirs,
}

/// The character of a line such as `<<<<<<< HEAD`: seven of it, then a space or nothing.
fn marker(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|c| "<|=>".contains(*c))?;
    let rest = line.trim_start_matches(first);
    let is_marker = line.len() - rest.len() == 7 && rest.starts_with([' ', '\r', '\n']);
    is_marker.then_some(first)
}
