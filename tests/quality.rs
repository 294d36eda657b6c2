//! Precision and recall of every fact on the labelled documents of `corpus/labelled/`; a fall below the floors fails.
//!
//! `NAME.json` beside `NAME.txt` holds what a careful reader marks in it: metadata, unit lists with roles, deadlines with
//! kind and value, citations, explicit obligations, review sentences. `floors.toml` holds the F1 each fact must keep.
//! `cargo test --test quality -- --nocapture` prints the table and the misses.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // Tests read the corpus and print the table.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hegui::engine::Engine;
use hegui::source;
use serde_json::Value;

/// Counts of one fact over all documents.
#[derive(Default)]
struct Measure {
    right: usize,
    extra: usize,
    missed: usize,
    misses: Vec<String>,
}

impl Measure {
    fn f1(&self) -> f64 {
        let total = 2 * self.right + self.extra + self.missed;
        if total == 0 { 1.0 } else { 2.0 * self.right as f64 / total as f64 }
    }

    fn miss(&mut self, what: String) {
        self.missed += 1;
        self.misses.push(what);
    }

    fn extra(&mut self, what: String) {
        self.extra += 1;
        self.misses.push(what);
    }
}

type Measures = BTreeMap<&'static str, Measure>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/labelled")
}

/// Compares without regard to width, blanks and the form of brackets and dashes.
fn folded(text: &str) -> String {
    let fold = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '[' | '［' | '﹝' | '【' => '〔',
        ']' | '］' | '﹞' | '】' => '〕',
        '—' | '–' | '－' | '~' | '～' => '-',
        other => other,
    };
    let mut out: String = text.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    out
}

/// Character range of the `nth` occurrence of a labelled text.
fn place(text: &str, label: &Value) -> (i64, i64) {
    let needle = label["text"].as_str().unwrap_or_else(|| panic!("标注没有 text：{label}"));
    let nth = label["nth"].as_u64().unwrap_or(1);
    let mut at = 0;
    for n in 1..=nth {
        let found = text[at..].find(needle).unwrap_or_else(|| panic!("原文里没有第 {n} 处“{needle}”"));
        if n == nth {
            let start = text[..at + found].chars().count() as i64;
            return (start, start + needle.chars().count() as i64);
        }
        at += found + needle.chars().next().map_or(1, char::len_utf8);
    }
    panic!("nth 要从 1 起：{label}")
}

fn span(fact: &Value) -> (i64, i64) {
    let at = |key: &str| fact["span"][key].as_i64().unwrap_or(-1);
    (at("start"), at("end"))
}

/// Shared characters over the shorter of the two.
fn overlap(a: (i64, i64), b: (i64, i64)) -> f64 {
    let shared = (a.1.min(b.1) - a.0.max(b.0)).max(0);
    shared as f64 / (a.1 - a.0).min(b.1 - b.0).max(1) as f64
}

/// Pairs labels with facts, best overlap first; returns pairs and what is left on either side.
fn paired<'a>(
    text: &str,
    labels: &'a [Value],
    facts: &'a [Value],
    least: f64,
) -> (Vec<(&'a Value, &'a Value)>, Vec<&'a Value>, Vec<&'a Value>) {
    let mut candidates = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        let at = place(text, label);
        for (j, fact) in facts.iter().enumerate() {
            let shared = overlap(at, span(fact));
            if shared >= least {
                let length = (span(fact).1 - span(fact).0 - (at.1 - at.0)).abs();
                candidates.push((-(shared * 1000.0) as i64, length, i, j));
            }
        }
    }
    candidates.sort_unstable();
    let (mut used_labels, mut used_facts) = (vec![false; labels.len()], vec![false; facts.len()]);
    let mut pairs = Vec::new();
    for (_, _, i, j) in candidates {
        if !used_labels[i] && !used_facts[j] {
            (used_labels[i], used_facts[j]) = (true, true);
            pairs.push((&labels[i], &facts[j]));
        }
    }
    let left = |all: &'a [Value], used: &[bool]| {
        all.iter().zip(used).filter(|(_, u)| !**u).map(|(v, _)| v).collect::<Vec<_>>()
    };
    (pairs, left(labels, &used_labels), left(facts, &used_facts))
}

fn list(value: &Value, key: &str) -> Vec<Value> {
    value[key].as_array().cloned().unwrap_or_default()
}

