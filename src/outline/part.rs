//! Tells the parts of a document apart: portal lines, masthead, title, addressee, body, signature, annexes, colophon.

use super::head::Head;
use super::label::{Label, label};
use super::pattern::{
    STOPS, ends_like_title, is_colophon, is_note, is_organ, is_page_mark, is_portal_tail, may_be_title,
    signed,
};
use super::{Line, NodeKind, Part};
use crate::text::{Norm, Span};

/// The lines of a text with their labels: what parts are told by.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a [Line],
    pub(super) labels: &'a [Option<Label>],
    /// First and last lines of stretches that are set apart as titles are.
    pub(super) display: &'a [(usize, usize)],
}

impl<'a> Lines<'a> {
    /// The text of a line; empty beyond the last one.
    pub(super) fn get(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |l| l.span.of(self.text))
    }

    /// The label of a line.
    pub(super) fn label(&self, index: usize) -> Option<&Label> {
        self.labels.get(index).and_then(Option::as_ref)
    }

    /// The stretch a line belongs to that is set apart.
    pub(super) fn displayed(&self, index: usize) -> Option<(usize, usize)> {
        self.display.iter().copied().find(|(first, last)| (*first..=*last).contains(&index))
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// From the first of the lines to the last, inclusive.
    pub(super) fn cover(&self, first: usize, last: usize) -> Option<Span<Norm>> {
        Some(self.lines.get(first)?.span.cover(self.lines.get(last)?.span))
    }
}

/// An annex or issued document: where it begins and what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AnnexStart {
    /// Its first line.
    pub(super) line: usize,
    /// The lines of its title, inclusive, and whether the title is the rest of a labelled line.
    pub(super) title: Option<(usize, usize)>,
}

/// What every line belongs to.
pub(super) struct Parts {
    pub(super) parts: Vec<Part>,
    pub(super) annexes: Vec<AnnexStart>,
    pub(super) title: Option<Span<Norm>>,
}

/// How many lines below a title its first numbered line must come.
const TITLE_TO_LABEL: usize = 8;
/// How many lines an annex list and the signature below it may take.
const LIST_TO_SIGNATURE: usize = 25;
/// A notice that issues a document is shorter than this, in bytes.
const LONGEST_NOTICE: usize = 2400;
/// Page furniture at the end is looked for in so many lines.
const TAIL_LINES: usize = 12;
/// 特此通告, 此复 above a signature have so many characters at most.
const CLOSING_CHARS: usize = 8;
/// A day without its year has so many.
const DAY_CHARS: usize = 10;

/// Assigns the parts.
pub(super) fn assign(lines: &Lines<'_>) -> Parts {
    let head = Head::read(lines);
    let mut parts = head.parts;
    parts.resize(lines.len(), Part::Body);
    let mut walk = Walk {
        lines,
        parts,
        annexes: Vec::new(),
        head_end: head.end,
        seen_first: 0,
        is_signed: false,
        in_tail: false,
    };
    let end = walk.main(head.end);
    walk.unsigned_tail(end);
    walk.colophon_below_annexes(end);
    walk.annexes(end);
    walk.signature_below_annexes(end);
    Parts { parts: walk.parts, annexes: walk.annexes, title: head.title }
}

struct Walk<'a, 'b> {
    lines: &'b Lines<'a>,
    parts: Vec<Part>,
    annexes: Vec<AnnexStart>,
    head_end: usize,
    /// Kinds of labels whose number 1 was met, as bits.
    seen_first: u16,
    is_signed: bool,
    /// Whether page furniture was met below the signature.
    in_tail: bool,
}

