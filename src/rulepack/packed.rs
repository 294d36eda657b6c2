//! What a check seldom asks of a shipped rule stays packed until somebody asks: its examples are for those who prove or explain it,
//! the literals of its patterns for texts that hold one of its leading literals.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

/// A value in postcard, read when it is first asked for.
#[derive(Clone, Default)]
pub struct Packed<T> {
    /// Empty when the value was read from a file.
    packed: Box<[u8]>,
    read: OnceLock<T>,
}

impl<T: DeserializeOwned + Default> Deref for Packed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // What the build packed unpacks: a test reads all of it.
        self.read.get_or_init(|| postcard::from_bytes(&self.packed).unwrap_or_default())
    }
}

impl<T> From<T> for Packed<T> {
    fn from(value: T) -> Self {
        Self { packed: Box::default(), read: value.into() }
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: DeserializeOwned + Default + Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_stdvec(&**self).map_err(S::Error::custom)?)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let packed = <&[u8]>::deserialize(deserializer)?.into();
        Ok(Self { packed, read: OnceLock::new() })
    }
}
