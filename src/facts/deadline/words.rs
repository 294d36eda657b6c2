//! The words around a time that decide what it is; the lists stand in `dictionaries/time_words.tsv`.

use std::sync::LazyLock;

use crate::lexicon::{Endings, Found, Lexicon, Terms};

/// What a word says of the time beside it; each is explained at the head of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    To,
    From,
    Label,
    Page,
    LookBack,
    Limit,
    Capped,
    Foreign,
    Done,
    Soft,
    Verb,
    Goal,
    Make,
    Paper,
    Attribute,
    Issue,
    Routine,
    Money,
    BadWithin,
    Wait,
    Will,
    Meeting,
    Report,
    Plan,
    Kind,
    Publish,
    Effect,
    Ongoing,
    EventAct,
    Acts,
    Grants,
    Ahead,
    Next,
    Order,
    Coming,
    Means,
    Turns,
    EachAct,
    Ends,
    BareRoutine,
    Reach,
    Reward,
    RowRoutine,
    Trial,
    SameDay,
    Holds,
    Spread,
    Announces,
    Past,
    Alters,
    Planned,
    Opens,
    Aims,
    Level,
    LaysDown,
    Quotes,
    Admonishes,
    Account,
    MadePlan,
    Told,
    Counted,
    Pays,
    Jointly,
    Uses,
    System,
    Through,
    Completed,
    Standing,
    Takes,
    Contact,
    Instance,
    Worker,
    Surcharge,
    Upcoming,
    Weekday,
    Needed,
    EventEnd,
    Extends,
    Handles,
    Persons,
    Binds,
    Place,
    Hosts,
    Lasting,
    Asked,
    Work,
    Collects,
    Steps,
    Agenda,
    Terms,
    Reports,
    Receives,
    Stages,
    Calls,
    PlanTerm,
    HalfOf,
    Readies,
    Belongs,
    Renders,
    Enacted,
    Replaced,
    Deal,
    Tallied,
}

const NAMES: [&str; 103] = [
    "to",
    "from",
    "label",
    "page",
    "look_back",
    "limit",
    "capped",
    "foreign",
    "done",
    "soft",
    "verb",
    "goal",
    "make",
    "paper",
    "attribute",
    "issue",
    "routine",
    "money",
    "bad_within",
    "wait",
    "will",
    "meeting",
    "report",
    "plan",
    "kind",
    "publish",
    "effect",
    "ongoing",
    "event_act",
    "acts",
    "grants",
    "ahead",
    "next",
    "order",
    "coming",
    "means",
    "turns",
    "each_act",
    "ends",
    "bare_routine",
    "reach",
    "reward",
    "row_routine",
    "trial",
    "same_day",
    "holds",
    "spread",
    "announces",
    "past",
    "alters",
    "planned",
    "opens",
    "aims",
    "level",
    "lays_down",
    "quotes",
    "admonishes",
    "account",
    "made_plan",
    "told",
    "counted",
    "pays",
    "jointly",
    "uses",
    "system",
    "through",
    "completed",
    "standing",
    "takes",
    "contact",
    "instance",
    "worker",
    "surcharge",
    "upcoming",
    "weekday",
    "needed",
    "event_end",
    "extends",
    "handles",
    "persons",
    "binds",
    "place",
    "hosts",
    "lasting",
    "asked",
    "work",
    "collects",
    "steps",
    "agenda",
    "terms",
    "reports",
    "receives",
    "stages",
    "calls",
    "plan_term",
    "half_of",
    "readies",
    "belongs",
    "renders",
    "enacted",
    "replaced",
    "deal",
    "tallied",
];

/// A list of words, found by their heads and by their ends.
struct List {
    words: Vec<&'static str>,
    begins: Terms,
    ends: Endings,
}

static LISTS: LazyLock<Vec<List>> = LazyLock::new(|| {
    let table = Lexicon::embedded().table("time_words");
    let (role, term) = (table.column("role"), table.column("term"));
    let list = |name: &&str| {
        let of_role = table.rows().filter(|row| row[role] == *name);
        let words: Vec<&str> = of_role.map(|row| row[term]).collect();
        List { begins: Terms::new(&words), ends: Endings::new(&words), words }
    };
    NAMES.iter().map(list).collect()
});

impl List {
    fn word(&self, found: Option<Found>) -> Option<&'static str> {
        self.words.get(found?.number as usize).copied()
    }
}

impl Role {
    fn list(self) -> Option<&'static List> {
        LISTS.get(self as usize)
    }

    /// The longest word of the list that `head` ends with.
    pub(super) fn ends(self, head: &str) -> Option<&'static str> {
        self.list().and_then(|list| list.word(list.ends.longest_of(head)))
    }

    /// The longest word of the list that `tail` starts with.
    pub(super) fn starts(self, tail: &str) -> Option<&'static str> {
        self.list().and_then(|list| list.word(list.begins.longest_at(tail)))
    }

    /// The words, in the order of the table.
    pub(super) fn words(self) -> &'static [&'static str] {
        self.list().map_or(&[], |list| &list.words)
    }

    /// Calls `each` with the beginning of every word of the list in `text`.
    pub(super) fn visit(self, text: &str, mut each: impl FnMut(usize)) {
        if let Some(list) = self.list() {
            list.begins.visit(text, |found| each(found.start));
        }
    }

    /// Whether a word of the list stands in `text`.
    pub(super) fn stands_in(self, text: &str) -> bool {
        self.list().is_some_and(|list| list.begins.is_in(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_words_and_every_word_a_role() {
        let table = Lexicon::embedded().table("time_words");
        let role = table.column("role");
        assert!(LISTS.iter().all(|list| !list.words.is_empty()));
        for row in table.rows() {
            assert!(NAMES.contains(&row[role]), "{}", row[role]);
        }
    }

    #[test]
    fn longest_word_wins() {
        assert_eq!(Role::To.ends("政策延长至"), Some("延长至"));
        assert_eq!(Role::Wait.starts("以上的"), Some("以上"));
    }
}
