//! "did you mean".

/// What other tools call a key of ours.
const ALIASES: &[(&str, &str)] = &[
    ("required", "optional"),
    ("nullable", "optional"),
    ("null", "optional"),
    ("blank", "optional"),
    ("choices", "values"),
    ("enum", "values"),
    ("options", "values"),
    ("regex", "pattern"),
    ("max_digits", "digits"),
    ("precision", "digits"),
    ("decimal_places", "places"),
    ("scale", "places"),
    ("description", "help"),
    ("help_text", "help"),
    ("comment", "help"),
    ("verbose_name", "label"),
    ("ge", "min"),
    ("le", "max"),
    ("sort", "ordering"),
    ("order_by", "ordering"),
    ("list_display", "list"),
    ("search_fields", "search"),
    ("list_filter", "filter"),
    ("editable", "read_only"),
    ("name", "project"),
];

/// The help for an unknown key: as for any name, and what other tools call a key of ours.
pub fn unknown_key(name: &str, known: &[&str]) -> String {
    let is_near = nearest(name, known.iter().copied()).is_some();
    let alias = ALIASES
        .iter()
        .filter(|(alias, ours)| {
            !is_near && nearest(name, [*alias]).is_some() && known.contains(ours)
        })
        .map(|(_, ours)| ours)
        .next();
    if let Some(ours) = alias {
        return format!("the key for that is `{ours}`");
    }
    did_you_mean(name, known.iter().copied())
}

/// The help for a name that is none of the known ones: the nearest one, or all of them.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    let parts: Vec<String> = by_part(name, &known)
        .iter()
        .map(|name| format!("`{name}`"))
        .collect();
    if !parts.is_empty() {
        return format!("did you mean {}?", parts.join(" or "));
    }
    if known.is_empty() {
        return "there are none to choose from: remove it".to_owned();
    }
    if let [only] = known.as_slice() {
        return format!("write `{only}`");
    }
    const MAX: usize = 24;
    let mut list: Vec<String> = known
        .iter()
        .take(MAX)
        .map(|name| format!("`{name}`"))
        .collect();
    if known.len() > MAX {
        list.push("…".to_owned());
    }
    format!("write one of {}", list.join(", "))
}

/// The known name that a typing error away is `name`.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    let name = name.to_lowercase();
    let allowed = 1 + length / 4;
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (distance(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The known names of which one word is nearly `name`: `min_length` for `lenght`.
fn by_part<'a>(name: &str, known: &[&'a str]) -> Vec<&'a str> {
    known
        .iter()
        .copied()
        .filter(|known| name.len() > 3 && nearest(name, known.split('_')).is_some())
        .take(3)
        .collect()
}

/// How many letters have to be changed, added, removed or swapped with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut rows = vec![(0..=other.len()).collect::<Vec<usize>>()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let change = rows[i][j] + usize::from(a != b);
            let mut least = change.min(rows[i][j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b;
            if swapped {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_find_their_word() {
        let known = ["string", "integer", "datetime", "date", "min", "max"];
        assert_eq!(nearest("strnig", known), Some("string"));
        assert_eq!(nearest("Integer", known), Some("integer"));
        assert_eq!(nearest("dat", known), Some("date"));
        assert_eq!(nearest("banana", known), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
