//! Office packages: a zip of XML parts joined by relationships. Opens them within limits, reads their XML strictly, writes them
//! back with a few parts changed and all others copied byte for byte.
//!
//! Compound files, the containers of the formats before, are opened too (`compound`). The only user of `zip`, `quick-xml` and `cfb`. Knows nothing of what the parts say; a package or part that is not whole is a
//! [`Damage`], never a shorter one.

mod bundle;
mod compound;
mod limits;
mod package;
mod relations;
mod write;
mod xml;

use std::fmt;

pub(crate) use bundle::{Bundle, Member};
pub(crate) use compound::Compound;
pub(crate) use package::{Package, directory};
pub(crate) use relations::{ContentTypes, Relations, relations_of};
pub(crate) use write::{Change, append, create, escape, rewrite};
pub(crate) use xml::{Node, Space, Tag, Xml};

/// What is wrong with a package or one of its parts; the text is Chinese and says where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    /// Kind of the problem it becomes.
    pub kind: &'static str,
    /// Where and what, without the path of the file and without advice.
    pub message: String,
}

impl Damage {
    /// The zip container itself is not whole.
    pub(crate) fn package(what: impl fmt::Display) -> Self {
        Self { kind: "damaged_package", message: format!("压缩结构损坏：{what}") }
    }

    /// A part is not whole at a byte of its text.
    pub(crate) fn at(part: &str, offset: usize, what: impl fmt::Display) -> Self {
        Self {
            kind: "damaged_part", message: format!("部件 {part} 第 {} 字节处损坏：{what}", offset + 1)
        }
    }

    /// A part is not whole, nobody knows where.
    pub(crate) fn part(part: &str, what: impl fmt::Display) -> Self {
        Self { kind: "damaged_part", message: format!("部件 {part} 损坏：{what}") }
    }

    /// A part that must be there is not.
    pub(crate) fn missing(part: &str) -> Self {
        Self { kind: "missing_part", message: format!("缺少部件 {part}") }
    }

    /// More than is read, or a bomb.
    pub(crate) fn too_large(what: impl fmt::Display) -> Self {
        Self { kind: "too_large", message: what.to_string() }
    }
}
