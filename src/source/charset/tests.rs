//! Round trips through every encoding, short texts, wrong declarations, damage.

use encoding_rs::{BIG5, Encoding, GB18030};

use crate::document::Decoded;
use crate::source::decode;

const SIMPLIFIED: &str = "关于印发《江城市行政规范性文件管理办法》的通知\r\n各县（市、区）人民政府：\r\n一、各部门应当于2020年6月底前完成清理工作，未经审核的，不得提交讨论。\r\n";
const TRADITIONAL: &str =
    "關於訂定《檔案管理辦法》之說明\n一、各機關應於每年十二月底前檢討修正，並報請核備。\n";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, has_errors) = encoding.encode(text);
    assert!(!has_errors, "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if is_big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[track_caller]
fn check(bytes: &[u8], encoding: &str, text: &str) {
    let decoded = decode("a.txt", bytes);
    assert_eq!((decoded.encoding.as_str(), decoded.raw.as_str()), (encoding, text));
    assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
    assert_eq!(decoded.sha256.len(), 64);
}

#[track_caller]
fn problem(decoded: &Decoded, kind: &str, is_fatal: bool, says: &str) {
    let [found] = decoded.problems.as_slice() else { panic!("{:?}", decoded.problems) };
    assert_eq!((found.kind, found.fatal), (kind, is_fatal), "{}", found.message);
    assert!(found.message.contains(says), "{}", found.message);
    assert!(!is_fatal || decoded.raw.is_empty());
}

#[test]
fn every_encoding_comes_back() {
    for text in [SIMPLIFIED, TRADITIONAL] {
        check(text.as_bytes(), "utf-8", text);
        check(format!("\u{feff}{text}").as_bytes(), "utf-8", text);
        check(&encoded(text, GB18030), "gb18030", text);
        for (is_big, name) in [(false, "utf-16le"), (true, "utf-16be")] {
            check(&utf16(text, is_big), name, text);
            check(&utf16(&format!("\u{feff}{text}"), is_big), name, text);
        }
    }
    check(&encoded(TRADITIONAL, BIG5), "big5", TRADITIONAL);
    check(b"2020\n", "utf-8", "2020\n");
}

#[test]
fn short_texts_come_back() {
    // 公告 in UTF-16 without a mark is the ASCII word lQJT: nothing can tell.
    for text in [
        "通知",
        "三、支持政策",
        "此外",
        "市政府",
        "财政局",
        "联通",
        "第一条",
        "办法（试行）",
        "二〇二〇年一月一日",
        "工作方案",
        "征求意见稿",
    ] {
        check(&encoded(text, GB18030), "gb18030", text);
        check(&utf16(text, false), "utf-16le", text);
        check(&utf16(text, true), "utf-16be", text);
    }
    for text in
        ["公告", "通知", "辦法", "第一條", "財政部", "施行細則", "檔案管理", "中華民國一百年", "作業要點"]
    {
        check(&encoded(text, BIG5), "big5", text);
    }
}

#[test]
fn every_line_of_a_document_is_recognised_alone() {
    for (text, encoding, name) in [(SIMPLIFIED, GB18030, "gb18030"), (TRADITIONAL, BIG5, "big5")] {
        for line in text.lines() {
            check(&encoded(line, encoding), name, line);
        }
    }
}

#[test]
fn a_wrong_declaration_does_not_mislead() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset=\"{charset}\"></head><body><p>各部门应当按时完成。</p></body></html>"
        )
    };
    let raw = "各部门应当按时完成。";
    for (bytes, encoding) in [
        (page("gb2312").into_bytes(), "utf-8"),
        (encoded(&page("utf-8"), GB18030), "gb18030"),
        (encoded(&page("big5"), GB18030), "gb18030"),
        (encoded(&page("windows-1252"), GB18030), "gb18030"),
    ] {
        let decoded = decode("a.html", &bytes);
        assert_eq!((decoded.encoding.as_str(), decoded.raw.as_str()), (encoding, raw));
    }
}

#[test]
fn damage_is_reported_with_its_place() {
    let mut cut = encoded(SIMPLIFIED, GB18030);
    cut.truncate(cut.len() - 3);
    problem(&decode("a.txt", &cut), "undecodable", false, "1 处");
    let mut bytes = SIMPLIFIED.as_bytes().to_vec();
    let at = SIMPLIFIED.find("各县").unwrap();
    bytes[at] = 0xff;
    let decoded = decode("a.txt", &bytes);
    problem(&decoded, "undecodable", false, &format!("第 {} 字节（第 2 行）", at + 1));
    assert!(decoded.raw.contains('\u{fffd}') && decoded.encoding == "utf-8");
    let heavy: Vec<u8> =
        SIMPLIFIED.bytes().enumerate().map(|(i, b)| if i % 7 == 0 { 0xff } else { b }).collect();
    problem(&decode("a.txt", &heavy), "undecodable", true, "多到不能信");
    problem(&decode("a.txt", b"\xff\xfe\0\0\x00\x4e\0\0"), "undecodable", true, "UTF-32");
}