impl Walk<'_, '_> {
    /// Walks the main document; returns the line where the first annex begins, or the number of lines.
    fn main(&mut self, from: usize) -> usize {
        let mut i = from;
        while i < self.lines.len() {
            let line = self.lines.get(i);
            let label = self.lines.label(i);
            if label.is_some_and(|l| l.kind == NodeKind::Annex) {
                match self.annex_line(i) {
                    AnnexLine::List(last) => {
                        self.fill(i, last, Part::AnnexList);
                        i = last + 1;
                        continue;
                    }
                    AnnexLine::Start => return i,
                    AnnexLine::Text => {}
                }
            } else if self.in_tail {
                self.parts[i] = Part::Portal;
            } else if let Some(label) = label {
                if self.is_signed {
                    return i;
                }
                self.note_first(label);
            } else if line.len() <= 600 && !self.is_running(line) {
                if self.is_signed && self.after_signature(i) {
                    return i;
                }
                if !self.is_signed && signed(line).is_some() && self.signature(i) {
                    // Issuer and date may stand below the title as well; what follows is no annex then.
                    self.is_signed = self.has_text_above(i);
                } else if is_colophon(line) {
                    self.parts[i] = Part::Colophon;
                } else if (self.is_signed || i + TAIL_LINES >= self.lines.len()) && is_portal_tail(line) {
                    self.parts[i] = Part::Portal;
                    self.in_tail = self.is_signed;
                } else if !self.is_signed && self.starts_document(i) {
                    return self.title_top(i);
                }
            } else if self.is_signed {
                // Running text below the signature: an annex whose title was lost.
                return i;
            }
            i += 1;
        }
        i
    }

    /// Whether the line is running text rather than one of the short lines that divide a document.
    fn is_running(&self, line: &str) -> bool {
        line.len() > 240 && line.ends_with(['。', '；']) && !line.ends_with("）")
    }

    fn note_first(&mut self, label: &Label) {
        if label.number == Some(1) {
            self.seen_first |= 1 << (label.kind as u16);
        }
    }

    /// Whether something to sign stands above the line: an item, or a line that ends as text does.
    fn has_text_above(&self, i: usize) -> bool {
        let is_text = |j: usize| self.lines.label(j).is_some() || self.lines.get(j).ends_with(STOPS);
        (0..i).any(|j| self.parts[j] == Part::Body && is_text(j))
    }

    /// A line below the signature that is neither colophon nor furniture begins an annex.
    fn after_signature(&self, i: usize) -> bool {
        let line = self.lines.get(i);
        !(is_colophon(line)
            || is_portal_tail(line)
            || is_note(line)
            || is_organ(line)
            || signed(line).is_some())
    }

    fn fill(&mut self, first: usize, last: usize, part: Part) {
        for part_of_line in self.parts.iter_mut().take(last + 1).skip(first) {
            *part_of_line = part;
        }
    }

    /// Marks the signature block that ends in the date at `i`; not when the date stands amid running text.
    fn signature(&mut self, i: usize) -> bool {
        let own_line = signed(self.lines.get(i)) == Some(0);
        let mut top = i;
        while top > self.head_end
            && self.lines.label(top - 1).is_none()
            && (is_organ(self.lines.get(top - 1))
                || (top > 1 && is_seal_note(self.lines.get(top - 1)) && is_organ(self.lines.get(top - 2))))
        {
            top -= 1;
        }
        let has_organ = top < i || !own_line;
        let next = self.lines.get(i + 1);
        let ends_here = next.is_empty()
            || is_colophon(next)
            || is_portal_tail(next)
            || is_note(next)
            || self.lines.label(i + 1).is_some_and(|l| l.kind == NodeKind::Annex)
            || (may_be_title(next) && self.lines.label(i + 1).is_none());
        if !has_organ && !ends_here && !self.hands_out(top) {
            return false;
        }
        self.fill(top, i, Part::Signature);
        true
    }

    /// Whether the line above the date hands out a paper, …印发给你们，请遵照执行。, as all of the text there is.
    fn hands_out(&self, date: usize) -> bool {
        let above = date.checked_sub(1).map_or("", |i| self.lines.get(i));
        let first = (self.head_end..date).find(|&i| self.parts[i] == Part::Body);
        let hands = ["印发给你们", "转发给你们", "现予印发"].iter().any(|word| above.contains(word));
        hands && above.ends_with('。') && first.is_some_and(|first| first + 2 >= date)
    }

