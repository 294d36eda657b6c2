//! Several units named together that do something, without a word of responsibility: 由A、B等部门联合制定实施细则.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::brackets::window;
use super::list::{Named, Reading};
use super::prose::{Prose, TOLD};
use super::unit_name::Proof;
use super::words::{Form, Mark};
use super::{Draft, Role, RoleSource, UnitKind};
use crate::facts::obligation::verb_at;
use crate::text::Span;

/// 等部门, 等七部门 behind the last name.
static ETC: LazyLock<Regex> = LazyLock::new(|| {
    let pattern =
        r"^等(?:有关|相关|多个|各|[一二三四五六七八九十0-9]{1,3}个?|几个)?(?:职能)?(?:部门|单位|机构)?";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// How several units do something.
static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:联合|共同|协同|统一|分别|另行|积极|主动|具体|及时|定期|按职责|根据职责|按各自职责)+";
    #[allow(clippy::expect_used)]
    Regex::new(pattern).expect("pattern")
});

/// The first unit of a list is no longer, in bytes.
const LONGEST_FIRST: usize = 90;

impl Prose<'_> {
    /// 由A、B等部门联合制定…: several units that are named and do something, without a word of responsibility.
    pub(super) fn several(self, taken: &[Draft]) -> Vec<Draft> {
        let places = memchr::memmem::find_iter(self.text.as_bytes(), "由");
        places
            .filter_map(|at| self.by_several(at))
            .filter(|draft| !super::is_taken(taken, draft.span))
            .collect()
    }

    /// Reads the phrase whose 由 stands at `at`.
    fn by_several(self, at: usize) -> Option<Draft> {
        let start = at + "由".len();
        // Most 由 are followed by anything else: a list shows soon.
        if !window(self.text, start, LONGEST_FIRST).contains(['、', '和', '与', '及']) {
            return None;
        }
        if self.text.get(..at)?.ends_with(['自', '理', '经', '缘', '事', '来', '因']) {
            return None;
        }
        let clause = self.clause(Mark { start: at, end: start, form: Form::Verb, role: None })?;
        if TOLD.is_match(self.text.get(clause.sentence..at)?) {
            return None;
        }
        let is_named = |u: &Named| !matches!(u.kind, UnitKind::GroupSome | UnitKind::Field);
        let names = self.leading_names(start, clause.end);
        if !names.first().is_some_and(is_named) {
            return None;
        }
        let end = names.last()?.end;
        let reading = Reading { text: self.text, marks: &[], role: Role::Responsible, proof: Proof::Listed };
        let units = reading.read(start, end).units;
        if units.len() < 2 {
            return None;
        }
        let tail = self.text.get(units.last()?.end..clause.end)?;
        let act = ETC.find(tail).map_or(tail, |m| tail.get(m.end()..).unwrap_or(""));
        let act = act.get(TOGETHER.find(act).map_or(0, |m| m.len())..)?;
        let verb = verb_at(act).and_then(|verb| act.get(verb.len()..));
        // 联合制定的办法 names a paper, 负责解释 assigns nothing.
        let fits = verb.is_some_and(|rest| !rest.starts_with(['的', '了']))
            && !tail.contains("解释")
            && !tail.contains('了')
            && !tail.contains("后报")
            && !tail.ends_with('的');
        let span = Span::at(at, clause.end);
        fits.then_some(Draft { span, units, is_open: tail.starts_with('等'), source: RoleSource::Phrase })
    }
}
