//! stub
use super::{Format, charset};
use crate::document::Decoded;
pub(super) const FORMAT: Format = Format { name: "html", extensions: &["html"], sniff: |_, _| false, read };
fn read(bytes: &[u8], decoded: &mut Decoded) {
    let _ = charset::decode(bytes, decoded);
}
