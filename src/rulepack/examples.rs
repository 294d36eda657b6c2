//! The examples of a rule. Those of a shipped rule stay packed until somebody proves or explains it: a check never asks.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

use super::rule::ExampleSpec;

/// The examples of a rule, in the order of its file.
#[derive(Clone, Default)]
pub struct Examples {
    /// In postcard; empty when they were read from a file.
    packed: Box<[u8]>,
    read: OnceLock<Vec<ExampleSpec>>,
}

impl Deref for Examples {
    type Target = [ExampleSpec];

    fn deref(&self) -> &[ExampleSpec] {
        // What the build packed unpacks: a test reads all of it.
        self.read.get_or_init(|| postcard::from_bytes(&self.packed).unwrap_or_default())
    }
}

impl FromIterator<ExampleSpec> for Examples {
    fn from_iter<I: IntoIterator<Item = ExampleSpec>>(examples: I) -> Self {
        let read = examples.into_iter().collect::<Vec<_>>();
        Self { packed: Box::default(), read: read.into() }
    }
}

impl fmt::Debug for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Examples {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Examples {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let packed = <&[u8]>::deserialize(deserializer)?.into();
        Ok(Self { packed, read: OnceLock::new() })
    }
}
