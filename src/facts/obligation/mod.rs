//! Duties, prohibitions and permissions, explicit and implicit.
//!
//! One obligation per sentence at most. A sentence is explicit when a modal stands in its own voice (`modal`), implicit when
//! a paper that orders begins it with a measure verb (`measure`); papers that report what was done oblige nobody (`voice`).

mod amount;
mod attribute;
mod beside;
mod case;
mod earlier;
mod head;
mod hearsay;
mod link;
mod measure;
mod modal;
mod need;
mod parts;
mod subject;
mod torn;

use std::sync::LazyLock;

use serde::Serialize;

use super::clause::{SENTENCE_BYTES, Shape, is_example};
use super::voice::{self, Speech, Voice};
use super::{Context, FactId, Facts, Locate, Text};
use crate::document::{Certainty, Script};
use crate::lexicon::{Hit, Lexicon, ListId, WordSet};
use crate::outline::Sentence;
use crate::text::{Norm, Span, to_u32};
pub(super) use measure::verb_at;
use parts::{Fallback, Parts};

/// A sentence that obliges, forbids or allows.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Obligation<P = Span<Norm>> {
    /// `o1`, `o2` …
    pub id: FactId,
    /// The sentence.
    pub span: P,
    /// The strongest modality of the sentence: must_not > must > may.
    pub modality: Modality,
    /// The words that carry it; none for implicit ones.
    pub trigger: Option<Text<P>>,
    /// Who.
    pub subject: Option<Subject>,
    /// What.
    pub action: Option<Text<P>>,
    /// 未经…, 凡…的
    pub condition: Option<Text<P>>,
    /// 除…外
    pub exception: Option<Text<P>>,
    /// What follows when it is broken: 依法追究…
    pub consequence: Option<Text<P>>,
    /// Deadlines inside the sentence or inherited from its task.
    pub deadlines: Vec<FactId>,
    /// Unit lists that govern the sentence.
    pub assignments: Vec<FactId>,
    /// How sure the reading is.
    pub confidence: Certainty,
}

/// Who is obliged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The words of the text, or the issuing body's name.
    pub text: String,
    /// Where it was taken from.
    pub source: SubjectSource,
    /// Its place in the normalised text, from which the printed words are read.
    #[serde(skip)]
    span: Span<Norm>,
}

/// Where a subject was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectSource {
    /// The sentence names it.
    Stated,
    /// An earlier sentence or the heading names it.
    Inherited,
    /// Nobody is named; the issuing body speaks.
    Issuer,
}

/// What a sentence does to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Modality {
    /// 应当, 必须, 要
    Must,
    /// 不得, 严禁
    MustNot,
    /// 可以, 有权
    May,
    /// 鼓励, 支持
    Encouraged,
    /// A plan's measure without a modal word.
    Implicit,
}

impl Obligation {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Obligation<L::Place> {
        let text = |t: &Option<Text>| t.as_ref().map(|t| t.relocate_passage(at));
        Obligation {
            id: self.id,
            span: at.place(self.span),
            modality: self.modality,
            trigger: text(&self.trigger),
            subject: self.subject.as_ref().map(|s| Subject { text: at.printed(s.span), ..s.clone() }),
            action: text(&self.action),
            condition: text(&self.condition),
            exception: text(&self.exception),
            consequence: text(&self.consequence),
            deadlines: self.deadlines.clone(),
            assignments: self.assignments.clone(),
            confidence: self.confidence,
        }
    }
}

/// The word lists of this fact, read once.
struct Lists {
    modals: modal::Modals,
    consequences: ListId,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let lexicon = Lexicon::embedded();
    Lists { modals: modal::Modals::new(lexicon), consequences: lexicon.list("consequences") }
});

/// Finds every obligation, in order.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Vec<Obligation> {
    let speech = voice::speech(cx, so_far);
    Finder {
        cx,
        so_far,
        speech,
        found: Vec::new(),
        actor: None,
        heads: head::Heads::default(),
        shape: Shape::default(),
    }
    .run()
}

