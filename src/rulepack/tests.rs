//! Goldens of the messages for authors: each mistake an author on a Chinese keyboard makes, with place, caret and hint.

use super::Registry;

/// A rule that loads; the cases replace one piece of it.
const GOOD: &str = r#"id         = "XX-001"
name       = "sample"
title      = "样例"
severity   = "info"
confidence = "high"
status     = "preview"
added      = "0.1.0"
basis      = [{ cite = "样例办法", level = "规章", verified = true }]
explain    = '''说明'''
[check]
kind    = "forbid"
any     = ['以会签代替审核']
message = "以会签代替"
advice  = "补做"
[[example]]
verdict = "bad"
text    = '以会签代替审核。'
at      = '以会签代替审核'
[[example]]
verdict = "good"
text    = '不以会签了事。'
"#;

fn load(path: &str, text: &str) -> Result<Registry, String> {
    Registry::load(&[(path.to_owned(), text.to_owned())]).map_err(|error| error.to_string())
}

/// The message for the good rule with `from` replaced by `to`.
fn message(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "{from}");
    load("xx/sample.toml", &GOOD.replacen(from, to, 1)).expect_err(to)
}

#[test]
fn a_good_rule_loads() {
    let registry = load("xx/sample.toml", GOOD).expect("loads");
    assert_eq!(registry.rules().len(), 1);
    assert_eq!(registry.version().len(), 12);
}

/// Printed under a paper of another province it would read as if it bound there.
#[test]
fn a_local_basis_says_whom_it_binds() {
    assert!(message("样例办法", "某某省样例办法").contains("要写 region 或 body"));
    assert!(message("样例办法", "民政部规范性文件样例办法").contains("要写 region 或 body"));
    let local = "某某省样例办法\", region = \"某某省";
    load("xx/sample.toml", &GOOD.replacen("样例办法", local, 1)).expect("loads");
}

/// A word in another clause, or outside the name of the thing, turns nothing off.
#[test]
fn narrow_exceptions_are_read() {
    let text = GOOD.replacen("message =", "unless_clause = ['退还']\nunless_what = ['租金']\nmessage =", 1);
    load("xx/sample.toml", &text).expect("loads");
    let count = text.replacen("kind    = \"forbid\"", "kind    = \"count\"\nmax = 1", 1);
    let refused = load("xx/sample.toml", &count).expect_err("not for count");
    assert!(refused.contains("unless_clause"), "{refused}");
}

/// Classes of words in place of a wording; each kind of mistake has its message.
#[test]
fn words_that_meet_are_read() {
    let meet = |line: &str| GOOD.replacen("[[example]]", &format!("[[check.meet]]\n{line}\n[[example]]"), 1);
    let load = |line: &str| load("xx/sample.toml", &meet(line));
    load("words = ['会签', '代替|顶替']\nreach = 12\nunless = ['不得']").expect("loads");
    for (line, says) in [
        ("words = ['会签']\nreach = 12", "至少要有两类词"),
        ("words = ['[会联]', '[代顶]']\nreach = 12", "两个字以上"),
        ("words = ['会签', '代替']\nreach = 900", "reach"),
        ("words = ['会签', '代(替']\nreach = 9", "圆括号"),
        ("words = ['会签', '代替']\nreech = 9", "reech"),
    ] {
        let refused = load(line).expect_err(line);
        assert!(refused.contains(says), "{refused}");
    }
}

#[test]
fn full_width_marks_get_a_hint() {
    let cases = [
        ("kind    = \"forbid\"", "kind    ＝ \"forbid\"", "xx/sample.toml:11:9", "全角的“＝”"),
        ("\"info\"", "“info”", "xx/sample.toml:4:14", "全角的““”"),
        ("['以会签代替审核']", "['以会签代替审核'，'以会签顶替审核']", "xx/sample.toml:12:21", "全角的“，”"),
        ("advice  =", "advice：", "xx/sample.toml:14:9", "全角的“：”"),
        ("level = \"规章\"", "level = ‘规章’", "xx/sample.toml:8:", "全角的“‘”"),
    ];
    for (from, to, place, hint) in cases {
        let message = message(from, to);
        assert!(message.starts_with(place) && message.contains(hint), "{to}\n{message}");
    }
}