    /// What a line that begins with 附件 is.
    fn annex_line(&self, i: usize) -> AnnexLine {
        let line = self.lines.get(i);
        let Some(label) = self.lines.label(i) else { return AnnexLine::Text };
        let rest = line.get(label.len..).unwrap_or("").trim();
        let has_mark = line.get(..label.len).is_some_and(|l| l.ends_with(['：', ':', '.', '．', '、']));
        let is_sentence = rest.ends_with(['。', '；', '，']) || line.len() > 400;
        if !rest.is_empty() && !has_mark && (label.number.is_none() || is_sentence) {
            return AnnexLine::Text;
        }
        // A list is followed by its further lines and then by the signature, or by nothing.
        let mut last = i;
        for j in i + 1..(i + LIST_TO_SIGNATURE).min(self.lines.len()) {
            let next = self.lines.get(j);
            let is_signature = is_organ(next) && (j + 1..j + 10).any(|k| signed(self.lines.get(k)).is_some());
            if !self.is_signed && (is_signature || signed(next).is_some()) {
                return AnnexLine::List(last);
            }
            if is_colophon(next) {
                return AnnexLine::List(last);
            }
            let is_entry = self.lines.label(j).is_some_and(|l| {
                matches!(l.kind, NodeKind::Subitem | NodeKind::Annex | NodeKind::Heading | NodeKind::Point)
            });
            if self.lines.label(j).is_some_and(|l| l.kind == NodeKind::Annex)
                && next.len() <= 15
                && !rest.is_empty()
            {
                // The annex itself follows its announcement.
                return AnnexLine::List(last);
            }
            if next.ends_with(['。', '；']) || next.len() > 300 || (!is_entry && !may_be_title(next)) {
                break;
            }
            if is_entry || !self.is_signed {
                last = j;
            }
        }
        if rest.is_empty() {
            return AnnexLine::Start;
        }
        let remaining = self.lines.len() - i - 1;
        let is_last = remaining < 12 && (i + 1..self.lines.len()).all(|j| self.lines.get(j).len() < 200);
        if is_last {
            AnnexLine::List(self.list_end(i))
        } else if self.announces(i) {
            AnnexLine::List(i)
        } else {
            AnnexLine::Start
        }
    }

    /// Last line of a list of annexes that stands at the end of the text.
    fn list_end(&self, i: usize) -> usize {
        let is_entry = |j: usize| {
            self.lines
                .label(j)
                .is_some_and(|l| matches!(l.kind, NodeKind::Subitem | NodeKind::Annex | NodeKind::Heading))
        };
        (i + 1..self.lines.len()).take_while(|&j| is_entry(j)).last().unwrap_or(i)
    }

    /// Whether 附件：title announces an annex: the title comes again as a line below, or another 附件 line does.
    fn announces(&self, i: usize) -> bool {
        let line = self.lines.get(i);
        let Some(label) = self.lines.label(i) else { return false };
        let rest = line.get(label.len..).unwrap_or("").trim().trim_start_matches("1.").trim();
        let name = rest.trim_matches(['《', '》', ' ']);
        let key: String = name.chars().take(8).collect();
        (i + 1..(i + 12).min(self.lines.len())).any(|j| {
            let next = self.lines.get(j);
            (key.len() >= 12 && next.len() <= 300 && next.starts_with(key.as_str()))
                || self.lines.label(j).is_some_and(|l| l.kind == NodeKind::Annex)
        })
    }

