//! Excel workbooks in: cells as the sheet shows them, merged cells, several sheets, hidden ones, limits and damage.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

#[path = "support/docx.rs"]
mod support;

use std::panic::catch_unwind;

use hegui::Engine;
use hegui::source::decode;
use support::pack;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook: sheets with name, state and what stands in them, shared texts, cell styles.
#[derive(Clone, Default)]
struct Book {
    sheets: Vec<(&'static str, &'static str, String)>,
    shared: Vec<&'static str>,
    styles: String,
    is_1904: bool,
}

impl Book {
    fn of(rows: &str) -> Self {
        Self::default().sheet("表", "visible", rows)
    }

    fn sheet(mut self, name: &'static str, state: &'static str, rows: &str) -> Self {
        self.sheets.push((name, state, rows.to_owned()));
        self
    }

    fn shared(mut self, texts: &[&'static str]) -> Self {
        self.shared = texts.to_vec();
        self
    }

    fn parts(&self) -> Vec<(String, String)> {
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inner: &str| format!("<Relationships xmlns=\"{RELATIONS}\">{inner}</Relationships>");
        let mut entries = String::new();
        let mut links =
            relation("s", "sharedStrings", "sharedStrings.xml") + &relation("t", "styles", "styles.xml");
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types.to_owned()),
            ("_rels/.rels".to_owned(), relations(&relation("b", "officeDocument", "xl/workbook.xml"))),
        ];
        for (n, (name, state, rows)) in self.sheets.iter().enumerate() {
            entries.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{n}\" state=\"{state}\" r:id=\"r{n}\"/>"
            ));
            links.push_str(&relation(&format!("r{n}"), "worksheet", &format!("worksheets/s{n}.xml")));
            parts.push((
                format!("xl/worksheets/s{n}.xml"),
                format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</worksheet>").replace(
                    "</worksheet>",
                    if rows.contains("</sheetData>") { "</worksheet>" } else { "</sheetData></worksheet>" },
                ),
            ));
        }
        let date = if self.is_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        parts.push((
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{date}<sheets>{entries}</sheets></workbook>"
            ),
        ));
        parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations(&links)));
        let shared: String = self.shared.iter().map(|t| format!("<si>{t}</si>")).collect();
        parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{MAIN}\">{shared}</sst>")));
        parts.push((
            "xl/styles.xml".to_owned(),
            format!("<styleSheet xmlns=\"{MAIN}\">{}</styleSheet>", self.styles),
        ));
        parts
    }

    fn bytes(&self) -> Vec<u8> {
        pack(&self.parts())
    }
}