/// Longest headline of a newspaper, in bytes.
const LONGEST_HEADLINE: usize = 120;

/// Longest heading, in characters.
const LONGEST_HEADING: usize = 48;

struct Finder<'a, 'c> {
    cx: &'a Context<'c>,
    so_far: &'a Facts,
    speech: Speech,
    found: Vec<Obligation>,
    /// The subject stated last, with the line it stands in.
    actor: Option<(Span<Norm>, u32)>,
    /// The list that is being read.
    heads: head::Heads,
    shape: Shape,
}

impl Finder<'_, '_> {
    fn run(mut self) -> Vec<Obligation> {
        let hits = self.cx.hits.of(LISTS.modals.list);
        let mut next = 0;
        for (index, sentence) in self.cx.outline.sentences.iter().enumerate() {
            while hits.get(next).is_some_and(|h| h.start < sentence.span.start) {
                next += 1;
            }
            let mut end = next;
            while hits.get(end).is_some_and(|h| h.end <= sentence.span.end) {
                end += 1;
            }
            let head = self.heads.read(self.cx.text, sentence);
            if opens_anew(self.cx.text, sentence) {
                self.actor = None;
            }
            if self.speaks(sentence) && !self.is_headline(index) {
                self.read(sentence, hits.get(next..end).unwrap_or(&[]), head);
            }
            next = end;
        }
        link::attach(&mut self.found, self.so_far);
        self.found
    }

    /// Whether the sentence belongs to what the paper itself lays down.
    fn speaks(&self, sentence: &Sentence) -> bool {
        (sentence.part.is_text() || self.shares_line_of_head(sentence))
            && sentence.span.len() <= SENTENCE_BYTES
            && sentence.span.start >= self.speech.starts_at
            && !sentence.span.of(self.cx.text).ends_with(['？', '?'])
            && !is_example(
                self.cx.text.get(sentence.text_start as usize..sentence.span.end as usize).unwrap_or(""),
            )
            && !(sentence.heading && is_bare(sentence.span.of(self.cx.text)))
    }

    /// 2023-02-24 | 某社 | 题目 | 正文…: the text goes on in the line that names source and title, and this sentence stands
    /// behind its first stop.
    fn shares_line_of_head(&self, sentence: &Sentence) -> bool {
        let line = self.cx.outline.lines.get(sentence.line as usize);
        let head =
            line.and_then(|line| self.cx.text.get(line.span.start as usize..sentence.span.start as usize));
        head.is_some_and(|head| head.rsplit_once('|').is_some_and(|(_, text)| text.contains('。')))
    }

    /// Whether the sentence with that index is a line of a newspaper that stands alone without a stop: a headline.
    fn is_headline(&self, index: usize) -> bool {
        let sentences = &self.cx.outline.sentences;
        let Some(sentence) = sentences.get(index) else { return false };
        let line = sentence.span.of(self.cx.text).trim_end();
        let alone = |other: Option<&Sentence>| other.is_none_or(|other| other.line != sentence.line);
        matches!(self.speech.voice, Voice::News | Voice::Reports)
            && line.len() <= LONGEST_HEADLINE
            && line.ends_with(|c: char| c.is_alphanumeric() || c == '”' || c == '%')
            && alone(index.checked_sub(1).and_then(|before| sentences.get(before)))
            && sentences.get(index + 1).is_some_and(|next| next.line != sentence.line)
    }

    fn read(&mut self, sentence: &Sentence, hits: &[Hit], head: head::Head) {
        let in_sight = hits.iter().any(|h| LISTS.modals.row(*h).is_some());
        let in_sight = in_sight || torn::is_torn(self.cx.text, sentence);
        let modal = if in_sight { self.modal(sentence, hits, head) } else { None };
        match modal {
            Some(modal) if modal.modality != Modality::Encouraged => self.push_modal(sentence, modal),
            encouraged if head != head::Head::Cases => self.read_measure(sentence, encouraged),
            _ => {}
        }
    }