    /// Whether an unnumbered line inside the body is the title of the document that the notice issues.
    fn starts_document(&self, i: usize) -> bool {
        let line = self.lines.get(i);
        if i <= self.head_end || line.len() < 24 || !may_be_title(line) || !ends_like_title(line) {
            return false;
        }
        // 第六章 停车费用的答复 in the table of contents, whose entries count as unnumbered.
        if label(line).is_some_and(|l| l.kind <= NodeKind::Article) {
            return false;
        }
        if !self.lines.get(i - 1).ends_with(['。', '！'])
            && self.title_top(i) == i
            && self.parts[i - 1] == Part::Body
        {
            return false;
        }
        let first = (i + 1..(i + TITLE_TO_LABEL).min(self.lines.len())).find_map(|j| self.lines.label(j));
        let Some(first) = first.filter(|l| l.number == Some(1)) else { return false };
        let restarts = self.seen_first & (1 << (first.kind as u16)) != 0;
        let begin = self.lines.lines.get(self.head_end).map_or(0, |l| l.span.start);
        let here = self.lines.lines.get(i).map_or(0, |l| l.span.start);
        let is_short = (here.saturating_sub(begin) as usize) < LONGEST_NOTICE && self.seen_first == 0;
        restarts && matches!(first.kind, NodeKind::Chapter | NodeKind::Article | NodeKind::Heading)
            || is_short
    }

    /// First line of the title whose last line is `i`.
    fn title_top(&self, i: usize) -> usize {
        let mut top = i;
        while top > self.head_end + 1 && top + 4 > i {
            let above = self.lines.get(top - 1);
            let is_part = self.lines.label(top - 1).is_none()
                && may_be_title(above)
                && above.len() >= 18
                && !ends_like_title(above)
                && !is_organ(above)
                && signed(above).is_none()
                && self.parts[top - 1] == Part::Body;
            if !is_part {
                break;
            }
            top -= 1;
        }
        top
    }

    /// Organs alone at the end of an undated document sign it.
    fn unsigned_tail(&mut self, end: usize) {
        if self.is_signed {
            return;
        }
        let body = |end: usize| (self.head_end..end).rev().find(|&i| self.parts[i] == Part::Body);
        // The day below them may lack its year.
        let Some(last) = body(end) else { return };
        let day = is_yearless_day(self.lines.get(last));
        let Some(last) = (if day { body(last) } else { Some(last) }) else { return };
        let mut top = last + 1;
        while top > self.head_end && self.lines.label(top - 1).is_none() && is_organ(self.lines.get(top - 1))
        {
            top -= 1;
        }
        let above = top.checked_sub(1).map_or("", |i| self.lines.get(i));
        let closes = above.ends_with(['。', '！', '）', '》'])
            || day && above.starts_with(['特', '此']) && above.chars().count() <= CLOSING_CHARS;
        if top <= last && top > self.head_end && closes {
            self.fill(top, last, Part::Signature);
        }
    }

    /// Divides what follows the main document into annexes.
    fn annexes(&mut self, from: usize) {
        let mut i = from;
        let mut begins = true;
        let mut seen_first = 0u16;
        while i < self.lines.len() {
            let line = self.lines.get(i);
            if self.parts[i] == Part::Colophon {
                i += 1;
                continue;
            }
            if i + TAIL_LINES >= self.lines.len() && is_portal_tail(line) {
                self.parts[i] = Part::Portal;
                i += 1;
                continue;
            }
            let label = self.lines.label(i);
            let is_annex_line =
                label.is_some_and(|l| l.kind == NodeKind::Annex && l.len == line.len() && line.len() <= 30);
            if begins || is_annex_line || self.starts_next(i, seen_first) {
                begins = false;
                seen_first = 0;
                i = self.begin_annex(i);
                continue;
            }
            if let Some(label) = label.filter(|l| l.number == Some(1)) {
                seen_first |= 1 << (label.kind as u16);
            }
            self.parts[i] = Part::Annex;
            i += 1;
        }
    }

