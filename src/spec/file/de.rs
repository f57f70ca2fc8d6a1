//! Fills the spec's shape from a tree of values and goes on after a mistake: each one is noted
//! with its place, unknown and repeated keys among them.

use std::cell::RefCell;
use std::ops::Range;

use serde::de::value::{StrDeserializer, StringDeserializer, UnitDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

use super::at::MARKER;
use super::fault::Fault;
use super::yaml::{Node, Value};
use crate::problem::{Problem, quote};
use crate::spec::suggest::unknown_key;

/// An enum of variants with these names is told apart by what the YAML holds.
const SHAPES: &[&str] = &["Null", "Boolean", "Number", "Text", "List", "Map"];

/// The shapes of a field: a type, a list of one model, or a map of options.
const FIELD: &[&str] = &["Text", "List", "Map"];

/// A deserializer over one node; mistakes below it go to `problems`.
#[derive(Clone)]
pub struct NodeDeserializer<'a> {
    /// The value.
    pub node: &'a Node,
    /// Where its key stands.
    pub key: Range<usize>,
    /// Where mistakes are noted.
    pub problems: &'a RefCell<Vec<Problem>>,
}

impl<'a> NodeDeserializer<'a> {
    fn child(&self, node: &'a Node, key: Range<usize>) -> NodeDeserializer<'a> {
        NodeDeserializer {
            node,
            key,
            problems: self.problems,
        }
    }

    fn note(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// The entries of a map with text as keys, each key once; the others are reported. Where the
    /// keys are known, so are unknown ones.
    fn entries(
        &self,
        entries: &'a [(Node, Node)],
        known: Option<&'static [&'static str]>,
    ) -> Vec<(&'a str, &'a Node, &'a Node)> {
        let mut sound: Vec<(&str, &Node, &Node)> = Vec::with_capacity(entries.len());
        let mut seen = std::collections::HashSet::new();
        for (key, value) in entries {
            let Value::Text(name) = &key.value else {
                if known.is_none() {
                    // Whoever reads the names finds out, and that one was refused.
                    sound.push(("", key, value));
                    continue;
                }
                let message = format!("a key must be text, found {}", key.value.describe());
                self.note(Problem::at(key.span.clone(), message).help("put it in quotes"));
                continue;
            };
            if !seen.insert(name.as_str()) {
                let message = format!("the key {} is here twice", quote(name));
                self.note(Problem::at(key.span.clone(), message).help("remove one of the two"));
                continue;
            }
            match known {
                Some(known) if !known.contains(&name.as_str()) => {
                    let message = format!("unknown key {}", quote(name));
                    let help = unknown_key(name, known);
                    self.note(Problem::at(key.span.clone(), message).help(help));
                }
                _ => sound.push((name, key, value)),
            }
        }
        sound
    }

    fn expected_map(&self) -> Fault {
        let message = format!("expected a map, found {}", self.node.value.describe());
        Fault(Problem::at(self.place(), message).help("write `key: value` lines below it"))
    }

    /// Where to point: at the key if the value itself takes no room.
    fn place(&self) -> Range<usize> {
        if matches!(self.node.value, Value::Null) {
            return self.key.clone();
        }
        self.node.span.clone()
    }

    fn map<V: Visitor<'a>>(
        self,
        known: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let Value::Map(entries) = &self.node.value else {
            return Err(self.expected_map());
        };
        let entries = self.entries(entries, known).into_iter();
        visitor.visit_map(Entries {
            of: self,
            entries,
            value: None,
        })
    }

    fn number<V: Visitor<'a>>(&self, text: &str, visitor: V) -> Result<V::Value, Fault> {
        if let Ok(value) = text.parse::<u64>() {
            return visitor.visit_u64(value);
        }
        if let Ok(value) = text.parse::<i64>() {
            return visitor.visit_i64(value);
        }
        visitor.visit_f64(text.parse().unwrap_or(f64::MAX))
    }
}

