//! Walks through a sentence from anchor to anchor (年 月 日 季 周 天 期 时 钟 五) and hands each to the reader it belongs to.

use super::amount::{Amount, Unit, amount_before, unit_at};
use super::cursor::{
    before, eat, eat_any, eat_back, eat_dash, eat_dash_back, number_at, number_back, skip_back,
};
use super::moment::{masked_year_back, quarters_at};
use super::point::{self, Taken};
use super::reading::{Draft, Reading};
use super::stretch::stretch_at;
use super::words::Role;
use super::{period, recurring, spell, target, within};

/// Where the year 20xx, or 114 of the Republic, starts behind which the mark at `at` stands and another digit.
fn numeric_year(bytes: &[u8], at: usize) -> Option<usize> {
    if !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let digits = |from: usize| bytes.get(from..at).is_some_and(|year| year.iter().all(u8::is_ascii_digit));
    let full = at
        .checked_sub(4)
        .filter(|from| digits(*from) && bytes.get(*from..).is_some_and(|y| y.starts_with(b"20")));
    full.or_else(|| {
        let from = at.checked_sub(3).filter(|from| digits(*from) && bytes.get(*from) == Some(&b'1'))?;
        let joined = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'/');
        (!from.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(joined)).then_some(from)
    })
}

/// The characters at which a time may be read.
const ANCHORS: [char; 11] = ['年', '月', '旬', '日', '季', '周', '天', '期', '时', '钟', '五'];

/// Which characters may be anchors, by the lower twelve bits of their code, that is by their last two bytes in UTF-8.
static MAY_BE_ANCHOR: [u64; 64] = {
    let mut bits = [0; 64];
    let mut i = 0;
    while i < ANCHORS.len() {
        let low = ANCHORS[i] as usize & 0xFFF;
        bits[low >> 6] |= 1 << (low & 63);
        i += 1;
    }
    bits
};

/// The next anchor character at or after `at`, as its byte offset.
pub(super) fn next_anchor(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        match *bytes.get(at..)? {
            // All anchors are three bytes long. One look at a small table turns nearly every character away.
            [0xE0..=0xEF, second, third, ..] => {
                let low = (usize::from(second & 0x3F) << 6) | usize::from(third & 0x3F);
                if MAY_BE_ANCHOR[low >> 6] >> (low & 63) & 1 == 1
                    && text.get(at..at + 3).is_some_and(|c| c.starts_with(ANCHORS))
                {
                    return Some(at);
                }
                at += 3;
            }
            // 2024.12.31: the first mark behind a year of four digits.
            [b'.' | b'-' | b'/', ..] if numeric_year(bytes, at).is_some() => return Some(at),
            [_, ..] => at += 1,
            [] => return None,
        }
    }
}

/// Reads the sentence from `done` on, which a date folded over the line before may have reached, and gives where reading
/// ended; `masked` says whether a byte lies in a title, a number or another place where times mean nothing.
pub(super) fn read(
    r: &mut Reading<'_>,
    done: usize,
    masked: &dyn Fn(usize) -> bool,
    out: &mut Vec<Draft>,
) -> usize {
    let mut done = done.max(r.from);
    let mut at = done;
    let mut named = None;
    let sentence = r.text.get(..r.to).unwrap_or(r.text);
    while let Some(anchor) = next_anchor(sentence, at) {
        at = anchor + 3;
        if anchor < done || masked(anchor) {
            continue;
        }
        if let Some(taken) = take(r, anchor, done) {
            done = taken.end.max(at);
            at = done;
            named = taken.year.or(named);
            r.year = named.or(r.year);
            out.extend(taken.draft);
        }
    }
    // A year holds for the next sentence of the paragraph, not for the one after it.
    r.year = named;
    done
}

/// Reads what the anchor at `anchor` belongs to; nothing may start before `done`.
fn take(r: &Reading<'_>, anchor: usize, done: usize) -> Option<Taken> {
    let end = anchor + 3;
    let found = |draft: Draft| Some(Taken { end: draft.end, draft: Some(draft), year: None });
    if let Some(start) = numeric_year(r.text.as_bytes(), anchor) {
        let start = Some(start).filter(|start| *start >= done)?;
        let stretch = stretch_at(r.text, start).filter(|s| s.end > anchor + 1 && s.end <= r.to)?;
        return Some(point::classify(r, &stretch));
    }
    if let Some(start) = weekday_point(r.text, anchor).filter(|start| *start >= done)
        && let Some(stretch) = stretch_at(r.text, start).filter(|s| s.end <= r.to)
    {
        return Some(point::classify(r, &stretch));
    }
    match r.text.get(anchor..end)? {
        "五" => period::five_years(r, end).and_then(found),
        "期" if r.head(end).ends_with("学期") => calendar(r, anchor, done),
        "期" => period::validity(r, end).and_then(found),
        "时" => match recurring::each_before(r, end).filter(|start| *start >= done) {
            Some(start) => recurring::each(r, start).map(|(end, draft)| Taken { end, draft, year: None }),
            None => period::ongoing(r, end).and_then(found).or_else(|| length(r, anchor, done)),
        },
        "钟" => length(r, anchor, done),
        _ => calendar(r, anchor, done),
    }
}

