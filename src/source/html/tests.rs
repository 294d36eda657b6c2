//! Whole pages of several portals, from bytes to text.

use crate::document::Decoded;
use crate::source::decode;

fn page(name: &str) -> Decoded {
    let path = format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).expect(&path);
    let decoded = decode(name, &bytes);
    assert_eq!(decoded.format, "html", "{name}");
    assert!(decoded.problems.is_empty(), "{name}: {:?}", decoded.problems);
    for repair in &decoded.removed {
        assert!(repair.span.is_empty() && decoded.raw.is_char_boundary(repair.span.range().start));
    }
    decoded
}

#[test]
fn show() {
    for name in std::env::var("SHOW").unwrap_or_default().split_whitespace() {
        let d = page(name);
        println!("==== {name} {}\n{}", d.encoding, d.raw);
        for r in &d.removed { println!("  -- {:?} {}", r.span, r.before.as_deref().unwrap_or_default()); }
    }
}
