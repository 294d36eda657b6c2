//! A Word document with one comment per finding, anchored on the words it speaks of.
//!
//! Nothing is re-computed and nothing is taken away: markers are spliced into the body at byte offsets (`splice`), comments are
//! added behind those there are (`comments`), and every other part is copied as it is packed. Mechanical fixes are proposed as
//! tracked changes (`track`) only when asked for.

mod anchor;
mod comments;
mod splice;
mod track;

use crate::correction::Correction;
use crate::document::{Decoded, Problem};
use crate::office::{Damage, Package, rewrite};
use crate::report::{Baseline, Finding, RuleView};

/// The commented document, and how many comments were added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commented {
    /// The package.
    pub bytes: Vec<u8>,
    /// Comments added.
    pub comments: usize,
}

/// Adds a comment for every finding that is not suppressed; `rules` name them. `bytes` are those that `decoded` was read from.
///
/// # Errors
/// When the document is not a Word document that can be read as a whole.
pub fn review(
    bytes: &[u8],
    decoded: &Decoded,
    findings: &[Finding],
    rules: &[RuleView],
) -> Result<Commented, Problem> {
    let findings: Vec<&Finding> = findings.iter().filter(|f| f.baseline != Baseline::Suppressed).collect();
    write(bytes, decoded, &findings, rules)
        .map(|bytes| Commented { bytes, comments: findings.len() })
        .map_err(|damage| {
            Problem::fatal(damage.kind, format!("{}：{}；没有写批注", decoded.path, damage.message))
        })
}

/// Proposes corrections as tracked changes of the author “hegui”, and says how many. Those whose characters do not stand in the
/// body as they are, or that somebody has changed already, are left out. `bytes` are those that `decoded` was read from.
///
/// # Errors
/// When the document is not a Word document that can be read as a whole.
pub fn propose(
    bytes: &[u8],
    decoded: &Decoded,
    corrections: &[Correction],
) -> Result<(Vec<u8>, usize), Problem> {
    track::track(bytes, decoded, corrections).map_err(|damage| {
        Problem::fatal(damage.kind, format!("{}：{}；没有写修订", decoded.path, damage.message))
    })
}

fn write(
    bytes: &[u8],
    decoded: &Decoded,
    findings: &[&Finding],
    rules: &[RuleView],
) -> Result<Vec<u8>, Damage> {
    let Some((origins, body)) = decoded.origins.as_ref().and_then(|o| o.parts.first().map(|body| (o, body)))
    else {
        return Err(Damage {
            kind: "unsupported_format", message: "不是读得出的 Word 文档".to_owned()
        });
    };
    if findings.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut package = Package::open(bytes)?;
    let text = package.part(body)?;
    let existing = comments::Existing::of(&mut package, body, &text)?;
    let first = existing.next_id.max(splice::next_id(body, &text)?);
    let anchors: Vec<anchor::Anchor> = findings.iter().map(|f| anchor::of(origins, f.span.bytes)).collect();
    let marks: Vec<splice::Mark> =
        (first..).zip(&anchors).map(|(id, a)| splice::Mark { id, from: a.from, to: a.to }).collect();
    let new = (first..).zip(findings.iter().copied().zip(&anchors));
    let mut changes = existing.add(&mut package, new, rules)?;
    changes.push(crate::office::Change { part: body.clone(), text: splice::splice(body, &text, &marks)? });
    rewrite(&mut package, &changes)
}