#[test]
fn the_line_and_a_caret_are_shown() {
    let expect = "\
xx/sample.toml:4:14：不认识的取值“fatal”；可用的取值：info、warning、error
  |
4 | severity   = \"fatal\"
  |              ^^^^^^^";
    assert_eq!(message("\"info\"", "\"fatal\""), expect);
    let expect = "\
xx/sample.toml:12:12：不支持环视（?=、?!、?<=、?<!）；请用 unless 排除
   |
12 | any     = ['会签(?!不)代替']
   |            ^^^^^^^^^^^^^^^^";
    assert_eq!(message("'以会签代替审核'", "'会签(?!不)代替'"), expect);
}

#[test]
fn other_mistakes() {
    let cases = [
        ("\"XX-001\"", "\"XX001\"", "xx/sample.toml:1:14：编号“XX001”应为"),
        ("\"sample\"", "\"other\"", "xx/sample.toml:2:14：名称“other”与文件名“sample”不一致"),
        (
            "[{ cite = \"样例办法\", level = \"规章\", verified = true }]",
            "[]",
            "xx/sample.toml:8:14：依据（basis）不能为空",
        ),
        ("'''说明'''", "''", "xx/sample.toml:9:14：说明（explain）是空的"),
        ("advice  =", "advise  =", "xx/sample.toml:14:1：不认识的键“advise”"),
        ("advice  = \"补做\"\n", "", "xx/sample.toml:10:1：缺少必填的键“advice”"),
        (
            "advice  = \"补做\"",
            "advice  = \"补做\"\nadvice  = \"补做\"",
            "xx/sample.toml:15:1：同一个键写了两次",
        ),
        (
            "['以会签代替审核']",
            "\"以会签代替审核\"",
            "xx/sample.toml:12:11：取值的类型不对，这里应当是方括号括起来的列表",
        ),
        ("'以会签代替审核'", "'{danwei}代替审核'", "xx/sample.toml:12:12：不认识的类“{danwei}”"),
        ("'以会签代替审核'", "'[一-龥]{2}'", "xx/sample.toml:12:12：这条模式没有固定的词可供查找"),
        ("any     =", "then    = ['审核']\nany     =", "xx/sample.toml:12:12：键“then”不用于 forbid 检查"),
        (
            "verdict = \"good\"",
            "verdict = \"bad\"",
            "xx/sample.toml:1:14：不应命中的示例（verdict = \"good\"）只有 0 个",
        ),
        (
            "at      = '以会签代替审核'",
            "at      = '以会签代替审查'",
            "xx/sample.toml:18:11：示例的文字里没有 at 所写的“以会签代替审查”",
        ),
        (
            "any     =",
            "excused = [\"forbidden\"]\nany     =",
            "xx/sample.toml:12:11：excused 应为 \"any\"，或由 banned、",
        ),
        ("\"0.1.0\"", "\"0.1.0\"\nprecision = \"九成\"", "xx/sample.toml:8:13：精度应写作“18/20”"),
    ];
    for (from, to, expect) in cases {
        let message = message(from, to);
        assert!(message.starts_with(expect), "{to}\n{message}");
    }
}

#[test]
fn ids_and_names_are_used_once_and_retired_ids_never_again() {
    let pair = |path: &str, text: String| (path.to_owned(), text);
    let twice = Registry::load(&[pair("xx/sample.toml", GOOD.into()), pair("yy/sample.toml", GOOD.into())]);
    let message = twice.expect_err("twice").to_string();
    assert!(message.contains("yy/sample.toml:1:14：id “XX-001”已被 xx/sample.toml 使用"), "{message}");
    assert!(message.contains("name “sample”已被"), "{message}");
    let list = "[[retired]]\nid = \"XX-001\"\nreason = \"并入 XX-002\"\n";
    let retired = Registry::load(&[pair("xx/sample.toml", GOOD.into()), pair("retired.toml", list.into())]);
    let message = retired.expect_err("retired").to_string();
    assert!(
        message.starts_with("xx/sample.toml:1:14：编号 XX-001 已停用（并入 XX-002），不得再用"),
        "{message}"
    );
}
