//! Builds the tree of a query by recursive descent.
//!
//! ```text
//! any   = all { OR all }
//! all   = [NOT] near { [AND] [NOT] near }
//! near  = part { NEAR/n part }
//! part  = ( any ) | "phrase" | word | field:value | field:[from TO to]
//! ```

use super::lexer::{Kind as Lexed, Token, tokens};
use super::{DEEPEST, FIELDS, Kind, LONGEST, MOST_TERMS, Named, Node, mistake};
use crate::error::Error;

/// Last day of any range.
const LAST_DAY: u64 = 99_991_231;

struct Parser<'q> {
    text: &'q str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

/// Whether a field has that name, in any case.
pub(super) fn is_field(name: &str) -> bool {
    // An unknown English name before a colon is a mistake to be told; a Chinese one is text (会议要求：…).
    named(name).is_some() || (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_'))
}

fn named(name: &str) -> Option<&'static Named> {
    let lower = name.to_ascii_lowercase();
    FIELDS.iter().find(|f| f.names.contains(&lower.as_str()))
}

/// Reads a query.
pub(super) fn parse(text: &str) -> Result<Node, Error> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Error::usage(format!("检索式有 {length} 字，最多 {LONGEST} 字")));
    }
    let tokens = tokens(text)?;
    let terms =
        tokens.iter().filter(|t| matches!(t.kind, Lexed::Word(_) | Lexed::Phrase(_) | Lexed::Range(..)));
    let terms = terms.count();
    if terms > MOST_TERMS {
        return Err(Error::usage(format!("检索式有 {terms} 个词，最多 {MOST_TERMS} 个")));
    }
    if tokens.is_empty() {
        return Err(Error::usage("检索式是空的；写要找的词，例如：hegui search 停车收费"));
    }
    let mut parser = Parser { text, tokens, at: 0, depth: 0 };
    let root = parser.any()?;
    match parser.peek() {
        Some(Lexed::Close) => Err(parser.wrong("多了右括号，前面没有与它配对的左括号")),
        Some(_) => Err(parser.wrong("这里看不懂")),
        None => Ok(root),
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Lexed> {
        self.tokens.get(self.at).map(|t| &t.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn wrong(&self, message: &str) -> Error {
        let end = self.text.len();
        let at = self.tokens.get(self.at).map_or(end..end, |t| t.at.clone());
        mistake(self.text, at, message)
    }

    fn any(&mut self) -> Result<Node, Error> {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Lexed::Or) {
            self.at += 1;
            parts.push(self.all()?);
        }
        Ok(single(parts, Node::Or))
    }

    fn all(&mut self) -> Result<Node, Error> {
        let mut parts = vec![self.not()?];
        loop {
            match self.peek() {
                Some(Lexed::And) => {
                    self.at += 1;
                    parts.push(self.not()?);
                }
                None | Some(Lexed::Close | Lexed::Or) => break,
                _ => parts.push(self.not()?),
            }
        }
        narrow(&mut parts);
        if parts.iter().all(|p| matches!(p, Node::Not(_))) {
            parts.insert(0, Node::All);
        }
        Ok(single(parts, Node::And))
    }

    fn not(&mut self) -> Result<Node, Error> {
        let mut is_negated = false;
        while self.peek() == Some(&Lexed::Not) {
            self.at += 1;
            is_negated = !is_negated;
        }
        let node = self.near()?;
        Ok(if is_negated { Node::Not(Box::new(node)) } else { node })
    }

    fn near(&mut self) -> Result<Node, Error> {
        let start = self.at;
        let mut parts = vec![self.part()?];
        let mut distances = Vec::new();
        while let Some(&Lexed::Near(distance)) = self.peek() {
            self.at += 1;
            distances.push(distance);
            parts.push(self.part()?);
        }
        if parts.len() == 1 {
            return Ok(single(parts, Node::And));
        }
        let is_fit = |p: &Node| matches!(p, Node::Phrase(t) | Node::Words(t) if t.chars().filter(|c| !c.is_whitespace()).count() > 1);
        if !parts.iter().all(is_fit) {
            self.at = start;
            return Err(self.wrong("NEAR 两边要是词或引号里的短语，每一项至少两个字"));
        }
        Ok(Node::Near(parts, distances))
    }

    fn part(&mut self) -> Result<Node, Error> {
        let Some(token) = self.next() else {
            self.at = self.tokens.len();
            return Err(self.wrong("后面缺少要找的词"));
        };
        match token.kind {
            Lexed::Open => self.bracket(),
            Lexed::Phrase(text) => Ok(Node::Phrase(text)),
            Lexed::Word(word) if word.chars().all(|c| matches!(c, '*' | '?' | '？' | '＊')) => {
                self.at -= 1;
                Err(self.wrong("只有通配符，没有要找的字"))
            }
            Lexed::Word(word) => Ok(Node::Words(word)),
            Lexed::Field(name) => self.field(&name),
            _ => {
                self.at -= 1;
                Err(self.wrong("这里应当是要找的词、短语或字段"))
            }
        }
    }

    fn bracket(&mut self) -> Result<Node, Error> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Error::usage(format!("括号套得太深，最多 {DEEPEST} 层")));
        }
        let node = self.any()?;
        if self.peek() != Some(&Lexed::Close) {
            return Err(self.wrong("括号没有配对，缺少右括号"));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(node)
    }

    fn field(&mut self, name: &str) -> Result<Node, Error> {
        let Some(field) = named(name) else {
            self.at -= 1;
            let known: Vec<&str> = FIELDS.iter().flat_map(|f| f.names.first()).copied().collect();
            let message =
                format!("没有“{name}”这个字段；有 {}。冒号是正文的一部分时请加引号", known.join("、"));
            return Err(self.wrong(&message));
        };
        let Some(token) = self.next() else {
            self.at = self.tokens.len();
            return Err(self.wrong("冒号后面缺少内容"));
        };
        self.at -= 1;
        let value = match token.kind {
            Lexed::Range(from, to) => {
                let node = self.range(field, &from, &to)?;
                self.at += 1;
                return Ok(node);
            }
            Lexed::Word(text) | Lexed::Phrase(text) => text,
            _ => return Err(self.wrong("冒号后面要写词、引号里的短语或范围")),
        };
        let node = self.value(field, &value)?;
        self.at += 1;
        Ok(node)
    }

    fn value(&self, field: &'static Named, value: &str) -> Result<Node, Error> {
        let choice = |choices: &[(&'static str, &'static str)]| {
            let wanted = value.to_ascii_lowercase();
            choices.iter().find(|(name, to)| *name == wanted || *to == wanted).map(|(_, to)| *to)
        };
        let among = |choices: &[(&'static str, &'static str)]| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.wrong(&format!("“{value}”不行，可以写 {}", names.join("、")))
        };
        match field.kind {
            Kind::Value(_, choices) if !choices.is_empty() => {
                choice(choices).map(|to| Node::Field(field, to.to_owned())).ok_or_else(|| among(choices))
            }
            Kind::Narrow(_, choices) => {
                choice(choices).map(|to| Node::Field(field, to.to_owned())).ok_or_else(|| among(choices))
            }
            Kind::Date(_) => {
                let (from, to) = (day(value, false), day(value, true));
                let (Some(from), Some(to)) = (from, to) else { return Err(self.bad_day(value)) };
                Ok(Node::Range(field, from, to))
            }
            Kind::Run => {
                let run = value.parse().map_err(|_| self.wrong("批次要写数字"))?;
                Ok(Node::Range(field, run, run))
            }
            _ if value.chars().all(|c| matches!(c, '*' | '＊')) => {
                Err(self.wrong("只有通配符，没有要找的字"))
            }
            _ => Ok(Node::Field(field, value.to_owned())),
        }
    }

    fn bad_day(&self, value: &str) -> Error {
        self.wrong(&format!("“{value}”不是日期；写 2020、2020-03 或 2020-03-01"))
    }

    fn range(&self, field: &'static Named, from: &str, to: &str) -> Result<Node, Error> {
        let is_open = |t: &str| matches!(t, "" | "*" | "＊");
        let (low, high) = match field.kind {
            Kind::Date(_) => {
                let low = if is_open(from) { Some(0) } else { day(from, false) };
                let high = if is_open(to) { Some(LAST_DAY) } else { day(to, true) };
                (low.ok_or_else(|| self.bad_day(from))?, high.ok_or_else(|| self.bad_day(to))?)
            }
            Kind::Run => {
                let number = |t: &str, open| if is_open(t) { Some(open) } else { t.parse().ok() };
                let ends = number(from, 0).zip(number(to, u64::MAX));
                ends.ok_or_else(|| self.wrong("批次要写数字"))?
            }
            _ => return Err(self.wrong("只有日期字段可以写范围")),
        };
        if low > high {
            return Err(self.wrong("范围的起点在终点之后"));
        }
        Ok(Node::Range(field, low, high))
    }
}

