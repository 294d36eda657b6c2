//! From the text as decoded to the canonical text that facts and rules read, with every change mapped and every repair recorded.
//!
//! One scan over the characters folds widths, blanks and script, and on the way sees the signs of dirt. Only where there are
//! signs do the repairing passes run, each on the text the one before left; the order stands in `PASSES`. A text in which
//! nothing changes is borrowed. Normalising twice changes nothing; the same text comes out whatever the thread.

mod blanks;
mod boilerplate;
mod class;
mod edits;
mod gbk;
mod gbk_shift;
mod gloss;
mod markdown;
mod mojibake;
mod notes;
mod opencc;
mod scan;
mod script;
mod stops;
mod width;

#[cfg(test)]
mod tests;

pub use edits::Change;
use edits::{Edited, Edits, Stage};
use scan::{Scan, Signs};

use crate::document::{Decoded, Document, MARKDOWN, Problem, Repair};
use crate::source::is_ruined;

/// A repairing pass.
struct Pass {
    /// Whether the signs call for it.
    is_wanted: fn(&Signs) -> bool,
    place: Place,
    /// Collects its edits; returns whether something was lost that the repair cannot bring back.
    run: for<'t> fn(&'t str, &mut Edits<'t>) -> bool,
}

/// When a pass runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Once, on the text as it was decoded: marks of the format it is written in.
    Source,
    /// On the text before its characters are folded.
    Before,
    /// On the folded text, which is folded again where the pass brought characters together that stood apart.
    Between,
    /// On the folded text; takes out whole lines.
    After,
}

/// All repairing passes in their order. Bytes come before characters: a misread text first becomes Chinese, then slipped
/// lines are put back in step with the help of glosses, then glosses go, then the characters are folded. Notes and page
/// furniture are told by their words and so come last.
static PASSES: &[Pass] = &[
    Pass { is_wanted: |s| s.is_markdown, place: Place::Source, run: markdown::run },
    Pass { is_wanted: |s| s.garbled >= mojibake::SUSPICIOUS, place: Place::Before, run: mojibake::run },
    Pass { is_wanted: |s| s.has_shift, place: Place::Before, run: gbk_shift::run },
    Pass { is_wanted: |s| s.has_gloss, place: Place::Before, run: gloss::run },
    Pass { is_wanted: |s| s.has_note, place: Place::Between, run: notes::run },
    Pass { is_wanted: |_| true, place: Place::Between, run: stops::run },
    Pass { is_wanted: |_| true, place: Place::After, run: boilerplate::run },
];

/// Runs all passes over a decoded text.
#[must_use]
pub fn normalize(decoded: Decoded) -> Document {
    run(decoded, false).0
}

/// Like [`normalize`], with all changes in order of the raw text and not only the repairs; for display.
#[must_use]
pub fn trace(decoded: Decoded) -> (Document, Vec<Change>) {
    run(decoded, true)
}

/// So often the repairs are run again on what they left. Nothing that people write needs more than a few rounds; notes
/// nested to choke the program would need one for each level.
const MOST_ROUNDS: usize = 16;

fn run(mut decoded: Decoded, is_traced: bool) -> (Document, Vec<Change>) {
    let signs = Signs { is_markdown: decoded.format == MARKDOWN, ..Signs::default() };
    let mut work = Work { stage: Stage::new(&decoded.raw), signs, is_traced, has_losses: false };
    work.repair(Place::Source);
    let folded = work.scan();
    if work.repair(Place::Before) {
        work.fold();
    } else {
        work.stage.apply(folded);
    }
    // Folding may complete what could not be told before; what one repair brings together another may take apart.
    for _ in 0..MOST_ROUNDS {
        if !(work.repair(Place::Before) || work.repair(Place::Between)) {
            break;
        }
        work.fold();
    }
    // Where no line told its script the whole text did, and that has changed.
    if work.repair(Place::After) && work.signs.asked_text {
        work.fold();
    }
    let Work { stage, signs, has_losses, .. } = work;
    let (normalized, map, changes) = stage.finish();
    let script = script::script_of(&decoded.raw, signs.simplified);
    let repairs = changes.iter().filter_map(|c| Some(Repair::new(c.kind, c.span, &*c.after, c.repair?)));
    let repairs = repairs.collect();
    let shown = normalized.as_deref().unwrap_or(&decoded.raw);
    if has_losses || decoded.problems.is_empty() && (shown.contains('\u{FFFD}') || is_ruined(shown)) {
        let message = "部分文字曾以错误的编码转换，无法完全还原（以“□”代替或保持原样），请核对原件";
        decoded.problems.push(Problem::partial("mojibake", message));
    }
    (Document::new(decoded, normalized, map, repairs, script), changes)
}

/// A text between the passes.
struct Work<'r> {
    stage: Stage<'r>,
    signs: Signs,
    is_traced: bool,
    has_losses: bool,
}

impl Work<'_> {
    /// Scans the text as it stands; its edits are not yet applied. Conversions seen before count on.
    fn scan(&mut self) -> Edited {
        let scan = Scan::run(self.stage.text(), self.is_traced);
        let simplified = scan.signs.simplified.max(self.signs.simplified);
        let is_markdown = self.signs.is_markdown;
        let signs = Signs { simplified, asked_text: scan.lean.is_some(), is_markdown, ..scan.signs };
        let edited = scan.edits.into();
        self.signs = signs;
        edited
    }

    fn fold(&mut self) {
        let folded = self.scan();
        self.stage.apply(folded);
    }

    /// Runs the wanted passes of one place; says whether any changed the text.
    fn repair(&mut self, place: Place) -> bool {
        let mut is_changed = false;
        for pass in PASSES.iter().filter(|pass| pass.place == place) {
            if !(pass.is_wanted)(&self.signs) {
                continue;
            }
            let mut edits = Edits::new(self.stage.text(), false);
            self.has_losses |= (pass.run)(self.stage.text(), &mut edits);
            let edited = Edited::from(edits);
            if self.stage.apply(edited) {
                is_changed = true;
                // What a repair brings to light may itself be glossed or slipped.
                self.signs = Signs { has_gloss: true, has_shift: true, ..self.signs };
            }
        }
        is_changed
    }
}