    /// The colophon closes the last page, below the annexes (GB/T 9704-2012, 7.4).
    fn colophon_below_annexes(&mut self, from: usize) {
        let tail = from.max(self.lines.len().saturating_sub(TAIL_LINES));
        for i in (tail..self.lines.len()).rev() {
            let line = self.lines.get(i);
            if is_colophon(line) {
                self.parts[i] = Part::Colophon;
            } else if !is_portal_tail(line) {
                return;
            }
        }
    }

    /// A notice that is signed only at the very end, below what it issues or explains.
    fn signature_below_annexes(&mut self, from: usize) {
        let Some(last) = (from..self.lines.len()).rev().find(|&i| self.parts[i] == Part::Annex) else {
            return;
        };
        let above = last.checked_sub(1).map_or("", |i| self.lines.get(i));
        if !self.is_signed && last > from + 1 && signed(self.lines.get(last)) == Some(0) && is_organ(above) {
            self.fill(last - 1, last, Part::Signature);
        }
    }

    /// Whether another document begins: a title behind the end of running text, and numbering that begins anew below it.
    fn starts_next(&self, i: usize, seen_first: u16) -> bool {
        let line = self.lines.get(i);
        if line.len() < 24 || self.lines.label(i).is_some() || !may_be_title(line) || !ends_like_title(line) {
            return false;
        }
        if !self.lines.get(i.saturating_sub(1)).ends_with(['。', '！', '）', '日']) {
            return false;
        }
        let first = (i + 1..(i + TITLE_TO_LABEL).min(self.lines.len())).find_map(|j| self.lines.label(j));
        first.is_some_and(|l| {
            l.number == Some(1)
                && matches!(l.kind, NodeKind::Chapter | NodeKind::Article | NodeKind::Heading)
                && seen_first & (1 << (l.kind as u16)) != 0
        })
    }

    /// Marks the label and title lines of an annex; returns the line below them.
    fn begin_annex(&mut self, line: usize) -> usize {
        let mut i = line;
        let label = self.lines.label(i).filter(|l| l.kind == NodeKind::Annex);
        let mut title = None;
        if let Some(label) = label {
            let has_rest = label.len < self.lines.get(i).len();
            title = has_rest.then_some((i, i));
            i += 1;
        }
        if title.is_none() {
            i += (i..self.lines.len()).take_while(|&j| is_page_mark(self.lines.get(j))).count();
            let first = i;
            let mut end = i;
            while end < self.lines.len() && end < first + 6 && self.lines.label(end).is_none() {
                let text = self.lines.get(end);
                if !(may_be_title(text) || end > first && is_note(text)) {
                    break;
                }
                end += 1;
                if ends_like_title(text) && !is_note(self.lines.get(end)) {
                    break;
                }
            }
            // Without a word for its kind, only the first line is taken for a title.
            let last = (first..end)
                .rev()
                .find(|&j| ends_like_title(self.lines.get(j)) || is_note(self.lines.get(j)));
            let last = last.or((end > first && !self.lines.get(first).ends_with(STOPS)).then_some(first));
            title = last.map(|last| (first, last));
            i = last.map_or(i, |last| last + 1);
        }
        let next = i.max(line + 1);
        self.fill(line, next - 1, Part::Annex);
        self.annexes.push(AnnexStart { line, title });
        next
    }
}

/// 12月21日, 年九月二日: a day whose year was left out or lost.
fn is_yearless_day(line: &str) -> bool {
    let day = line.strip_suffix('日').map(|day| day.trim_start_matches(['x', 'X', '×', ' ']));
    let parts = day.and_then(|day| day.strip_prefix('年').unwrap_or(day).split_once('月'));
    let numbered = |part: &str| {
        let part = part.trim();
        !part.is_empty() && part.chars().all(crate::text::is_numeral)
    };
    line.chars().count() <= DAY_CHARS && parts.is_some_and(|(month, day)| numbered(month) && numbered(day))
}

/// （代章） and the like between the organ and the date.
fn is_seal_note(line: &str) -> bool {
    line.len() <= 120
        && line.starts_with(['（', '('])
        && line.ends_with(['）', ')'])
        && !line.contains(['。', '，'])
}

