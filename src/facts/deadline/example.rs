//! Examples worked through with a made-up person: times in them bind nobody.

use std::sync::LazyLock;

use super::words::Role;
use crate::lexicon::{Lexicon, Terms};
use crate::text::{first_bytes, last_chars};

static PERSONS: LazyLock<Terms> =
    LazyLock::new(|| Terms::new(Lexicon::embedded().table("example_persons").rows().map(|row| row[0])));

/// How far from a person the words are that make a contact of him, in characters and in bytes.
const BESIDE: (usize, usize) = (16, 30);

/// What the sentences of a line have told so far.
#[derive(Debug, Default)]
pub(super) struct Worked {
    line: Option<u32>,
    /// The text up to there was looked at.
    read: usize,
    /// Whether an example has begun that the following sentences go on with.
    has_begun: bool,
}

impl Worked {
    /// Whether the sentence `from..to` of the line works an example: it tells of a made-up person, or an example began
    /// before it. Sentences are asked for in order, so no part of a line is read twice.
    pub(super) fn holds(&mut self, text: &str, line: (u32, usize), (from, to): (usize, usize)) -> bool {
        if self.line != Some(line.0) {
            *self = Self { line: Some(line.0), read: line.1, has_begun: false };
        }
        let before = text.get(self.read.min(from)..from).unwrap_or("");
        self.has_begun |= persons(before) == Person::Example;
        let here = persons(text.get(from..to).unwrap_or(""));
        self.has_begun |= here == Person::Example;
        self.read = to.max(self.read);
        self.has_begun || here == Person::Alone
    }
}

/// Who is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Person {
    Nobody,
    /// Somebody of whom the sentence tells: 王女士于3月5日申请.
    Alone,
    /// Somebody an example is made with: 例如李某, 职工小陈.
    Example,
}

/// The most telling person of a text.
fn persons(text: &str) -> Person {
    let mut person = Person::Nobody;
    PERSONS.visit(text, |found| person = person.max(person_at(text, found.start, found.end)));
    person
}

fn person_at(text: &str, start: usize, end: usize) -> Person {
    let (head, rest) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    // 小王庄 is a village, 小高层 a building.
    if rest.starts_with([
        '庄', '村', '家', '屯', '湾', '营', '镇', '乡', '区', '河', '山', '沟', '层', '学', '路',
    ]) {
        return Person::Nobody;
    }
    if is_contact(head, rest) {
        return Person::Nobody;
    }
    let anonymous = text.get(start..end).is_some_and(|name| name.ends_with('某'));
    let made_up = Role::Instance.stands_in(head) || !anonymous && Role::Worker.ends(head).is_some();
    match (made_up, anonymous) {
        (true, _) => Person::Example,
        // 干部李某未按规定报告 names an offender.
        (false, true) => Person::Nobody,
        (false, false) => Person::Alone,
    }
}

/// 联系人：张女士, 王先生，电话…: whom to ask, and nobody an example is made with.
fn is_contact(head: &str, rest: &str) -> bool {
    let beside = first_bytes(rest, BESIDE.1);
    let telephone = beside.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= 7);
    Role::Contact.stands_in(last_chars(head, BESIDE.0)) || Role::Contact.stands_in(beside) || telephone
}

#[cfg(test)]
mod tests {
    use super::{Person, persons};

    #[test]
    fn examples_have_persons() {
        use Person::{Alone, Example, Nobody};
        for (sentence, expect) in [
            ("例如，缴存职工小陈2023年3月至2024年2月期间月缴存基数为4000元。", Example),
            ("如小罗2024年5月申请贷款。", Example),
            ("例如，吴某于2024年5月底前办结，可以享受。", Example),
            ("周女士在2024年6月30日前签了合同。", Alone),
            ("小王庄供水工程2024年6月底前完工。", Nobody),
            ("某单位应于2024年6月底前报送。", Nobody),
            ("大小林场于2024年6月底前完成造林。", Nobody),
            ("吴某未按规定报告。", Nobody),
            ("联系人：周女士，电话：0000-1234567。", Nobody),
            ("请于2024年6月30日前报送（联系人：高先生）。", Nobody),
            ("请于6月底前送至县水利局何女士处，邮箱hs@example.com。", Nobody),
        ] {
            assert_eq!(persons(sentence), expect, "{sentence}");
        }
    }
}
