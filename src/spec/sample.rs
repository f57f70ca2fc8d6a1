//! Sample values: what a test can send for a field, several distinct ones.

use serde_json::{Value, json};

use super::field::{Field, Kind};
use super::value::{Decimal, Number};

impl Field {
    /// A valid value as JSON, another one for another `index` as far as the type has so many.
    /// None for references, whose records have to be created first, and for patterns that no
    /// simple text matches.
    pub fn sample(&self, index: usize) -> Option<Value> {
        let count = i64::try_from(index).unwrap_or(i64::MAX);
        Some(match &self.kind {
            Kind::String | Kind::Text | Kind::Slug { .. } | Kind::Email | Kind::Url => {
                Value::String(self.text(index)?)
            }
            Kind::Integer => json!(self.integer(count)),
            Kind::Float => json!(self.float(count)),
            Kind::Decimal { digits, places } => {
                json!(self.decimal(count, *digits, *places).to_string())
            }
            Kind::Boolean => json!(index.is_multiple_of(2)),
            Kind::Date => json!(format!(
                "2026-{:02}-{:02}",
                1 + index / 28 % 12,
                1 + index % 28
            )),
            Kind::Time => json!(format!("{:02}:{:02}:00", index / 60 % 24, index % 60)),
            Kind::DateTime => json!(format!(
                "2026-01-{:02}T{:02}:{:02}:00Z",
                1 + index / 1440 % 28,
                index / 60 % 24,
                index % 60
            )),
            Kind::Uuid => json!(format!("00000000-0000-4000-8000-{index:012x}")),
            Kind::Json => json!({ "sample": index }),
            Kind::Enum(enumeration) => {
                json!(enumeration.values[index % enumeration.values.len()].value)
            }
            Kind::Reference(_) | Kind::Many(_) => return None,
        })
    }

    fn integer(&self, count: i64) -> i64 {
        let bound = |number| match number {
            Some(Number::Integer(value)) => Some(value),
            _ => None,
        };
        between(bound(self.min), bound(self.max), count)
    }

    fn float(&self, count: i64) -> f64 {
        let bound = |number| match number {
            Some(Number::Float(value)) => Some(value),
            _ => None,
        };
        let step = count as f64;
        match (bound(self.min), bound(self.max)) {
            (None, None) => step + 0.5,
            (Some(min), None) => min + step,
            (None, Some(max)) => max - step,
            (Some(min), Some(max)) => {
                // Never past the greatest value, however the sum is rounded.
                (min + (max / 64.0 - min / 64.0) * (step % 65.0)).clamp(min, max)
            }
        }
    }

    fn decimal(&self, count: i64, digits: u32, places: u32) -> Decimal {
        let bound = |number| match number {
            Some(Number::Decimal(value)) => Some(value.scaled),
            _ => None,
        };
        let greatest = 10_i64.pow(digits.min(18)) - 1;
        let least = match bound(self.min) {
            Some(min) => min,
            None => bound(self.max).map_or(0, |max| max.min(0)),
        };
        let max = bound(self.max).unwrap_or(greatest);
        Decimal {
            scaled: between(Some(least), Some(max), count),
            places,
        }
    }

    fn text(&self, index: usize) -> Option<String> {
        let Some(pattern) = &self.pattern else {
            return self.plain_text(index);
        };
        let plain = match self.kind {
            Kind::Email | Kind::Url => self.plain_text(index),
            _ => None,
        };
        let regex = regex::Regex::new(pattern).ok()?;
        let plain = plain.filter(|text| regex.is_match(text));
        plain.or_else(|| self.matching(pattern, index))
    }

    /// A text of the field's kind and length, whatever its pattern.
    fn plain_text(&self, index: usize) -> Option<String> {
        let least = self.min_length.unwrap_or_default() as usize;
        let most = self.max_length.unwrap_or(u32::MAX) as usize;
        let text = match &self.kind {
            Kind::Email => {
                let text = format!("user{index}@example.com");
                format!(
                    "{}{text}",
                    "u".repeat(least.saturating_sub(text.len()).min(40))
                )
            }
            Kind::Url => {
                let text = format!("https://example.com/{index}");
                let missing = least.saturating_sub(text.len());
                format!("{text}{}", "u".repeat(missing))
            }
            Kind::Slug { .. } => fitted("sample-", 'x', index, least, most),
            _ => fitted(&format!("{} ", self.label), 'x', index, least, most),
        };
        let length = text.chars().count();
        (least..=most).contains(&length).then_some(text)
    }

    fn matching(&self, pattern: &str, index: usize) -> Option<String> {
        let regex = regex::Regex::new(pattern).ok()?;
        let least = self.min_length.unwrap_or_default() as usize;
        let most = self.max_length.unwrap_or(u32::MAX) as usize;
        let text = super::pattern::matching(pattern, index, least)?;
        let length = text.chars().count();
        let fits = (least..=most).contains(&length) && regex.is_match(&text);
        (fits && self.is_own_kind(&text)).then_some(text)
    }

    /// Whether a text that matches the pattern is also an address, a URL or a slug.
    fn is_own_kind(&self, text: &str) -> bool {
        match &self.kind {
            Kind::Email => text.split_once('@').is_some_and(|(name, domain)| {
                let sound = |c: char| c.is_ascii_alphanumeric();
                name.starts_with(sound) && name.chars().all(sound) && domain.contains('.')
            }),
            Kind::Url => ["http://", "https://"].iter().any(|start| {
                let rest = text.strip_prefix(start);
                rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
            }),
            Kind::Slug { .. } => {
                let sound = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
                text.chars().all(sound)
            }
            _ => true,
        }
    }
}

/// The number that is `count` steps into the bounds, round and round.
fn between(min: Option<i64>, max: Option<i64>, count: i64) -> i64 {
    match (min, max) {
        (None, None) => count.saturating_add(1),
        (Some(min), None) => min.saturating_add(count),
        (None, Some(max)) => max.saturating_sub(count),
        (Some(min), Some(max)) => {
            let size = i128::from(max) - i128::from(min) + 1;
            let offset = i128::from(count) % size.max(1);
            i64::try_from(i128::from(min) + offset).unwrap_or(min)
        }
    }
}

/// A text that ends in `index`, of at least `least` and at most `most` characters.
fn fitted(stem: &str, filler: char, index: usize, least: usize, most: usize) -> String {
    let number = index.to_string();
    let room = most.saturating_sub(number.len());
    let mut text: String = stem.chars().take(room).collect();
    // A text that begins with a space would not survive trimming.
    text = text.trim_start().to_owned();
    while text.chars().count() + number.len() < least {
        text.push(filler);
    }
    text.push_str(&number);
    match text.chars().count() <= most {
        true => text,
        false => char::from_digit((index % 36) as u32, 36).map_or(text, String::from),
    }
}
