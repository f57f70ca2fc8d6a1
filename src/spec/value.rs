//! Values that a spec holds: bounds, defaults, backfills.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// Of an integer field.
    Integer(i64),
    /// Of a float field; finite.
    Float(f64),
    /// Of a decimal field.
    Decimal(Decimal),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Number::Integer(value) => write!(f, "{value}"),
            // `{:?}` keeps the point of `1.0`, which makes it a float literal everywhere.
            Number::Float(value) => write!(f, "{value:?}"),
            Number::Decimal(value) => write!(f, "{value}"),
        }
    }
}

/// A fixed-point number: `1.50` is 150 with two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decimal {
    /// The number without its point, which is what SQLite stores.
    pub scaled: i64,
    /// How many digits stand after the point.
    pub places: u32,
}

impl Decimal {
    /// Reads `-12.5` as a number of `digits` digits with `places` after the point; `Err` says
    /// what is wrong with it.
    pub fn parse(text: &str, digits: u32, places: u32) -> Result<Decimal, String> {
        let (sign, number) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return Err("is not a decimal number".to_owned());
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > places as usize {
            return Err(format!("has more than {places} decimal places"));
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > digits.saturating_sub(places) as usize {
            return Err(format!("has more than {digits} digits"));
        }
        let padded = format!("{whole}{fraction:0<width$}", width = places as usize);
        let scaled: i64 = if padded.is_empty() {
            0
        } else {
            padded.parse().map_err(|_| "is too large".to_owned())?
        };
        Ok(Decimal {
            scaled: sign * scaled,
            places,
        })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.scaled < 0 { "-" } else { "" };
        let digits = self.scaled.unsigned_abs().to_string();
        let places = self.places as usize;
        if places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// A default or a backfill, of the field's own type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultValue {
    /// The moment of writing, for dates and times.
    Now,
    /// Text of any kind; a value of an enum.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A float; finite.
    Float(f64),
    /// A decimal.
    Decimal(Decimal),
    /// A boolean.
    Boolean(bool),
    /// `2026-01-31`.
    Date(String),
    /// `23:59:59`, with up to six digits of a second.
    Time(String),
    /// `2026-01-31T23:59:59Z`, in UTC, with up to six digits of a second.
    DateTime(String),
    /// A UUID, lower case with hyphens.
    Uuid(String),
    /// Any JSON.
    Json(serde_json::Value),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_digits() {
        for (text, scaled, shown) in [
            ("0", 0, "0.00"),
            ("0.5", 50, "0.50"),
            ("-12.34", -1234, "-12.34"),
            ("1.500", 150, "1.50"),
            ("007", 700, "7.00"),
            ("-0.05", -5, "-0.05"),
        ] {
            let decimal = Decimal::parse(text, 10, 2).expect(text);
            assert_eq!(decimal.scaled, scaled);
            assert_eq!(decimal.to_string(), shown);
        }
        for text in [
            "",
            ".",
            "-",
            "1e3",
            "1.234",
            "123456789",
            "NaN",
            "1.2.3",
            "١",
        ] {
            assert!(Decimal::parse(text, 10, 2).is_err(), "{text}");
        }
    }
}
