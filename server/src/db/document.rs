//! Documents, JSON in a text column, as any version may have written them.
//!
//! Types that clients send refuse fields they do not know, so that a typing mistake is told. What is
//! stored may come from a newer version, beside this one or before it was rolled back: its further
//! fields are passed over here, or this version could not read its own store any more.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// Reads a stored document, without the fields that this version does not know.
///
/// # Errors
/// When it is no JSON, or lacks what this version needs.
pub fn read_document<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    T::deserialize(Stored(serde_json::from_str(text)?))
}

/// A value whose structs are read by the fields they name.
struct Stored(Value);

impl IntoDeserializer<'_, Error> for Stored {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Stored {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(list) => {
                visitor.visit_seq(SeqDeserializer::new(list.into_iter().map(Stored)))
            }
            Value::Object(map) => {
                let pairs = map.into_iter().map(|(name, value)| (name, Stored(value)));
                visitor.visit_map(MapDeserializer::new(pairs))
            }
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Self(mut value) = self;
        if let Value::Object(map) = &mut value {
            map.retain(|name, _| fields.contains(&name.as_str()));
        }
        Self(value).deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cup {
        size: i64,
        #[serde(default)]
        lid: Option<Lid>,
        sips: Vec<Sip>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Lid {
        Flat,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sip {
        at: f64,
    }

    #[test]
    fn what_a_newer_version_added_is_passed_over_at_any_depth() {
        let text = r#"{"size":3,"colour":"red","lid":"flat","sips":[{"at":1,"hot":{"very":[]}}]}"#;
        let cup = Cup { size: 3, lid: Some(Lid::Flat), sips: vec![Sip { at: 1.0 }] };
        assert_eq!(read_document::<Cup>(text).expect("readable"), cup);
        assert!(serde_json::from_str::<Cup>(text).is_err(), "a client's would be a mistake");
    }

    #[test]
    fn what_is_missing_or_of_another_kind_is_still_told() {
        assert!(read_document::<Cup>(r#"{"size":3,"sips":null}"#).is_err());
        assert!(read_document::<Cup>(r#"{"sips":[]}"#).is_err());
        assert!(read_document::<Cup>("[]").is_err());
        assert!(read_document::<Cup>("{").is_err());
    }
}
