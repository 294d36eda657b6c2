//! Damaged input: whatever bytes come in, the whole way from bytes to JSON ends in time, without a panic, and every span quotes
//! the text it points at. `HEGUI_FAULTS` sets the number of mutations (2,000 by default, 10,000 in a release build is the goal).

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/random.rs"]
mod random;

use std::time::{Duration, Instant};

use encoding_rs::{BIG5, GB18030};
use hegui::Engine;
use hegui::source::decode;
use random::Random;
use serde_json::Value;

/// Longest time for one small damaged document, in a debug build on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// A draft with everything the analysis looks for: numbers, titles, lists of units, limits, tables, tabs, glosses.
const DRAFT: &str = "江政办规〔2021〕7号　JCDR-2021-01007\n江城市人民政府办公室关于印发《江城市政务服务办法》的通知\n各县(市、区)人民政府，市政府各部门：\n《江城市政务服务办法》已经市政府第12次常务会议审议通过,现印发给你们,请认真贯彻执行。\n江城市人民政府办公室\n2021年6月15日\n江城市政务服务办法\n第一章 总则\n第一条 为了規範(guī fàn)政务服务，根据《中华人民共和国行政许可法》《优化营商环境条例》(国令第722号)第三条第二款第(一)项，制定本办法。\n第二条 各部门应当自收到申请之日起5个工作日内办结；未经合法性审核的，不得提交集体讨论。\n一、主要任务\n(一)推进一窗受理。2022年12月底前完成。(牵头单位:市行政审批局;责任单位:市司法局、市财政局,各县〔市、区〕人民政府)\n1.保留162件，修改9件，废止21件，共192件。\n2．严禁以征求意见、会签代替合法性审核。\n序号\t任务\t责任单位\t完成时限\n1\t统一登记、统一编号、统一印发\t市司法局\t每季度末\n第三条 本办法自2021年7月1日起施行，有效期5年。《江城市政务服务暂行办法》(江政发[2016]3号)同时废止。\n";

const TRADITIONAL: &str = "檔案管理作業要點\n中華民國一百零九年六月三十日修正\n一、各機關應於每年十二月底前檢討修正，並報請核備；未經審查者，不得發布。\n二、本要點自發布日施行。\n";

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("draft.txt", DRAFT.as_bytes().to_vec()),
        ("draft-gbk.txt", GB18030.encode(DRAFT).0.into_owned()),
        ("draft-utf16.txt", utf16(&format!("\u{feff}{DRAFT}"))),
        ("crlf.txt", DRAFT.replace('\n', "\r\n").into_bytes()),
        ("traditional.txt", TRADITIONAL.as_bytes().to_vec()),
        ("traditional-big5.txt", BIG5.encode(TRADITIONAL).0.into_owned()),
        ("notice.html", include_bytes!("../corpus/html_trs_notice.html").to_vec()),
        ("list.html", include_bytes!("../corpus/html_portal_list.html").to_vec()),
        ("tables.htm", include_bytes!("../corpus/html_layout_tables_gb2312.htm").to_vec()),
        ("tasks.html", include_bytes!("../corpus/html_task_table.html").to_vec()),
        ("meta.html", include_bytes!("../corpus/html_govcn_meta.html").to_vec()),
    ]
}

/// One to three blows: cut, flip, splice in another document, repeat, drop, or read in the wrong encoding and save.
fn mutate(random: &mut Random, samples: &[(&str, Vec<u8>)], bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        let end = (at + random.below(200)).min(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(..at)),
            2 => drop(bytes.drain(at..end)),
            3 => {
                for _ in 0..=random.below(20) {
                    let place = random.below(bytes.len());
                    if let Some(byte) = bytes.get_mut(place) {
                        *byte = random.draw() as u8;
                    }
                }
            }
            4 => {
                let other = &samples[random.below(samples.len())].1;
                let from = random.below(other.len());
                let to = (from + random.below(2000)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            5 => {
                let piece = bytes[at..end].repeat(1 + random.below(30));
                drop(bytes.splice(at..at, piece));
            }
            6 => bytes = GB18030.encode(&String::from_utf8_lossy(&bytes)).0.into_owned(),
            _ => bytes = GB18030.decode_without_bom_handling(&bytes).0.into_owned().into_bytes(),
        }
    }
    bytes
}

/// Every object with `start`, `end` and `text` quotes exactly the characters between them.
fn check_spans(value: &Value, text: &[char], count: &mut usize) {
    match value {
        Value::Object(fields) => {
            let offset =
                |key: &str| fields.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            if let (Some(start), Some(end), Some(quote)) =
                (offset("start"), offset("end"), fields.get("text"))
            {
                let between = text.get(start..end).map(|c| c.iter().collect::<String>());
                assert_eq!(between.as_deref(), quote.as_str(), "span {start}..{end}");
                *count += 1;
            }
            fields.values().for_each(|v| check_spans(v, text, count));
        }
        Value::Array(items) => items.iter().for_each(|v| check_spans(v, text, count)),
        _ => {}
    }
}

fn analyse(engine: &Engine, path: &str, bytes: &[u8]) -> usize {
    let started = Instant::now();
    let json =
        serde_json::to_string(&engine.extract(decode(path, bytes)).report(true)).expect("serialisable");
    assert!(started.elapsed() < PATIENCE, "{path}: {:?}", started.elapsed());
    let value: Value = serde_json::from_str(&json).expect("valid JSON");
    let text: Vec<char> = value["text"].as_str().expect("text").chars().collect();
    let mut count = 0;
    check_spans(&value, &text, &mut count);
    count
}

#[test]
fn samples_are_whole() {
    let engine = Engine::new();
    for (path, bytes) in samples() {
        let decoded = decode(path, &bytes);
        assert!(decoded.problems.is_empty(), "{path}: {:?}", decoded.problems);
        analyse(&engine, path, &bytes);
    }
}

#[test]
fn mutations_neither_panic_nor_hang_nor_misquote() {
    let rounds = std::env::var("HEGUI_FAULTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000usize);
    let engine = Engine::new();
    let samples = samples();
    let mut random = Random(20_211_206);
    let mut kinds = std::collections::BTreeMap::<&str, usize>::new();
    for round in 0..rounds {
        let (path, bytes) = &samples[round % samples.len()];
        let seed = random.0;
        let damaged = mutate(&mut random, &samples, bytes);
        let outcome = std::panic::catch_unwind(|| analyse(&engine, path, &damaged));
        assert!(outcome.is_ok(), "round {round}, {path}, seed {seed}");
        for problem in decode(path, &damaged).problems {
            *kinds.entry(problem.kind).or_default() += 1;
        }
    }
    // The damage must be worth the name.
    assert!(rounds < 1_000 || kinds.get("undecodable").is_some_and(|n| *n * 20 > rounds), "{kinds:?}");
}