/// What a line that begins with 附件 is.
enum AnnexLine {
    /// The list of annexes, up to this line.
    List(usize),
    /// The annex itself.
    Start,
    /// Running text.
    Text,
}

#[cfg(test)]
mod tests {
    use crate::outline::Part;
    use crate::outline::build::outline;

    /// One letter a line: P portal, M masthead, T title, A addressee, B body, S signature, L annex list, X annex, C colophon.
    fn check(text: &str, expect: &str) {
        let found: String = outline(text, &[])
            .lines
            .iter()
            .map(|l| match l.part {
                Part::Portal => 'P',
                Part::Masthead => 'M',
                Part::Title => 'T',
                Part::Addressee => 'A',
                Part::Body => 'B',
                Part::Signature => 'S',
                Part::AnnexList => 'L',
                Part::Annex => 'X',
                Part::Colophon => 'C',
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn a_notice_with_everything() {
        check(
            "首页 > 政策 > 正文\n索引号：123\n甲市人民政府文件\n甲政发〔2020〕3号\n甲市人民政府\n关于印发甲市停车管理办法的通知\n\
             各县（区）人民政府：\n现将《甲市停车管理办法》印发给你们，请遵照执行。\n附件：1.停车泊位表\n2.收费表\n\
             甲市人民政府\n2020年3月1日\n（此件公开发布）\n甲市停车管理办法\n第一条　为了加强管理，制定本办法。\n\
             附件1\n停车泊位表\n共十处。\n责任编辑：某某",
            "PPMMTTABLLSSCXXXXXP",
        );
    }

    #[test]
    fn heads() {
        check("甲市停车管理办法\n（2020年3月1日甲市人民政府令第3号公布）\n第一条　停车应当有序。", "TMB");
        check("关于进一步加强甲区\n停车管理工作的意见\n（试行）\n为了加强管理，提出以下意见。", "TTTB");
        check("甲市交通局公布停车管理新规\n发布时间：2020-03-01 来源：某某网\n近日，新规公布。", "TPB");
        check("中华某国停车法\n第一章　总则\n第一条　停车应当有序。", "TBB");
        check("停车新规今日公布，市民可查\n来源：某某网\n近日，新规公布。", "TPB");
        check("各有关单位：\n为了加强管理，现通知如下。", "AB");
        check("某网讯：甲市印发《甲市停车办法》。\n以下为全文：\n第一条　停车应当有序。", "PPB");
        check("一、总体要求\n要有序停车。", "BB");
    }

    #[test]
    fn feet() {
        check("请遵照执行。\n甲市交通局\n甲市财政局\n2020年3月1日", "BSSS");
        check("请遵照执行。\n甲市交通局 2020年3月1日", "BS");
        check("请遵照执行。\n甲市交通局", "BS");
        check("会期三天。\n2020年3月1日\n上午开幕，下午讨论，晚上休息。", "BBB");
        check(
            "请遵照执行。\n甲市交通局\n2020年3月1日\n抄送：市委办。\n甲市交通局办公室 2020年3月2日印发",
            "BSSCC",
        );
        check(
            "请遵照执行。\n附件：泊位表\n甲市交通局\n2020年3月1日\n附件\n泊位表\n一、东街\n共十处。\n抄送：市委办。\n\
             甲市交通局办公室 2020年3月2日印发\n责任编辑：某某",
            "BLSSXXXXCCP",
        );
        check("甲市渡口年度安排\n甲市交通局\n2020年3月1日\n一、排查\n二、整改", "BSSBB");
    }

    #[test]
    fn unsigned_notice_with_its_document() {
        check(
            "各单位：\n现将方案印发给你们，请认真执行。\n甲市停车秩序整治工作方案\n为了整治秩序，制定本方案。\n一、总体要求\n有序。",
            "ABXXXX",
        );
    }
}
