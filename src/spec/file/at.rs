//! Values of the spec's shape that know where they stand, and survive each other's mistakes.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The name by which [`At`] asks this module's deserializer for places.
pub const MARKER: &str = "$at";

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
    /// Where its key stands; the value itself in a list.
    pub key: Range<usize>,
}

/// What a key of the spec holds. A value that cannot be read has been reported already, and
/// checks that would only repeat that stay silent.
#[derive(Clone, Debug, Default)]
pub enum Key<T> {
    /// The key is not there.
    #[default]
    Absent,
    /// It is there, with a value that was refused.
    Invalid,
    /// It is there.
    Given(At<T>),
}

impl<T> Key<T> {
    /// The value and its place, if there is a sound one.
    pub fn get(&self) -> Option<&At<T>> {
        match self {
            Key::Given(at) => Some(at),
            Key::Absent | Key::Invalid => None,
        }
    }

    /// The value, if there is a sound one.
    pub fn value(&self) -> Option<&T> {
        self.get().map(|at| &at.value)
    }

    /// Whether the key is not there at all.
    pub fn is_absent(&self) -> bool {
        matches!(self, Key::Absent)
    }
}

impl<T: Copy> Key<T> {
    /// The value, or what stands for an absent one.
    pub fn or(&self, default: T) -> T {
        self.value().copied().unwrap_or(default)
    }
}

/// A list whose items fail one by one.
pub type List<T> = Vec<Key<T>>;

/// The sound items of a list that may be absent.
pub fn items<T>(list: &Key<List<T>>) -> impl Iterator<Item = &At<T>> {
    list.value().into_iter().flatten().filter_map(Key::get)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Key<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<T>, D::Error> {
        deserializer.deserialize_newtype_struct(MARKER, KeyVisitor(PhantomData))
    }
}

struct KeyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for KeyVisitor<T> {
    type Value = Key<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Key<T>, A::Error> {
        let mut place = || -> Result<usize, A::Error> {
            access
                .next_element()?
                .ok_or_else(|| A::Error::custom("no place"))
        };
        let (start, end, key_start, key_end) = (place()?, place()?, place()?, place()?);
        Ok(match access.next_element()? {
            Some(value) => Key::Given(At {
                value,
                span: start..end,
                key: key_start..key_end,
            }),
            None => Key::Invalid,
        })
    }
}

impl<T: JsonSchema> JsonSchema for Key<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A map from names to values, in the order of the file.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// The entries of which the name is sound.
    pub list: Vec<(At<String>, Key<T>)>,
    /// Whether a name was refused, so that the list is not all there is.
    pub refused: bool,
}

impl<T> Default for Entries<T> {
    fn default() -> Entries<T> {
        Entries {
            list: Vec::new(),
            refused: false,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries<T>, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
    type Value = Entries<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map from names")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Entries<T>, A::Error> {
        let mut entries = Entries::default();
        while let Some((name, value)) = access.next_entry::<Key<String>, Key<T>>()? {
            match name {
                Key::Given(name) => entries.list.push((name, value)),
                Key::Absent | Key::Invalid => entries.refused = true,
            }
        }
        Ok(entries)
    }
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("MapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}
