//! Which constraints a type takes, and which ones go together.

use std::ops::Range;

use super::Check;
use crate::problem::quote;
use crate::spec::field::{Field, Kind};
use crate::spec::field_type::{Constraint, FieldType};
use crate::spec::file::at::Key;
use crate::spec::file::shape::FieldOptions;

/// The longest regular expression.
const MAX_PATTERN: usize = 1_000;

/// How large a compiled regular expression can be, in bytes.
const MAX_COMPILED: usize = 1 << 20;

/// The greatest `max_length`: PostgreSQL's limit for `varchar`.
const MAX_LENGTH: u32 = 10_485_760;

/// The options without those that mean nothing on the type, which are noted.
pub fn applicable(check: &mut Check, kind: FieldType, mut options: FieldOptions) -> FieldOptions {
    use Constraint as C;
    macro_rules! keep {
        ($($key:ident: $constraint:expr),* $(,)?) => {
            $(keep(check, kind, &mut options.$key, stringify!($key), $constraint);)*
        };
    }
    keep! {
        optional: C::Optional, unique: C::Unique, index: C::Index, default: C::Default,
        min: C::Range, max: C::Range, min_length: C::Length, max_length: C::Length,
        pattern: C::Pattern, values: C::Values, digits: C::Digits, places: C::Digits,
        from: C::From, on_delete: C::OnDelete, related_name: C::RelatedName,
        read_only: C::ReadOnly, write_only: C::WriteOnly,
    }
    if kind == FieldType::Many
        && let Some(at) = options.backfill.get()
    {
        let message = "`backfill` means nothing on a many-to-many field";
        check.add(
            &at.key,
            message,
            "remove it: the rows that exist link to nothing",
        );
        options.backfill = Key::Absent;
    }
    options
}

fn keep<T>(
    check: &mut Check,
    kind: FieldType,
    key: &mut Key<T>,
    name: &str,
    constraint: Constraint,
) {
    if kind.allows(constraint) {
        return;
    }
    if let Some(at) = key.get() {
        let article = match kind.row().name.starts_with(['a', 'e', 'i', 'o', 'u']) {
            true => "an",
            false => "a",
        };
        let message = format!(
            "`{name}` means nothing on {article} {} field",
            kind.row().name
        );
        check.add(&at.key, message, instead(kind, constraint));
    }
    *key = Key::Absent;
}

/// What the user of a misplaced constraint may have wanted.
fn instead(kind: FieldType, constraint: Constraint) -> &'static str {
    let row = kind.row();
    match constraint {
        Constraint::Range if row.text => "use `min_length` and `max_length`, or remove it",
        Constraint::Length if row.allows.contains(&Constraint::Range) => {
            "use `min` and `max`, or remove it"
        }
        Constraint::Values => "use `type: enum`, or remove it",
        Constraint::Digits => "use `type: decimal`, or remove it",
        Constraint::Optional if kind == FieldType::Many => "remove it: the list can be empty",
        Constraint::OnDelete if kind == FieldType::Many => {
            "remove it: the links go with either record"
        }
        Constraint::OnDelete | Constraint::RelatedName => "remove it: it belongs to references",
        Constraint::From => "remove it: it belongs to `slug` fields",
        _ => "remove it",
    }
}

/// The constraints of one field that contradict each other.
pub fn combinations(check: &mut Check, options: &FieldOptions, field: &Field, name: &Range<usize>) {
    lengths(check, options);
    if let (Some(_), Some(at)) = (
        options.read_only.get().filter(|at| at.value),
        options.write_only.get().filter(|at| at.value),
    ) {
        let message = "`read_only` and `write_only` leave nobody to use the field";
        check.add(&at.key, message, "remove one of the two");
    }
    let made = matches!(&field.kind, Kind::Slug { from: Some(_) });
    let required = !field.optional && options.default.is_absent() && !made;
    if field.read_only && required {
        let place = options.read_only.get().map_or(name, |at| &at.key);
        let message = "a required field that is `read_only` can never get a value";
        check.add(place, message, "add a `default` or `optional: true`");
    }
    pattern(check, options);
}

fn lengths(check: &mut Check, options: &FieldOptions) {
    if let Some(at) = options.max_length.get() {
        if at.value == 0 {
            check.add(
                &at.span,
                "`max_length` of 0 leaves no text",
                "write 1 or more",
            );
        } else if at.value > MAX_LENGTH {
            let message = format!("`max_length` is at most {MAX_LENGTH}");
            check.add(&at.span, message, "use `type: text` without `max_length`");
        }
    }
    if let (Some(min), Some(max)) = (options.min_length.get(), options.max_length.get())
        && min.value > max.value
        && max.value > 0
    {
        let message = format!(
            "`min_length` {} is more than `max_length` {}",
            min.value, max.value
        );
        check.add(&min.span, message, "swap or correct them");
    }
}

fn pattern(check: &mut Check, options: &FieldOptions) {
    let Some(at) = options.pattern.get() else {
        return;
    };
    if at.value.len() > MAX_PATTERN {
        let message = "the pattern is too long";
        check.add(
            &at.span,
            message,
            format!("use at most {MAX_PATTERN} bytes"),
        );
    } else if let Err(regex::Error::CompiledTooBig(_)) = compile(&at.value) {
        let message = format!("{} takes too much memory", quote(&at.value));
        check.add(&at.span, message, "repeat less in it");
    } else if let Err(error) = compile(&at.value) {
        // The last line of a syntax error says what is wrong; those before it draw the place.
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default();
        let reason = reason.trim_start_matches("error: ");
        let message = format!("{} is not a regular expression: {reason}", quote(&at.value));
        let help = "see https://docs.rs/regex for the syntax; quote it in YAML by single quotes";
        check.add(&at.span, message, help);
    }
}

/// The pattern as the emitted project will use it.
pub fn compile(pattern: &str) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(pattern)
        .size_limit(MAX_COMPILED)
        .build()
}