fn printed(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(folded(text)),
        Value::Object(map) => map.get("text").or_else(|| map.get("raw")).and_then(Value::as_str).map(folded),
        Value::Array(all) => all.first().and_then(printed),
        _ => None,
    }
}

fn metadata(name: &str, gold: &Value, out: &Value, measures: &mut Measures) {
    let keys = ["title", "issuing_body", "doc_number", "registration_number", "doc_kind", "signed_on"];
    let more = ["effective_on", "expires_on", "addressee"];
    for key in keys.iter().chain(&more) {
        let trimmed = |v: Option<String>| v.map(|t| t.trim_end_matches(':').to_owned());
        let (want, got) = (trimmed(printed(&gold["meta"][key])), trimmed(printed(&out["metadata"][key])));
        let measure = measures.entry("元数据").or_default();
        match (&want, &got) {
            (None, None) => {}
            (Some(a), Some(b)) if a == b => measure.right += 1,
            _ => {
                measure.extra += usize::from(got.is_some());
                measure.missed += usize::from(want.is_some());
                measure.misses.push(format!("{name} {key}：应为 {want:?}，得到 {got:?}"));
            }
        }
    }
    let measure = measures.entry("是否规范性文件").or_default();
    if gold["normative"] == out["metadata"]["normative"]["value"] {
        measure.right += 1;
    } else {
        measure.miss(format!("{name} 应为 {}", gold["normative"]));
    }
}

fn units(value: &Value, with_roles: bool) -> Vec<String> {
    let mut all: Vec<String> = list(value, "units")
        .iter()
        .map(|u| {
            let name = folded(u["name"].as_str().unwrap_or(""));
            if with_roles { format!("{name}/{}", u["role"].as_str().unwrap_or("")) } else { name }
        })
        .collect();
    all.sort();
    all
}

fn assignments(name: &str, text: &str, gold: &Value, out: &Value, measures: &mut Measures) {
    let (labels, facts) = (list(gold, "assignments"), list(out, "assignments"));
    let (pairs, missed, extra) = paired(text, &labels, &facts, 0.5);
    for (label, fact) in pairs {
        let measure = measures.entry("责任清单（单位与角色全对）").or_default();
        if units(label, true) == units(fact, true) {
            measure.right += 1;
        } else {
            measure.miss(format!(
                "{name} {}：{:?}，得到 {:?}",
                label["text"],
                units(label, true),
                units(fact, true)
            ));
            measure.extra += 1;
        }
    }
    let measure = measures.entry("责任清单（单位与角色全对）").or_default();
    missed.iter().for_each(|l| measure.miss(format!("{name} 漏 {}", l["text"])));
    extra.iter().for_each(|f| measure.extra(format!("{name} 多 {}", f["span"]["text"])));
}

fn deadlines(name: &str, text: &str, gold: &Value, out: &Value, measures: &mut Measures) {
    let counted = |d: &Value| !matches!(d["kind"].as_str(), Some("vague" | "event"));
    let facts: Vec<Value> = list(out, "deadlines").into_iter().filter(counted).collect();
    let labels = list(gold, "deadlines");
    let (pairs, missed, extra) = paired(text, &labels, &facts, 0.5);
    for (label, fact) in pairs {
        let measure = measures.entry("时限（种类与值全对）").or_default();
        if label["kind"] == fact["kind"] && label["value"] == fact["value"] {
            measure.right += 1;
        } else {
            measure.miss(format!(
                "{name} {}：应为 {} {}，得到 {} {}",
                label["text"], label["kind"], label["value"], fact["kind"], fact["value"]
            ));
            measure.extra += 1;
        }
    }
    let measure = measures.entry("时限（种类与值全对）").or_default();
    missed.iter().for_each(|l| measure.miss(format!("{name} 漏 {}", l["text"])));
    extra.iter().for_each(|f| measure.extra(format!("{name} 多 {}", f["span"]["text"])));
    for decoy in list(gold, "time_decoys") {
        let at = place(text, &serde_json::json!({ "text": decoy }));
        if let Some(hit) = facts.iter().find(|f| overlap(at, span(f)) >= 0.5) {
            let labelled = labels.iter().any(|l| overlap(at, place(text, l)) >= 0.5);
            if !labelled {
                measures
                    .entry("时限（种类与值全对）")
                    .or_default()
                    .extra(format!("{name} 误认 {}", hit["span"]["text"]));
            }
        }
    }
}