/// Where 10.19 begins before the （周三） whose 周 or 期 stands at `anchor`.
fn weekday_point(text: &str, anchor: usize) -> Option<usize> {
    let open = match text.get(anchor..anchor + 3)? {
        "周" => anchor,
        "期" => eat_back(text, anchor, &["星"])?,
        _ => return None,
    };
    let date = skip_back(text, eat_back(text, open, &["（", "("])?);
    let date = number_back(text, date).filter(|n| n.chars <= 2)?;
    let month = number_back(text, eat_back(text, date.start, &["."])?).filter(|n| n.chars <= 2)?;
    (before(text, month.start) != Some('.')).then_some(month.start)
}

/// 年 月 日 季 周 天: a recurring duty, a place in the calendar, or a length.
fn calendar(r: &Reading<'_>, anchor: usize, done: usize) -> Option<Taken> {
    let end = anchor + 3;
    let found = |draft: Draft| Some(Taken { end: draft.end, draft: Some(draft), year: None });
    if let Some(start) = recurring::each_before(r, end).filter(|start| *start >= done) {
        let (end, draft) = recurring::each(r, start)?;
        return Some(Taken { end, draft, year: None });
    }
    // 旬 comes again or belongs to a month that was read before it.
    if r.text.get(anchor..end) == Some("旬") {
        eat_back(r.text, anchor, &["按", "逐"])?;
        return recurring::routine(r, anchor, end).and_then(found);
    }
    // 自发布日施行, as rules of Taiwan say it.
    if r.head(end).ends_with("之日") || eat_back(r.text, end, &["自发布日", "自公布日", "自印发日"]).is_some()
    {
        let draft = match period::note_of_day(r.text, end) {
            Some((to, day)) => period::from_event_on(r, end, to, day)?,
            None => period::from_event(r, eat(r.text, end, "起").unwrap_or(end))?,
        };
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    if r.head(end).ends_with("即日") {
        // 并自即日生效, as rules of Taiwan say it.
        let alone = eat_back(r.text, end, &["自即日"]).filter(|_| Role::Effect.starts(r.tail(end)).is_some());
        let to = eat(r.text, end, "起").or(alone.map(|_| end))?;
        let draft = period::from_now(r, to)?;
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    if let Some(draft) = period::from_day_after(r, end).filter(|draft| draft.start >= done) {
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    if let Some(draft) = recurring::one_each(r, anchor).filter(|draft| draft.start >= done) {
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    if let Some(draft) =
        spell::same_day(r, end).or_else(|| spell::next_day(r, end)).filter(|draft| draft.start >= done)
    {
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    if let Some(draft) = target::whole_year(r, end).filter(|draft| draft.start >= done) {
        return Some(Taken { end, draft: Some(draft), year: None });
    }
    if let Some(start) =
        start_of(r.text, anchor).filter(|start| *start >= done && !follows_short_year(r.text, *start))
        && let Some(stretch) = stretch_at(r.text, start).filter(|s| s.end > anchor && s.end <= r.to)
    {
        return Some(point::classify(r, &stretch));
    }
    let unit_end = eat(r.text, anchor, "季度").unwrap_or(end);
    if let Some(draft) = recurring::routine(r, anchor, unit_end) {
        return Some(Taken { end: draft.end, draft: Some(draft), year: None });
    }
    length(r, anchor, done)
}

/// A length of time whose unit holds the anchor.
fn length(r: &Reading<'_>, anchor: usize, done: usize) -> Option<Taken> {
    let amount = amount_at(r, anchor).filter(|amount| amount.start >= done && amount.end <= r.to)?;
    if is_lower(r.text, &amount) {
        return None;
    }
    let draft = period::trial(r, &amount).or_else(|| within::classify(r, &amount));
    Some(Taken { end: draft.as_ref().map_or(amount.end, |draft| draft.end), draft, year: None })
}

/// Whether the length is the lower end of 5个工作日至10个工作日, which is read at its upper end.
fn is_lower(text: &str, amount: &Amount) -> bool {
    let upper = eat_dash(text, amount.end).and_then(|at| number_at(text, at));
    let unit = upper.and_then(|n| unit_at(text, eat(text, n.end, "个").unwrap_or(n.end)));
    upper.is_some_and(|n| n.value > u64::from(amount.count))
        && unit.is_some_and(|(unit, _)| unit == amount.unit)
}

/// Whether the month at `start` stands behind a number of years that names no year: 满15年6月.
fn follows_short_year(text: &str, start: usize) -> bool {
    let year =
        eat_back(text, skip_back(text, start), &["年"]).and_then(|at| number_back(text, skip_back(text, at)));
    year.is_some_and(|year| year.value < 100 && year.chars < 4)
}

/// The amount whose unit holds the anchor character.
fn amount_at(r: &Reading<'_>, anchor: usize) -> Option<Amount> {
    let start = match before(r.text, anchor) {
        Some('作') => eat_back(r.text, anchor, &["工作"]),
        Some('然') => eat_back(r.text, anchor, &["自然"]),
        Some('小') => eat_back(r.text, anchor, &["小"]),
        Some('分') => eat_back(r.text, anchor, &["分"]),
        _ => None,
    };
    let start = start.unwrap_or(anchor);
    let (unit, end) = unit_at(r.text, start)?;
    // 两个年度内 is a limit; elsewhere 年 in 年度 counts years of a plan and not from an event.
    let years = eat(r.text, end, "度").filter(|to| unit == Unit::Year && r.tail(*to).starts_with('内'));
    if let Some(to) = years {
        return amount_before(r.text, start, to, unit);
    }
    // 日 in 日常 and 天 in 天然 are no units.
    if eat_any(
        r.text,
        end,
        &["常", "期", "报", "然", "津", "度", "份", "初", "均", "产", "货", "级", "龄", "限"],
    )
    .is_some()
        && unit != Unit::WorkingDay
    {
        return None;
    }
    let amount = amount_before(r.text, start, end, unit)?;
    // 三日前 looks back, 期限届满三日前 is a limit.
    let back = eat(r.text, end, "前").is_some() && unit != Unit::WorkingDay;
    let led = || eat_back(r.text, skip_back(r.text, amount.start), &["于", "在"]).is_some();
    let known = || within::follows_end(r, &amount) || led() || spell::ahead_of_event(r, &amount).is_some();
    (!back || known()).then_some(amount)
}

/// What may stand before 年, 月 and 季 instead of a number, longest first.
const YEAR_LEADS: [&str; 20] = [
    "上一", "上半", "下半", "下个", "这个", "第一", "第二", "今", "本", "明", "来", "去", "上", "前", "次",
    "翌", "当", "同", "首", "下",
];

/// Where the calendar expression starts that has its first unit at `anchor`.
fn start_of(text: &str, anchor: usize) -> Option<usize> {
    let at = skip_back(text, anchor);
    if let Some(number) = number_back(text, at) {
        // 上一季度 and 前一月 are counted from now, they are not the first.
        let soft = text.get(..number.start).is_some_and(|head| head.ends_with("原则上"));
        if number.value == 1 && !soft && matches!(before(text, number.start), Some('上' | '前' | '下')) {
            return None;
        }
        let start = eat_back(text, number.start, &["第", "中华民国", "民国"]).unwrap_or(number.start);
        let start =
            eat_back(text, start, &["前"]).filter(|at| quarters_at(text, *at).is_some()).unwrap_or(start);
        let joined = eat_dash_back(text, start).and_then(|to| number_back(text, to));
        return Some(
            joined.map_or(start, |first| eat_back(text, first.start, &["第"]).unwrap_or(first.start)),
        );
    }
    if let Some(start) = bracketed_year(text, at).or_else(|| masked_year_back(text, at)) {
        return Some(start);
    }
    Some(eat_back(text, at, &YEAR_LEADS).unwrap_or(anchor))
}

/// Where 本（114） that ends at `at` starts.
fn bracketed_year(text: &str, at: usize) -> Option<usize> {
    let number = number_back(text, eat_back(text, at, &["）", ")"])?).filter(|n| n.chars == 3)?;
    eat_back(text, eat_back(text, number.start, &["（", "("])?, &["本", "今", "去", "明"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_anchors() {
        let text = "a，于6月底前，每季度5天";
        let mut at = 0;
        let mut found = String::new();
        while let Some(anchor) = next_anchor(text, at) {
            found.push_str(text.get(anchor..anchor + 3).unwrap_or("?"));
            at = anchor + 3;
        }
        assert_eq!(found, "月季天");
    }
}