    fn modal(&mut self, sentence: &Sentence, hits: &[Hit], head: head::Head) -> Option<modal::Modal> {
        let text = self.cx.text;
        self.shape.read(text, sentence);
        let classical = self.cx.document.script != Script::Simplified;
        let modal = if torn::is_torn(text, sentence) {
            torn::strongest(text, sentence, &self.shape, (&LISTS.modals, classical, head))
        } else {
            modal::Reading { text, shape: &self.shape, classical, head }.strongest(&LISTS.modals, hits)
        };
        let modal = modal.or_else(|| self.label_modal(sentence))?;
        let told = match self.speech.voice {
            Voice::Reports | Voice::News => hearsay::is_hearsay(text, &self.shape, &modal),
            Voice::Talks => hearsay::is_quote(text, &self.shape),
            _ => false,
        };
        if told {
            return None;
        }
        let retold = matches!(self.speech.voice, Voice::Reports | Voice::News);
        if retold && hearsay::is_told(self.cx.text, &self.shape, &modal) {
            return None;
        }
        // What a report says may be done, is needed or is in somebody's charge tells how things are.
        let tells = modal.modality == Modality::May
            || matches!(modal.guard, modal::Guard::Need | modal::Guard::Duty | modal::Guard::Lead);
        // A speech tells the same of who is in charge and of what is needed.
        let told = match self.speech.voice {
            Voice::Reports => tells,
            Voice::Talks => tells && modal.modality != Modality::May,
            _ => false,
        };
        (!told).then_some(modal)
    }

    /// 一要统一登记: the modal is part of the numbering label.
    fn label_modal(&self, sentence: &Sentence) -> Option<modal::Modal> {
        let label = self.cx.text.get(sentence.span.start as usize..sentence.text_start as usize)?;
        let at = label.trim_end_matches(['，', ',', '、', ' ']).strip_suffix('要')?.len();
        let start = sentence.span.start + to_u32(at);
        let span = Span::new(start, start + to_u32('要'.len_utf8()));
        Some(modal::Modal { modality: Modality::Must, guard: modal::Guard::Want, span, clause: 0 })
    }

    fn push_modal(&mut self, sentence: &Sentence, modal: modal::Modal) {
        let parts = Parts::of_modal(self.cx, &self.shape, modal, LISTS.consequences);
        let sure = match (self.speech.voice, modal.guard) {
            (Voice::Reports | Voice::News | Voice::Talks, _) => Certainty::Low,
            (_, modal::Guard::Free | modal::Guard::Forbid | modal::Guard::Refuse) => Certainty::High,
            _ => Certainty::Medium,
        };
        self.push(sentence, modal.modality, Some(modal.span), parts, sure);
    }

    fn read_measure(&mut self, sentence: &Sentence, encouraged: Option<modal::Modal>) {
        if matches!(self.speech.voice, Voice::Reports | Voice::News | Voice::Talks) {
            return;
        }
        let Some(measure) = measure::Measure::read(self.cx, sentence, &mut self.shape) else {
            let is_preamble = || measure::is_preamble(self.shape.body.of(self.cx.text));
            if let Some(modal) = encouraged.filter(|_| !is_preamble()) {
                self.push_modal(sentence, modal);
            }
            return;
        };
        let modality = if measure.is_encouraged { Modality::Encouraged } else { Modality::Implicit };
        let mut parts = Parts::of_measure(self.cx, &self.shape, measure.verb, measure.clause);
        if measure.is_encouraged {
            parts.speaks_itself();
        }
        self.push(sentence, modality, None, parts, Certainty::Medium);
    }