fn citations(name: &str, gold: &Value, out: &Value, measures: &mut Measures) {
    let key = |c: &Value| {
        let number = printed(&c["number"]).unwrap_or_default();
        format!("{} {number}", c["title"].as_str().map(folded).unwrap_or_default())
    };
    let want: Vec<String> = list(gold, "citations").iter().map(&key).collect();
    let got: Vec<String> = list(out, "citations").iter().filter(|c| c["role"] != "self").map(&key).collect();
    let measure = measures.entry("引用").or_default();
    for title in &want {
        if got.contains(title) { measure.right += 1 } else { measure.miss(format!("{name} 漏 {title}")) }
    }
    got.iter().filter(|t| !want.contains(t)).for_each(|t| measure.extra(format!("{name} 多 {t}")));
}

/// Sentence-level facts: found, and classed alike under `class`.
struct Sentences {
    measure: &'static str,
    key: &'static str,
    class: &'static str,
    counted: &'static [&'static str],
}

fn sentences(
    kind: &Sentences,
    name: &str,
    text: &str,
    (gold, out): (&Value, &Value),
    measures: &mut Measures,
) {
    let counted = |f: &Value| f[kind.class].as_str().is_some_and(|c| kind.counted.contains(&c));
    let facts: Vec<Value> = list(out, kind.key).into_iter().filter(counted).collect();
    let labels = list(gold, kind.key);
    let (pairs, missed, extra) = paired(text, &labels, &facts, 0.6);
    let measure = measures.entry(kind.measure).or_default();
    for (label, fact) in pairs {
        let also = list(label, "also");
        if label[kind.class] == fact[kind.class] || also.contains(&fact[kind.class]) {
            measure.right += 1;
        } else {
            measure.miss(format!(
                "{name} {}：应为 {}，得到 {}",
                label["text"], label[kind.class], fact[kind.class]
            ));
            measure.extra += 1;
        }
    }
    missed.iter().for_each(|l| measure.miss(format!("{name} 漏 {}", l["text"])));
    extra.iter().for_each(|f| measure.extra(format!("{name} 多 {}", f["span"]["text"])));
}

fn score(path: &Path, engine: &Engine, measures: &mut Measures) {
    let name = path.file_stem().expect("name").to_string_lossy().into_owned();
    let bytes = fs::read(path).expect("document");
    let report = engine.extract(source::decode(&name, &bytes)).report(true);
    let out = serde_json::to_value(&report).expect("json");
    let gold = fs::read_to_string(path.with_extension("json")).unwrap_or_else(|e| panic!("{name}.json：{e}"));
    let gold: Value = serde_json::from_str(&gold).unwrap_or_else(|e| panic!("{name}.json：{e}"));
    let text = out["text"].as_str().expect("text").to_owned();
    metadata(&name, &gold, &out, measures);
    assignments(&name, &text, &gold, &out, measures);
    deadlines(&name, &text, &gold, &out, measures);
    citations(&name, &gold, &out, measures);
    let duties = Sentences {
        measure: "明示义务",
        key: "obligations",
        class: "modality",
        counted: &["must", "must_not", "may"],
    };
    sentences(&duties, &name, &text, (&gold, &out), measures);
    let reviews = Sentences {
        measure: "审核审查",
        key: "reviews",
        class: "class",
        counted: &["rule", "evidence", "missing", "statistic"],
    };
    sentences(&reviews, &name, &text, (&gold, &out), measures);
}

#[test]
fn facts_keep_their_quality() {
    let entries = fs::read_dir(folder()).expect("corpus/labelled").map(|e| e.expect("entry").path());
    let mut documents: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    documents.sort();
    let floors = fs::read_to_string(folder().join("floors.toml")).expect("floors.toml");
    let floors: BTreeMap<String, f64> = toml::from_str(&floors).expect("floors.toml");
    let engine = Engine::new();
    let mut measures = Measures::new();
    for path in &documents {
        score(path, &engine, &mut measures);
    }
    assert!(!documents.is_empty(), "corpus/labelled 没有文件");
    println!("{} 份标注文件", documents.len());
    let mut fallen = Vec::new();
    for (name, m) in &measures {
        println!("F1 {:.3}  对 {} 多 {} 漏 {}  {name}", m.f1(), m.right, m.extra, m.missed);
        m.misses.iter().for_each(|miss| println!("      {miss}"));
        let floor = floors.get(*name).unwrap_or_else(|| panic!("floors.toml 没有“{name}”"));
        if m.f1() + 1e-9 < *floor {
            fallen.push(format!("{name} 的 F1 {:.3} 低于 {floor}", m.f1()));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