/// The first or last day of a year, month or day as `yyyymmdd`.
fn day(text: &str, is_end: bool) -> Option<u64> {
    let text = text.trim_end_matches(['日', '号', '月', '年']);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let number = |part: Option<&str>| part.map(str::parse::<u64>);
    let year = number(parts.next())?.ok()?;
    let month = number(parts.next()).transpose().ok()?;
    let day = number(parts.next()).transpose().ok()?;
    let fits = (1000..=9999).contains(&year)
        && month.is_none_or(|m| (1..=12).contains(&m))
        && day.is_none_or(|d| (1..=31).contains(&d));
    if !fits || parts.next().is_some() {
        return None;
    }
    let (last_month, last_day) = if is_end { (12, 31) } else { (1, 1) };
    Some(year * 10_000 + month.unwrap_or(last_month) * 100 + day.unwrap_or(last_day))
}

/// Joins `unit:甲 role:lead` into one condition; a role without a unit asks whether there is any unit in that role. A role
/// beside a bracket holds for every unit in it; `NOT role:lead` leaves the other roles.
fn narrow(parts: &mut Vec<Node>) {
    for field in FIELDS {
        let Kind::Narrow(base, choices) = field.kind else { continue };
        let chosen: Vec<&'static str> = parts.iter().filter_map(|p| narrowing(p, base)).collect();
        let refused: Vec<&'static str> = parts.iter().filter_map(|p| refusing(p, base)).collect();
        if chosen.is_empty() && refused.is_empty() {
            continue;
        }
        let mut left: Vec<&'static str> = choices.iter().map(|(_, to)| *to).collect();
        left.dedup();
        left.retain(|to| !refused.contains(to) && (chosen.is_empty() || chosen.contains(to)));
        let mut is_used = false;
        for part in parts.iter_mut() {
            is_used |= within(part, base, &left);
        }
        if is_used {
            parts.retain(|p| narrowing(p, base).is_none() && refusing(p, base).is_none());
        }
    }
}

