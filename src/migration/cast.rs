//! How the values of one type become values of another.

use super::schema::Type;
use crate::spec::model::IdType;

/// A conversion that no value survives wrongly: what does not fit is found before anything
/// changes. Each has one that goes back, for the way down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cast {
    /// Both types store their values alike; what the new one holds is a matter of its check.
    Keep,
    /// An integer as a float.
    IntegerToFloat,
    /// A float without a fraction as an integer.
    FloatToInteger,
    /// A decimal as a float.
    DecimalToFloat(Scale),
    /// A float as a decimal.
    FloatToDecimal(Scale),
    /// Fixed-point numbers, integers among them, with another number of digits.
    Rescale {
        /// What it was.
        from: Scale,
        /// What it is.
        to: Scale,
    },
    /// True as 1, false as 0.
    BooleanToInteger,
    /// 1 as true, 0 as false.
    IntegerToBoolean,
    /// A date as its midnight in UTC.
    DateToDateTime,
    /// A midnight in UTC as its date.
    DateTimeToDate,
    /// A value as its text.
    ToText(Plain),
    /// A text as the value that it stands for.
    FromText(Plain),
}

/// The digits of a fixed-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// All digits; 19 for an integer, which is as many as 64 bits hold.
    pub digits: u32,
    /// Those after the point.
    pub places: u32,
}

/// The types with values that have one text each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    Integer,
    Decimal(Scale),
    Boolean,
    Date,
    Time,
    DateTime,
    Uuid,
}

impl Scale {
    const INTEGER: Scale = Scale {
        digits: 19,
        places: 0,
    };

    /// Whether it is that of an integer.
    pub fn is_integer(self) -> bool {
        self == Scale::INTEGER
    }
}

impl Cast {
    /// The conversion from one type to another, if there is one.
    pub fn between(from: &Type, to: &Type) -> Option<Cast> {
        let (from, to) = (stored(from), stored(to));
        if let (Some(from), Some(to)) = (scale(&from), scale(&to)) {
            return Some(match from == to {
                true => Cast::Keep,
                false => Cast::Rescale { from, to },
            });
        }
        Some(match (&from, &to) {
            (from, to) if from == to => Cast::Keep,
            (Type::Text | Type::Enum(_), Type::Text | Type::Enum(_)) => Cast::Keep,
            (Type::Integer, Type::Float) => Cast::IntegerToFloat,
            (Type::Float, Type::Integer) => Cast::FloatToInteger,
            (Type::Decimal { .. }, Type::Float) => Cast::DecimalToFloat(scale(&from)?),
            (Type::Float, Type::Decimal { .. }) => Cast::FloatToDecimal(scale(&to)?),
            (Type::Boolean, Type::Integer) => Cast::BooleanToInteger,
            (Type::Integer, Type::Boolean) => Cast::IntegerToBoolean,
            (Type::Date, Type::DateTime) => Cast::DateToDateTime,
            (Type::DateTime, Type::Date) => Cast::DateTimeToDate,
            (_, Type::Text) => Cast::ToText(plain(&from)?),
            (Type::Text, _) => Cast::FromText(plain(&to)?),
            _ => return None,
        })
    }
}

/// The type that a database stores ids as.
fn stored(ty: &Type) -> Type {
    match ty {
        Type::Id(IdType::Integer) | Type::Reference(IdType::Integer) => Type::Integer,
        Type::Id(IdType::Uuid) | Type::Reference(IdType::Uuid) => Type::Uuid,
        other => other.clone(),
    }
}

fn scale(ty: &Type) -> Option<Scale> {
    match *ty {
        Type::Integer => Some(Scale::INTEGER),
        Type::Decimal { digits, places } => Some(Scale { digits, places }),
        _ => None,
    }
}

fn plain(ty: &Type) -> Option<Plain> {
    Some(match ty {
        Type::Integer => Plain::Integer,
        Type::Decimal { .. } => Plain::Decimal(scale(ty)?),
        Type::Boolean => Plain::Boolean,
        Type::Date => Plain::Date,
        Type::Time => Plain::Time,
        Type::DateTime => Plain::DateTime,
        Type::Uuid => Plain::Uuid,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cast_has_one_that_goes_back() {
        let decimal = Type::Decimal {
            digits: 6,
            places: 2,
        };
        let all = [
            Type::Reference(IdType::Integer),
            Type::Reference(IdType::Uuid),
            Type::Text,
            Type::Integer,
            Type::Float,
            decimal,
            Type::Boolean,
            Type::Date,
            Type::Time,
            Type::DateTime,
            Type::Uuid,
            Type::Json,
            Type::Enum(vec!["a".to_owned()]),
        ];
        for one in &all {
            for other in &all {
                let (there, back) = (Cast::between(one, other), Cast::between(other, one));
                assert_eq!(there.is_some(), back.is_some(), "{one:?} {other:?}");
            }
        }
    }
}
