//! Edits of a spec's text that keep its comments, order and line ends.

/// Sets a key at the top of a spec to a plain value. A key that is new comes after `project`.
/// None if the text is not laid out in lines, as with `{project: blog}`.
pub fn set(text: &str, key: &str, value: &str) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let indent = lines.iter().find_map(|line| top_indent(line))?;
    if let Some(at) = find(&lines, indent, key) {
        let line = with_value(lines[at], value)?;
        return Some([&lines[..at].concat(), &*line, &lines[at + 1..].concat()].concat());
    }
    let at = find(&lines, indent, "project")? + 1;
    let before = lines[..at].concat();
    let end = if lines[at - 1].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let missing = if before.ends_with('\n') { "" } else { end };
    let after = lines[at..].concat();
    let spaces = " ".repeat(indent);
    Some(format!(
        "{before}{missing}{spaces}{key}: {value}{end}{after}"
    ))
}

/// The indentation of a line that holds a key; none for comments, blank lines, markers and
/// directives.
fn top_indent(line: &str) -> Option<usize> {
    let line = line.trim_start_matches('\u{feff}');
    let rest = line.trim_start_matches(' ');
    let is_key =
        !rest.trim().is_empty() && !rest.starts_with(['#', '%']) && !line.starts_with("---");
    is_key.then(|| line.len() - rest.len())
}

fn find(lines: &[&str], indent: usize, key: &str) -> Option<usize> {
    lines.iter().position(|line| {
        let line = line.trim_start_matches('\u{feff}');
        let is_top = line.len() - line.trim_start_matches(' ').len() == indent;
        is_top && key_of(line) == Some(key)
    })
}

fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_end = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_end.then(|| key.trim().trim_matches(['"', '\'']))
}

/// Replaces the value between the colon and a comment. None if the value is on further lines.
fn with_value(line: &str, value: &str) -> Option<String> {
    let (key, rest) = line.split_once(':')?;
    let content = rest.trim_end_matches(['\r', '\n']);
    let end = &rest[content.len()..];
    let value_end = content.find(" #").unwrap_or(content.len());
    let old = content[..value_end].trim_end();
    let comment = &content[old.len()..];
    let old = old.trim_start();
    let is_plain = !old.is_empty() && !old.starts_with(['|', '>', '&', '*', '!']);
    is_plain.then(|| format!("{key}: {value}{}{end}", comment.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_a_value_and_keeps_the_rest() {
        let text = "# a\r\n---\r\nproject: \"x\"   # name\r\nmodels:\r\n  style: 1\r\n";
        assert_eq!(
            set(text, "project", "blog").unwrap(),
            "# a\r\n---\r\nproject: blog   # name\r\nmodels:\r\n  style: 1\r\n"
        );
        assert_eq!(
            set(text, "style", "api").unwrap(),
            "# a\r\n---\r\nproject: \"x\"   # name\r\nstyle: api\r\nmodels:\r\n  style: 1\r\n"
        );
    }

    #[test]
    fn handles_odd_layouts() {
        let set = |text| set(text, "style", "api");
        assert_eq!(set("project: x").unwrap(), "project: x\nstyle: api\n");
        assert_eq!(
            set("  project: x\n").unwrap(),
            "  project: x\n  style: api\n"
        );
        assert_eq!(set("'style' : full\n").unwrap(), "'style' : api\n");
        assert_eq!(set("\u{feff}style: full").unwrap(), "\u{feff}style: api");
        assert_eq!(
            set("models:\n  A: {}\nproject: x\n").unwrap(),
            "models:\n  A: {}\nproject: x\nstyle: api\n"
        );
        for text in [
            "",
            "{project: x}",
            "style:\n  full\n",
            "style: >\n  full\n",
            "a: 1\n",
        ] {
            assert_eq!(set(text), None, "{text:?}");
        }
    }
}