/// Leaves the units of a part in these roles only; whether there are any. What is excluded is excluded in every role.
fn within(part: &mut Node, base: &str, left: &[&'static str]) -> bool {
    match part {
        Node::And(parts) | Node::Or(parts) => {
            // Each of them, also behind the first that has units.
            let used = parts.iter_mut().filter_map(|part| within(part, base, left).then_some(()));
            used.count() > 0
        }
        Node::Field(field, text) if matches!(field.kind, Kind::Split(_)) && field.names.contains(&base) => {
            *part = Node::Within(field, std::mem::take(text), left.to_vec());
            true
        }
        _ => false,
    }
}

fn refusing(part: &Node, base: &str) -> Option<&'static str> {
    if let Node::Not(inner) = part { narrowing(inner, base) } else { None }
}

fn narrowing(part: &Node, base: &str) -> Option<&'static str> {
    let Node::Field(by, value) = part else { return None };
    let Kind::Narrow(of, choices) = by.kind else { return None };
    (of == base).then(|| choices.iter().find(|(_, to)| to == value).map(|(_, to)| *to))?
}

fn single(mut parts: Vec<Node>, join: impl FnOnce(Vec<Node>) -> Node) -> Node {
    match parts.len() {
        1 => parts.pop().unwrap_or(Node::All),
        _ => join(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in brackets.
    fn shown(node: &Node) -> String {
        let all = |parts: &[Node]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
        match node {
            Node::All => "*".into(),
            Node::And(parts) => format!("(& {})", all(parts)),
            Node::Or(parts) => format!("(| {})", all(parts)),
            Node::Not(part) => format!("-{}", shown(part)),
            Node::Near(parts, n) => {
                let n: Vec<String> = n.iter().map(u32::to_string).collect();
                format!("(~{} {})", n.join("+"), all(parts))
            }
            Node::Phrase(text) => format!("“{text}”"),
            Node::Words(text) => text.clone(),
            Node::Field(field, text) => format!("{}:{text}", field.names[0]),
            Node::Within(field, text, to) => format!("{}:{text}@{}", field.names[0], to.join("+")),
            Node::Range(field, from, to) => format!("{}:{from}..{to}", field.names[0]),
        }
    }

    fn check(text: &str, expect: &str) {
        match parse(text) {
            Ok(node) => assert_eq!(shown(&node), expect, "{text}"),
            Err(error) => panic!("{text}: {error}"),
        }
    }

    fn check_error(text: &str, expect: &str) {
        let error = parse(text).map(|n| shown(&n)).expect_err(text).to_string();
        assert!(error.contains(expect), "{text}: {error}");
    }

    #[test]
    fn operators_bind_as_expected() {
        check("停车 收费", "(& 停车 收费)");
        check("停车 OR 收费 NOT 公交", "(| 停车 (& 收费 -公交))");
        check("(停车 OR 收费) AND -公交", "(& (| 停车 收费) -公交)");
        check("（停车 或者 收费）并且 公交", "(& (| 停车 收费) 公交)");
        check("审查 NEAR/5 司法局", "(~5 审查 司法局)");
        check("“合法性审查” NEAR 备案", "(~20 “合法性审查” 备案)");
        check("改造 NEAR/2 停车场 NEAR/100 系统", "(~2+100 改造 停车场 系统)");
        check("NOT 停车", "(& * -停车)");
        check("停车，收费、公交", "(& 停车 收费 公交)");
    }

    #[test]
    fn quotes_and_brackets_of_every_kind() {
        check("\"停 车\"", "“停 车”");
        check("“停车\"", "“停车”");
        check("「停車」", "“停車”");
        check("《行政许可法》第八条", "(& “行政许可法” 第八条)");
        check("“深化“放管服”改革”", "“深化“放管服”改革”");
        check("\"深化“放管服”改革\" 停车", "(& “深化“放管服”改革” 停车)");
        check("“停车“ “收费“", "(& “停车” “收费”)");
        check("\"停车” \"收费\"", "(& “停车” “收费”)");
        check("停车办法（试行）", "停车办法（试行）");
        check("会议要求：停车", "会议要求：停车");
    }

    #[test]
    fn fields() {
        check("title:停车", "title:停车");
        check("标题：停车 文号:尚政规〔2017〕", "(& title:停车 number:尚政规〔2017〕)");
        check("kind:\"办法\"", "kind:办法");
        check("unit:司法局 role:lead", "unit:司法局@unit_lead");
        check("单位：司法局 角色：牵头 停车", "(& unit:司法局@unit_lead 停车)");
        check("cites:合同法 status:废止", "cites:合同法@cites_repealed");
        check("role:lead", "role:unit_lead");
        check("(unit:司法局 OR unit:教育局) role:lead", "(| unit:司法局@unit_lead unit:教育局@unit_lead)");
        check("unit:司法局 NOT role:lead", "unit:司法局@unit_responsible+unit_supporting+unit_participating");
        check("停车 NOT role:lead", "(& 停车 -role:unit_lead)");
        check("deadline:[2020-01-01 TO 2020-12-31]", "deadline:20200101..20201231");
        check("日期：[2019 至 *]", "date:20190101..99991231");
        check("date:2020-03", "date:20200301..20200331");
        check("rule:TU-003 normative:是", "(& rule:TU-003 normative:true)");
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        check_error("停车 AND", "后面缺少要找的词\n  停车 AND\n          ^");
        check_error("(停车", "缺少右括号");
        check_error("停车)", "没有与它配对的左括号\n  停车)\n      ^");
        check_error("“停车", "缺少 ”");
        check_error("titel:停车", "没有“titel”这个字段；有 title");
        check_error("deadline:[2020]", "范围要写成");
        check_error("deadline:[2021 TO 2020]", "起点在终点之后");
        check_error("date:昨天", "不是日期");
        check_error("role:老大", "可以写 lead、牵头");
        check_error("*", "只有通配符");
        check_error("车 NEAR 停车", "至少两个字");
        check_error("", "是空的");
        check_error("title:[1 TO 2]", "只有日期字段");
    }

    #[test]
    fn hostile_queries_end_soon() {
        check_error(&"停车 ".repeat(1_000), "最多 128 个");
        check_error(&"停车 ".repeat(10_000), "最多 4000 字");
        check_error(&"(".repeat(3_000), "括号套得太深");
        check_error(&"-".repeat(3_000), "后面缺少要找的词");
        check_error(&"\"".repeat(3_001), "引号里没有内容");
        check_error(&"a:".repeat(1_500), "没有“a”这个字段");
        check_error(&"(停车 OR ".repeat(100), "括号套得太深");
    }
}