    fn push(
        &mut self,
        sentence: &Sentence,
        modality: Modality,
        trigger: Option<Span<Norm>>,
        parts: Parts,
        confidence: Certainty,
    ) {
        let subject = self.subject(sentence, (modality, trigger), &parts);
        let cx = self.cx;
        self.found.push(Obligation {
            id: FactId::nth('o', self.found.len()),
            span: sentence.span,
            modality,
            trigger: trigger.map(|t| Text::of(cx, t)),
            subject,
            action: parts::text_of(cx, parts.action),
            condition: parts::text_of(cx, parts.condition),
            exception: parts::text_of(cx, parts.exception),
            consequence: parts::text_of(cx, parts.consequence),
            deadlines: Vec::new(),
            assignments: Vec::new(),
            confidence,
        });
    }

    /// The stated subject, else whoever was stated last in the same paragraph, else the issuing body where it may be meant. What is
    /// told or spoken does not bind whoever tells it.
    fn subject(
        &mut self,
        sentence: &Sentence,
        (modality, trigger): (Modality, Option<Span<Norm>>),
        parts: &Parts,
    ) -> Option<Subject> {
        let of = |span: Span<Norm>, source| Subject { text: span.of(self.cx.text).to_owned(), source, span };
        if let Some(span) = parts.subject {
            // A thing that has to be so does not do what the next sentence asks for.
            if !parts.is_passing && subject::is_somebody(span.of(self.cx.text)) {
                self.actor = Some((span, sentence.line));
            }
            return Some(of(span, SubjectSource::Stated));
        }
        // Measures are taken by organs: 缴存人可申请贷款。取消利率下限。
        let fits = |actor: &str| trigger.is_some() || subject::takes_measures(actor);
        let last = self.actor.filter(|(actor, line)| {
            *line == sentence.line && parts.fallback == Fallback::Last && fits(actor.of(self.cx.text))
        });
        if let Some((span, _)) = last {
            return Some(of(span, SubjectSource::Inherited));
        }
        // Rules bind others than whoever makes them.
        if self.speech.voice != Voice::Orders || parts.fallback == Fallback::Nobody {
            return None;
        }
        // What a paper asks for with 应 or 可 its readers do, unless it is a plan for its own work.
        let of_readers = trigger.is_some() && parts.fallback == Fallback::Last;
        if of_readers && (modality == Modality::May || !self.is_plan()) {
            return None;
        }
        // 《乙通知》要求“各地要…: another speaks.
        let head = trigger
            .map_or("", |t| self.cx.text.get(sentence.span.start as usize..t.start as usize).unwrap_or(""));
        if head.matches('“').count() > head.matches('”').count() {
            return None;
        }
        let body = self.so_far.metadata.issuing_body.first()?;
        Some(Subject { text: body.text.clone(), source: SubjectSource::Issuer, span: body.span })
    }
}

/// Kinds of papers in which the issuing body says what itself will do.
static PLANS: WordSet = WordSet::of("obligation_words", "plan");

/// Whether an article or a chapter begins with the sentence, also in the middle of a line.
fn opens_anew(text: &str, sentence: &Sentence) -> bool {
    text.get(sentence.span.start as usize..sentence.text_start as usize).unwrap_or("").starts_with('第')
}

/// What a line lays down that leads to a list.
static LEADS: WordSet = WordSet::of("obligation_words", "leads");

impl Finder<'_, '_> {
    /// Whether the paper says what its issuing body will do.
    fn is_plan(&self) -> bool {
        self.so_far.metadata.doc_kind.as_ref().is_some_and(|kind| PLANS.tail_of(&kind.text).is_some())
    }
}

/// Headings name; a line of several clauses with a full stop says something even where it stands like a heading.
fn is_bare(line: &str) -> bool {
    // 申请人应当具备下列条件, also where the copy lost the colon
    if LEADS.is_in(line) {
        return false;
    }
    let length = line.chars().count();
    let closes = line.ends_with(['。', '；', ';', '.']);
    // 二、财政局负责落实经费。 is a duty, however short.
    let is_told = closes && (line.contains(['，', ',']) && length > 24 || line.contains("负责落实"));
    // Copies lose the stop: what goes on for long is no heading.
    let goes_on = length > LONGEST_HEADING && line.matches(['，', ',']).count() > 1;
    !is_told && !goes_on
}

#[cfg(test)]
mod tests;