impl<'de> Deserializer<'de> for NodeDeserializer<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let place = self.place();
        let result = match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Boolean(value) => visitor.visit_bool(*value),
            Value::Number(text) => self.number(text, visitor),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(Items {
                of: self.clone(),
                items: items.iter(),
            }),
            Value::Map(_) => self.map(None, visitor),
        };
        result.map_err(|fault| {
            Fault(Problem {
                span: fault.0.span.or(Some(place)),
                ..fault.0
            })
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == MARKER {
            return visitor.visit_seq(Placed { of: self, step: 0 });
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.map(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.map(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if variants.iter().all(|variant| SHAPES.contains(variant)) {
            return visitor.visit_enum(Shape { of: self, variants });
        }
        match &self.node.value {
            Value::Text(text) => visitor.visit_enum(StrDeserializer::new(text)),
            other => {
                let message = format!("expected a word, found {}", other.describe());
                let help = format!("write one of: {}", variants.join(", "));
                Err(Fault(Problem::at(self.place(), message).help(help)))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct identifier ignored_any
    }
}

/// Gives [`super::at::Key`] its four numbers and its value, or no value after noting why.
struct Placed<'a> {
    of: NodeDeserializer<'a>,
    step: u8,
}

impl<'a> SeqAccess<'a> for Placed<'a> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        self.step += 1;
        let place = match self.step {
            1 => self.of.place().start,
            2 => self.of.place().end,
            3 => self.of.key.start,
            4 => self.of.key.end,
            _ => {
                return match seed.deserialize(self.of.clone()) {
                    Ok(value) => Ok(Some(value)),
                    Err(fault) => {
                        self.of.note(fault.into_problem(self.of.node));
                        Ok(None)
                    }
                };
            }
        };
        seed.deserialize(place.into_deserializer()).map(Some)
    }
}

struct Items<'a> {
    of: NodeDeserializer<'a>,
    items: std::slice::Iter<'a, Node>,
}

impl<'a> SeqAccess<'a> for Items<'a> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'a>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        seed.deserialize(self.of.child(node, node.span.clone()))
            .map(Some)
    }
}

struct Entries<'a> {
    of: NodeDeserializer<'a>,
    entries: std::vec::IntoIter<(&'a str, &'a Node, &'a Node)>,
    value: Option<NodeDeserializer<'a>>,
}

impl<'a> MapAccess<'a> for Entries<'a> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'a>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((_, key, value)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(self.of.child(value, key.span.clone()));
        seed.deserialize(self.of.child(key, key.span.clone()))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.value.take() {
            Some(value) => seed.deserialize(value),
            None => Err(Fault::custom("a value without a key")),
        }
    }
}

/// Picks the variant of a shape enum.
struct Shape<'a> {
    of: NodeDeserializer<'a>,
    variants: &'static [&'static str],
}

impl Shape<'_> {
    fn expected(&self) -> Fault {
        let words: Vec<_> = self
            .variants
            .iter()
            .map(|variant| match *variant {
                "Boolean" => "`true` or `false`",
                "Number" => "a number",
                "Text" => "text",
                "List" => "a list",
                "Map" => "a map",
                _ => "nothing",
            })
            .collect();
        let found = self.of.node.value.describe();
        if self.variants == FIELD {
            let message = format!("expected a type, found {found}");
            return Fault(Problem::at(self.of.place(), message).help("write one: `string`"));
        }
        let message = format!("expected {}, found {found}", words.join(" or "));
        let help = match self.of.node.value {
            Value::Boolean(_) | Value::Number(_) => "put it in quotes to make it text",
            _ => "give it a value",
        };
        Fault(Problem::at(self.of.place(), message).help(help))
    }
}

impl<'a> EnumAccess<'a> for Shape<'a> {
    type Error = Fault;
    type Variant = Shape<'a>;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Result<(V::Value, Shape<'a>), Fault> {
        let shape = match &self.of.node.value {
            Value::Null => "Null",
            Value::Boolean(_) => "Boolean",
            Value::Number(_) => "Number",
            Value::Text(_) => "Text",
            Value::List(_) => "List",
            Value::Map(_) => "Map",
        };
        if !self.variants.contains(&shape) {
            return Err(self.expected());
        }
        let variant = seed.deserialize(StrDeserializer::<Fault>::new(shape))?;
        Ok((variant, self))
    }
}

impl<'a> VariantAccess<'a> for Shape<'a> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Result<T::Value, Fault> {
        match &self.of.node.value {
            Value::Number(text) => seed.deserialize(StringDeserializer::new(text.clone())),
            _ => seed.deserialize(self.of),
        }
    }

    fn tuple_variant<V: Visitor<'a>>(self, _len: usize, visitor: V) -> Result<V::Value, Fault> {
        UnitDeserializer::new().deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        UnitDeserializer::new().deserialize_any(visitor)
    }
}