/// A row of inline texts.
fn row(cells: &[&str]) -> String {
    let cell = |c: &&str| match *c {
        "" => "<c/>".to_owned(),
        text => format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

#[track_caller]
fn check(book: &Book, expect: &str) {
    let decoded = decode("a.xlsx", &book.bytes());
    assert_eq!(decoded.problems, [], "{}", decoded.raw);
    assert_eq!((decoded.raw.as_str(), decoded.format), (expect, "xlsx"));
}

#[track_caller]
fn problem(bytes: &[u8], kind: &str, is_fatal: bool, says: &str) {
    let decoded = decode("a.xlsx", bytes);
    let [found] = decoded.problems.as_slice() else { panic!("{:?} {}", decoded.problems, decoded.raw) };
    assert_eq!((found.kind, found.fatal), (kind, is_fatal), "{}", found.message);
    assert!(found.message.starts_with("a.xlsx：") && found.message.contains(says), "{}", found.message);
    assert_eq!(decoded.raw.is_empty(), is_fatal);
}

#[test]
fn cells_are_read_as_the_sheet_shows_them() {
    let rows = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"E2\"><v>3.50</v></c></row>\
        <row r=\"5\"><c r=\"B5\" s=\"1\"><v>45838</v></c><c r=\"C5\" s=\"2\"><v>0.155</v></c><c r=\"D5\" t=\"b\"><v>1</v></c><c r=\"E5\" t=\"e\"><v>#REF!</v></c></row>\
        <row r=\"6\"><c r=\"B6\" t=\"str\"><f>A1&amp;B1</f><v>甲&amp;乙</v></c><c r=\"C6\" s=\"3\"><v>12</v></c></row>";
    let mut book = Book::of(rows).shared(&[
        "<t xml:space=\"preserve\">修 路</t><rPh><t>xiu</t></rPh>",
        "<r><rPr><b/></rPr><t>市交通局</t></r><r><t>\n市水务局</t></r>",
    ]);
    book.styles = "<numFmts><numFmt numFmtId=\"176\" formatCode=\"0&quot;项&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/><xf numFmtId=\"10\"/><xf numFmtId=\"176\"/></cellXfs>".into();
    check(&book, "修 路\t市交通局 市水务局\t\t3.5\n2025年6月30日\t15.50%\tTRUE\t#REF!\n甲&乙\t12项");
    book.is_1904 = true;
    assert!(decode("a.xlsx", &book.bytes()).raw.contains("2029年7月1日"));
}

#[test]
fn merged_cells_are_repeated_below_beside_words_of_their_own() {
    let rows = [
        row(&["任务分解表", "", ""]),
        row(&["任务", "单位", "时限"]),
        row(&["修路", "甲局", "6月"]),
        row(&["", "乙局", ""]),
        row(&["", "", ""]),
        row(&["", "", "9月"]),
        row(&["建桥", "丙局", ""]),
    ];
    let merges = "</sheetData><mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A3:A6\"/><mergeCell ref=\"C3:C4\"/></mergeCells>";
    check(
        &Book::of(&(rows.concat() + merges)),
        "任务分解表\n任务\t单位\t时限\n修路\t甲局\t6月\n修路\t乙局\t6月\n修路\t\t9月\n建桥\t丙局",
    );
}

#[test]
fn sheets_are_told_apart_and_hidden_ones_are_said() {
    let book = Book::of(&row(&["甲", "乙"])).sheet("二", "visible", &row(&["丙"])).sheet("三", "visible", "");
    check(&book, "表\n甲\t乙\n二\n丙");
    let hidden = Book::of(&row(&["甲"])).sheet("底稿", "hidden", &row(&["密"])).sheet(
        "系统",
        "veryHidden",
        &row(&["x"]),
    );
    problem(&hidden.bytes(), "hidden_sheet", false, "工作表“底稿”是隐藏的");
    let decoded = decode("a.xlsx", &hidden.bytes());
    assert_eq!(decoded.raw, "甲");
    assert_eq!(decoded.removed.iter().filter(|r| r.kind == "hidden_sheet").count(), 2);
}

#[test]
fn a_task_table_is_read_end_to_end() {
    let rows = [
        row(&["序号", "工作任务", "责任单位", "完成时限"]),
        row(&["1", "修订行政规范性文件目录", "市司法局", "2025年6月底前"]),
        row(&["2", "清理过期文件", "市档案局", "2025年9月底前"]),
    ];
    let sheet = Engine::new().extract(decode("任务.xlsx", &Book::of(&rows.concat()).bytes())).task_sheet();
    let entries = &sheet.breakdown.entries;
    assert_eq!(entries.len(), 2);
    let json = serde_json::to_string(&entries[1]).unwrap();
    assert!(json.contains("清理过期文件") && json.contains("市档案局"), "{json}");
}

#[test]
fn damage_is_a_problem() {
    let whole = Book::of(&row(&["甲", "乙"])).shared(&["<t>共享</t>"]);
    let edited = |part: &str, from: &str, to: &str| {
        let mut parts = whole.parts();
        let part = parts.iter_mut().find(|(name, _)| name == part).unwrap();
        assert!(part.1.contains(from), "{}", part.1);
        part.1 = part.1.replacen(from, to, 1);
        pack(&parts)
    };
    let sheet = "xl/worksheets/s0.xml";
    let bytes = whole.bytes();
    problem(&bytes[..bytes.len() - 30], "damaged_package", true, "压缩包末尾");
    problem(&edited(sheet, "</sheetData></worksheet>", ""), "damaged_part", true, sheet);
    problem(&edited(sheet, "<row>", "<row r=\"0\">"), "damaged_part", true, "行号");
    problem(&edited(sheet, "<c t", "<c r=\"A9\" t"), "damaged_part", true, "位置");
    problem(&edited(sheet, "inlineStr", "inlineStx"), "damaged_part", true, "类型");
    problem(&edited(sheet, "<is><t>甲</t></is>", "<it>甲</it>"), "damaged_part", false, "不认识的元素");
    problem(
        &edited(sheet, "t=\"inlineStr\"><is><t>甲</t></is>", "><v>x</v>"),
        "damaged_part",
        false,
        "不是数",
    );
    problem(
        &edited(sheet, "t=\"inlineStr\"><is><t>甲</t></is>", "t=\"s\"><v>7</v>"),
        "damaged_part",
        false,
        "共享文字",
    );
    problem(
        &edited(sheet, "t=\"inlineStr\"><is><t>甲</t></is>", "><f>A2</f>"),
        "damaged_part",
        false,
        "公式",
    );
    problem(&edited("xl/sharedStrings.xml", "<t>", "<u>").clone(), "damaged_part", true, "sharedStrings");
    problem(&edited("xl/workbook.xml", "r:id=\"r0\"", "r:id=\"r9\""), "damaged_part", true, "没有指向");
    problem(&edited("xl/workbook.xml", "visible", "visable"), "damaged_part", true, "状态");
    problem(&edited("[Content_Types].xml", "sheet.main", "sheet"), "wrong_content_type", false, "类型");
    problem(&Book::of("").bytes(), "empty", true, "没有文字");
}

#[test]
fn a_few_bytes_never_become_many() {
    // One long shared text in very many cells; a cell far to the right in every row.
    let long: &'static str = Box::leak(format!("<t>{}</t>", "长".repeat(10_000)).into_boxed_str());
    let rows: String = (0..10_000).map(|_| "<row><c t=\"s\"><v>0</v></c></row>").collect();
    problem(&Book::of(&rows).shared(&[long]).bytes(), "too_large", true, "MiB");
    let rows: String = (1..=10_000)
        .map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c><c r=\"XFD{n}\"><v>1</v></c></row>"))
        .collect();
    problem(&Book::of(&rows).bytes(), "too_large", true, "MiB");
    let merges: String = (1..5_000).map(|n| format!("<mergeCell ref=\"A{n}:A1048576\"/>")).collect();
    let rows: String = (0..5_000).map(|_| row(&["一", "二"])).collect();
    let started = std::time::Instant::now();
    let _ =
        decode("a.xlsx", &Book::of(&format!("{rows}</sheetData><mergeCells>{merges}</mergeCells>")).bytes());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn mutations_neither_panic_nor_lose_rows_in_silence() {
    let rows = [row(&["任务", "单位"]), row(&["修路", "甲局"]), row(&["建桥", "乙局"])];
    let parts = Book::of(&rows.concat()).shared(&["<t>共享</t>"]).parts();
    let expect = decode("a.xlsx", &pack(&parts)).raw;
    let mut state = 7u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % limit.max(1) as u64) as usize
    };
    for round in 0..1_000 {
        let mut parts = parts.clone();
        let which = below(parts.len());
        let mut bytes = parts[which].1.clone().into_bytes();
        let at = below(bytes.len());
        match below(3) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..(at + 1 + below(30)).min(bytes.len()))),
            _ => bytes[at] = below(128) as u8,
        }
        parts[which].1 = String::from_utf8_lossy(&bytes).into_owned();
        let packed = pack(&parts);
        let decoded = catch_unwind(|| decode("a.xlsx", &packed)).unwrap_or_else(|_| panic!("round {round}"));
        let lines = |text: &str| text.lines().count();
        let is_whole = lines(&decoded.raw) >= lines(&expect);
        assert!(
            !decoded.problems.is_empty()
                || is_whole
                || !parts[which].1.contains("</row></sheetData>")
                || parts[which].1.matches("<row>").count() < 3,
            "round {round}: {}\n{}",
            parts[which].1,
            decoded.raw
        );
    }
}
