//! Sentences of a newspaper that tell, quote or guess instead of saying what was laid down.

use std::sync::LazyLock;

use regex::Regex;

use crate::facts::clause::Shape;

/// Somebody says or thinks something, something has happened, something is expected.
static TELLS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("表示|认为|指出|坦言|看来|预计|有望|或将|意味着|业内|人士|记者|告诉|介绍[，,说称]|专家|此前|今年以来|去年|同比|环比|了[^解]").ok()
});

/// Somebody else says or thinks something.
static QUOTES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("表示|认为|指出|坦言|看来|预计|有望|或将|业内|人士|记者|告诉|专家").ok());

/// Whether a sentence of a speech tells what others say; what has happened may lead to what is to be done.
pub(super) fn is_quote(text: &str, shape: &Shape) -> bool {
    QUOTES.as_ref().is_some_and(|quotes| quotes.is_match(shape.body.of(text)))
}

/// Whether a sentence of a newspaper is hearsay.
pub(super) fn is_hearsay(text: &str, shape: &Shape) -> bool {
    let body = shape.body.of(text);
    TELLS.as_ref().is_some_and(|tells| tells.is_match(body))
}
