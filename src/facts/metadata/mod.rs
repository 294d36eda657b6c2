//! Title, issuing body, numbers, dates and kind of a document.
//!
//! Reads the head, the foot and the closing clauses that the outline tells apart. What the paper does not say stays empty.

mod division;
mod effect;
pub(super) mod history;
mod issuer;
mod kind;
mod order;
mod page;
mod signing;

use jiff::civil::Date;
use serde::Serialize;

use crate::facts::doc_number::{DocNumber, RegistrationNumber};
use crate::facts::normative::Normative;
use crate::facts::{Context, Facts, Locate, Text};
use crate::text::{Norm, Span};

/// What the head, the foot and the closing clauses of a document say about it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Metadata<P = Span<Norm>> {
    /// 标题
    pub title: Option<Text<P>>,
    /// 发文机关; several when issued jointly.
    pub issuing_body: Vec<Text<P>>,
    /// 发文字号
    pub doc_number: Option<DocNumber<P>>,
    /// 登记号
    pub registration_number: Option<RegistrationNumber<P>>,
    /// 文种: the kind word, such as 通知.
    pub doc_kind: Option<Text<P>>,
    /// 主送机关
    pub addressee: Option<Text<P>>,
    /// 成文日期, from the text itself.
    pub signed_on: Option<DateAt<P>>,
    /// 印发日期
    pub issued_on: Option<DateAt<P>>,
    /// 发布日期 of the web page or gazette.
    pub published_on: Option<DateAt<P>>,
    /// 施行日期
    pub effective_on: Option<DateAt<P>>,
    /// 失效日期, stated or following from the validity period.
    pub expires_on: Option<DateAt<P>>,
    /// 有效期 as an ISO 8601 duration.
    pub validity: Option<Text<P>>,
    /// The division whose organ issued it, as its full name.
    pub jurisdiction: Option<String>,
    /// 成文阶段
    pub stage: Stage,
    /// Whether it is an administrative normative document (行政规范性文件).
    pub normative: Normative,
}

/// A date and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateAt<P = Span<Norm>> {
    /// The date, `YYYY-MM-DD`.
    #[serde(rename = "text")]
    pub date: Date,
    /// Where it stands.
    pub span: P,
}

/// How far the paper has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// A draft, also one published for comment.
    Draft,
    /// Issued.
    Issued,
    /// The text does not say.
    #[default]
    Unknown,
}

impl<P> Default for Metadata<P> {
    fn default() -> Self {
        Self {
            title: None,
            issuing_body: Vec::new(),
            doc_number: None,
            registration_number: None,
            doc_kind: None,
            addressee: None,
            signed_on: None,
            issued_on: None,
            published_on: None,
            effective_on: None,
            expires_on: None,
            validity: None,
            jurisdiction: None,
            stage: Stage::Unknown,
            normative: Normative::default(),
        }
    }
}

impl<P> Metadata<P> {
    /// The document's own date, by which rules and citations are judged: signed, else issued, else published.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        [&self.signed_on, &self.issued_on, &self.published_on].into_iter().flatten().map(|d| d.date).next()
    }
}

impl Metadata {
    pub(super) fn relocate<L: Locate>(&self, at: &L) -> Metadata<L::Place> {
        let date = |d: &Option<DateAt>| d.as_ref().map(|d| DateAt { date: d.date, span: at.place(d.span) });
        Metadata {
            title: self.title.as_ref().map(|t| t.relocate(at)),
            issuing_body: self.issuing_body.iter().map(|t| t.relocate(at)).collect(),
            doc_number: self.doc_number.as_ref().map(|n| n.relocate(at)),
            registration_number: self.registration_number.as_ref().map(|n| n.relocate(at)),
            doc_kind: self.doc_kind.as_ref().map(|t| kind_as_printed(t, at)),
            addressee: self.addressee.as_ref().map(|t| t.relocate(at)),
            signed_on: date(&self.signed_on),
            issued_on: date(&self.issued_on),
            published_on: date(&self.published_on),
            effective_on: date(&self.effective_on),
            expires_on: date(&self.expires_on),
            validity: self.validity.as_ref().map(|t| Text { text: t.text.clone(), span: at.place(t.span) }),
            jurisdiction: self.jurisdiction.clone(),
            stage: self.stage,
            normative: self.normative.clone(),
        }
    }
}

/// The kind word in the script of the document, 辦法; where it is concluded and not printed, as it is.
fn kind_as_printed<L: Locate>(kind: &Text, at: &L) -> Text<L::Place> {
    let printed = at.printed(kind.span);
    let same = printed.chars().count() == kind.text.chars().count() && !printed.contains(char::is_whitespace);
    Text { text: if same { printed } else { kind.text.clone() }, span: at.place(kind.span) }
}

/// What a news item says of the paper it tells of is not its own: 本通知 in a quotation makes no notice of it, nor does the
/// day on which that paper takes effect. Its headline may name its kind.
pub(super) fn of_news(metadata: &mut Metadata) {
    let title = metadata.title.as_ref().map(|title| title.span);
    let of_title = |kind: &Text| title.is_some_and(|title| title.contains(kind.span)) && kind.text != "政策";
    metadata.doc_kind = metadata.doc_kind.take().filter(of_title);
    metadata.effective_on = None;
    metadata.expires_on = None;
    metadata.validity = None;
}

/// Reads the metadata of a document.
pub(super) fn find(cx: &Context<'_>, so_far: &Facts) -> Metadata {
    let title = kind::title(cx);
    let doc_kind = kind::doc_kind(cx, title.as_ref());
    let history = history::find(cx);
    let signed_on = history.as_ref().map(|h| h.signed_on.clone()).or_else(|| signing::signed_on(cx));
    let explains = doc_kind.as_ref().is_some_and(|kind| kind.text == "解读");
    // An interpretation tells when another paper takes effect.
    let mut effect = if explains { effect::Effect::default() } else { effect::find(cx, signed_on.as_ref()) };
    effect.effective_on = history.as_ref().and_then(|h| h.effective_on.clone()).or(effect.effective_on);
    if !explains {
        effect.effective_on = effect.effective_on.or_else(|| page::effective_on(cx));
        effect.expires_on = effect.expires_on.or_else(|| page::expires_on(cx));
    }
    let (number, issuer) = history.map_or((None, None), |h| (h.number, h.issuer));
    let doc_number = number.or_else(|| signing::doc_number(cx, so_far));
    let found = || issuer::find(cx, title.as_ref(), doc_number.as_ref());
    let issuing_body = issuer.map_or_else(found, |organ| vec![organ]);
    let issued_on = signing::issued_on(cx);
    let jurisdiction = division::jurisdiction(cx, &issuing_body, title.as_ref());
    let has_issue_mark = signed_on.is_some() || doc_number.is_some() || issued_on.is_some();
    let stage = kind::stage(cx, title.as_ref(), has_issue_mark || effect.effective_on.is_some());
    Metadata {
        title,
        issuing_body,
        doc_number,
        registration_number: super::doc_number::registration(cx),
        doc_kind,
        addressee: signing::addressee(cx),
        signed_on,
        issued_on,
        published_on: page::published_on(cx),
        effective_on: effect.effective_on,
        expires_on: effect.expires_on,
        validity: effect.validity,
        jurisdiction,
        stage,
        normative: Normative::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Decoded, Document, Script};
    use crate::lexicon::Lexicon;
    use crate::outline::Outline;
    use crate::text::OffsetMap;

    fn read(text: &str) -> Metadata {
        let decoded = Decoded { raw: text.to_owned(), ..Decoded::default() };
        let map = OffsetMap::identity(text.len());
        let document = Document::new(decoded, None, map, Vec::new(), Script::Simplified);
        let outline = Outline::of(&document);
        let lexicon = Lexicon::embedded();
        let hits = lexicon.scan(document.norm());
        let laws = crate::lexicon::LawTable::embedded();
        let text = document.norm();
        let cx =
            Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
        find(&cx, &Facts::default())
    }

    /// `title|issuer|kind|addressee`
    fn check_names(text: &str, expect: &str) {
        let m = read(text);
        let word = |t: &Option<Text>| t.as_ref().map_or(String::new(), |t| t.text.clone());
        let issuers: Vec<&str> = m.issuing_body.iter().map(|t| t.text.as_str()).collect();
        let found = [word(&m.title), issuers.join("+"), word(&m.doc_kind), word(&m.addressee)];
        assert_eq!(found.join("|"), expect, "{text}");
    }

    /// `signed|effective|expires|validity`
    fn check_dates(text: &str, expect: &str) {
        let m = read(text);
        let date = |d: &Option<DateAt>| d.as_ref().map_or(String::new(), |d| d.date.to_string());
        let validity = m.validity.as_ref().map_or(String::new(), |t| t.text.clone());
        let found = [date(&m.signed_on), date(&m.effective_on), date(&m.expires_on), validity];
        assert_eq!(found.join("|"), expect, "{text}");
    }

    #[test]
    fn names() {
        check_names(
            "甲市人民政府办公室\n关于加强停车管理的通知\n各区人民政府：\n请遵照执行。\n甲市人民政府办公室\n2020年3月1日",
            "甲市人民政府办公室关于加强停车管理的通知|甲市人民政府办公室|通知|各区人民政府",
        );
        check_names("甲市停车管理办法（试行）\n第一条 停车有序。", "甲市停车管理办法（试行）||办法|");
        check_names("甲市停车管理办法\n（送审稿）\n第一条 停车有序。", "甲市停车管理办法||办法|");
        check_names(
            "各单位：\n请执行。\n甲市财政局\n2020年3月1日\n甲市停车收费若干措施\n为了有序，制定本措施。",
            "甲市停车收费若干措施|甲市财政局|措施|各单位",
        );
        check_names("为了有序停车，坚持基本制度，制定本实施方案。\n一、要求\n有序。", "||方案|");
        check_names("各单位，各企业：为了有序停车，现就有关事项通知如下。", "||通知|各单位，各企业");
        check_names("近日，甲市停车秩序良好。", "|||");
        check_names("各区：\n为了有序停车，现就停车管理提出实施意见如下：\n一、要求\n有序。", "||意见|各区");
        check_names("为了有序停车，特制定具体措施如下：\n一、要求\n有序。", "||措施|");
        check_names("经核查，处理结果如下：\n一、要求\n有序。", "|||");
        check_names(
            "各车主、各车场：\n为了有序，经研究决定调整停车收费，具体通知如下：\n一、标准\n减半。本规定如有调整，另行公布。",
            "||通知|各车主、各车场",
        );
        check_names(
            "甲区停车有新规。\n为了有序，结合实际，制定停车优惠实施细则如下：\n一、优惠\n减半。",
            "||细则|",
        );
        check_names(
            "甲区停车有新规。\n为了有序，甲区出台了办法，提出九条具体措施。\n一、优惠\n减半。",
            "|||",
        );
        let asked = "停车问题解答\n问：能停吗？\n答：能。\n问：收费吗？\n答：收。\n问：多少？\n答：两元。";
        check_names(asked, "||问答|");
        check_names("一、出台背景\n为了有序，甲市调整停车收费。\n二、主要内容\n减半。", "||解读|");
        check_names("停车新规\n问题一：能停吗？\n答：能。\n停车有序。", "|||");
        check_names(
            "某网讯：近日，甲省乙市人民政府办公室印发《关于促进停车的若干措施》的通知。\n以下为全文：\n一、要求\n有序。",
            "关于促进停车的若干措施|甲省乙市人民政府办公室|措施|",
        );
        check_names(
            "请执行。\n甲市停车工作领导小组办公室（代章）\n2020年3月1日",
            "|甲市停车工作领导小组办公室||",
        );
        check_names(
            "甲市停车办法解读\n来源:甲市交通运输局栏目:政策解读发布时间:2022-05-20 18:48\n停车有序。",
            "甲市停车办法解读|甲市交通运输局|解读|",
        );
        check_names(
            "请执行。\n国家停车监督管理总局\n甲州监管分局\n2020年3月1日",
            "|国家停车监督管理总局甲州监管分局||",
        );
        check_names(
            "甲市停车管理办法\n时间：2020-03-01 来源：甲市人民政府\n停车有序。",
            "甲市停车管理办法|甲市人民政府|办法|",
        );
    }

    #[test]
    fn joint_issuers() {
        for (signature, expect) in [
            ("甲市财政局甲市交通局", "甲市财政局+甲市交通局"),
            ("甲市工信局中共甲市委文明办甲市城管局", "甲市工信局+中共甲市委文明办+甲市城管局"),
            ("中共甲市委甲市人民政府", "中共甲市委+甲市人民政府"),
            ("中共甲县委办公室 甲县人民政府办公室", "中共甲县委办公室+甲县人民政府办公室"),
            ("中共中央国务院", "中共中央+国务院"),
            ("财政部国家税务总局", "财政部+国家税务总局"),
            ("中国人民银行 中国银行保险监督管理委员会", "中国人民银行+中国银行保险监督管理委员会"),
            ("中共中央办公厅国务院办公厅", "中共中央办公厅+国务院办公厅"),
            (
                "甲市住房和城乡建设局甲市财政局国家税务总局甲市税务局",
                "甲市住房和城乡建设局+甲市财政局+国家税务总局甲市税务局",
            ),
        ] {
            check_names(&format!("请执行。\n{signature}\n2020年3月1日"), &format!("|{expect}||"));
        }
        check_names(
            "甲市交通局、甲市公安局关于规范停车的通知\n各单位：\n请执行。",
            "甲市交通局、甲市公安局关于规范停车的通知|甲市交通局+甲市公安局|通知|各单位",
        );
        check_names(
            "甲市交通局等五部门关于规范停车的通知\n各单位：\n请执行。",
            "甲市交通局等五部门关于规范停车的通知|甲市交通局|通知|各单位",
        );
        check_names(
            "某网讯：近日，乙市发布《关于整治停车的意见》。\n以下为中共乙市委 乙市人民政府《关于整治停车的意见》全文：\n一、要求\n有序。",
            "关于整治停车的意见|中共乙市委+乙市人民政府|意见|",
        );
    }

    #[test]
    fn names_broken_over_lines() {
        check_names(
            "甲市爱国卫生委员会\n（健康甲市建设委员会）\n关于印发《甲市无烟\n工作方案》的通知\n各区人民政府：\n请执行。",
            "甲市爱国卫生委员会（健康甲市建设委员会）关于印发《甲市无烟工作方案》的通知|甲市爱国卫生委员会（健康甲市建设委员会）|通知|各区人民政府",
        );
        check_names(
            "甲市人民政府\n办公室\n关于规范停车的通知\n各区人民政府：\n请执行。",
            "甲市人民政府办公室关于规范停车的通知|甲市人民政府办公室|通知|各区人民政府",
        );
        check_names(
            "甲市交通运输局、甲市财政局、\n甲市公安局\n关于规范停车的通知\n各区人民政府：\n请执行。",
            "甲市交通运输局、甲市财政局、甲市公安局关于规范停车的通知|甲市交通运输局+甲市财政局+甲市公安局|通知|各区人民政府",
        );
        check_names(
            "各镇人民政府,市各工作部门\n为了有序停车,特制定本意见。\n一、要求\n有序。",
            "||意见|各镇人民政府,市各工作部门",
        );
    }

    #[test]
    fn papers_handed_out_and_explained() {
        for (lead, expect) in [
            ("我局制定了《甲市停车补贴细则》，现印发给你们，请执行。", "甲市停车补贴细则||细则|各区"),
            ("为了有序，特制定《2025年停车方案》，现予印发。", "2025年停车方案||方案|各区"),
            ("现将《甲市停车管理办法》印发给你们，请遵照执行。", "甲市停车管理办法||办法|各区"),
        ] {
            check_names(&format!("各区：\n{lead}"), expect);
        }
        let told = "甲市政府印发了《停车若干措施》（以下简称《措施》），现将政策解读如下：\n本《措施》自2022年12月2日起施行。";
        check_names(told, "||解读|");
        check_dates(told, "|||");
    }

    #[test]
    fn days_of_taking_effect() {
        let signed = "\n甲市财政局\n2025年12月16日";
        check_dates(&format!("本通知自1月1日起施行。{signed}"), "2025-12-16|2026-01-01||");
        check_dates(&format!("本通知自12月20日起施行。{signed}"), "2025-12-16|2025-12-20||");
        check_dates(
            "本通知第四条、第五条自2025年1月1日起执行，其他政策自2024年12月5日起施行。",
            "|2024-12-05||",
        );
        check_dates("自本通知施行两年之内，可以申请。本通知自2024年12月5日起施行。", "|2024-12-05||");
    }

    #[test]
    fn papers_that_lost_their_heads() {
        check_names(
            "6月3日消息，甲市自然资源局就《甲市绿地管理办法（征求意见稿）》，向社会公开征求意见。\n绿地应当常青。",
            "甲市绿地管理办法（征求意见稿）|甲市自然资源局|办法|",
        );
        check_names(
            "5月1日，就《甲办法管理规定（征求意见稿）》《乙地绿化管理办法（征求意见稿）》公开征求意见。",
            "|||",
        );
        check_names(
            "《甲县绿地办法》征求意见及采纳情况\n2025年3月，就《甲县绿地办法（征求意见稿）》公开征求意见。\n收到三条。",
            "|||",
        );
        check_names(
            "各科室：\n《甲县2025年绿化实施方案》已经县政府同意，现印发给你们，请遵照执行。\n为了常青，制定本方案。",
            "甲县2025年绿化实施方案||方案|各科室",
        );
        check_names(
            "3月8日，甲市召开新闻发布会。\n《甲市夜市扶持办法》全文如下——\n甲市夜市扶持办法\n为了夜市，制定本办法。",
            "甲市夜市扶持办法||办法|",
        );
        check_names(
            "在甲市绿化工作会议上的讲话全文\n同志们：\n植树有益。",
            "在甲市绿化工作会议上的讲话全文||讲话|",
        );
        check_names("植树有益。\n造林有功。\n※这是某同志在绿化工作会议上讲话的一部分。", "||讲话|");
        check_names(
            "城市观察\n甲市绿化制度的困境与出路\n王某某1，李某2\n【摘 要】绿化重要。",
            "甲市绿化制度的困境与出路||论文|",
        );
        check_names(
            "2023-05-10 00:00:00 | 甲部、乙办 | 关于规范夜市摊位押金的通知 | 5月10日,甲省商务厅、甲省公安厅印发《关于规范夜市摊位押金的通知》。",
            "关于规范夜市摊位押金的通知|甲省商务厅+甲省公安厅|通知|",
        );
        check_names(
            "2023-05-10 00:00:00 | 甲部、乙办 | 关于规范夜市摊位的通知 | 甲省商务厅 甲省公安厅关于规范夜市摊位的通知\n各市商务局:\n为了有序，通知如下。",
            "甲省商务厅 甲省公安厅关于规范夜市摊位的通知|甲省商务厅+甲省公安厅|通知|各市商务局",
        );
        check_names(
            "2023-05-10 00:00:00 | 甲部 | 关于规范夜市摊位的通知 | 各市商务局:\n为了有序，通知如下。",
            "关于规范夜市摊位的通知|甲部|通知|各市商务局",
        );
        check_names(
            "《关于规范甲市\n绿地养护的若干规定》\n甲市园林绿化管理局\n发布《关于规范甲市绿地养护的若干规定》，共三条。",
            "关于规范甲市绿地养护的若干规定|甲市园林绿化管理局|规定|",
        );
    }

    #[test]
    fn orders_and_what_pages_print_around_them() {
        let page = "甲省停车管理办法\n作者：某资料网 时间：2024-05-06 10:20:30\n点击此处查看大图\n甲省停车管理办法\n甲省人民政府\n\
                    甲省停车管理办法\n甲省人民政府令第12号\n";
        let order = "《甲省停车管理办法》已经省政府常务会议通过，现予公布，自2010年3月1日起施行。\n";
        for signed in ["省 长 王某某\n2010年1月8日\n", "省长 王某某2010年1月8日\n", "2010年1月8日\n"]
        {
            let text = format!("{page}{order}{signed}第一条 停车应当有序。\n第二条 停车收费。");
            check_names(&text, "甲省停车管理办法|甲省人民政府|办法|");
            check_dates(&text, "2010-01-08|2010-03-01||");
        }
        check_dates("甲办法\n现将修订后的《甲停车办法》公布，自2010年3月1日起施行。", "|2010-03-01||");
        check_dates("停车用具管理办法\n1990年3月10日，停车部\n第一条 停车有序。", "1990-03-10|||");
    }

    #[test]
    fn fields_of_pages() {
        check_dates(
            "【发布部门】 甲省乙市人民政府\n【发布日期】2006.08.07\n【实施日期】2006.09.01\n【失效日期】2011.08.31\n乙市停车管理办法\n第一条 停车有序。",
            "|2006-09-01|2011-08-31|",
        );
        let below = "• 发布机构：\n甲省乙市人民政府\n• 成文日期：\n2024年4月6日\n• 有效性：\n• 施行日期：\n2024-05-01\n乙市停车工作规则\n第一条 停车有序。";
        check_dates(below, "2024-04-06|2024-05-01||");
        check_names(below, "乙市停车工作规则|甲省乙市人民政府|规则|");
        let cells =
            "发文机关 | 甲省乙市人民政府 | 生成日期 | 2024-04-06 |\n乙市停车工作规则\n第一条 停车有序。";
        check_dates(cells, "2024-04-06|||");
        check_names(cells, "乙市停车工作规则|甲省乙市人民政府|规则|");
        let published = |text: &str| read(text).published_on.map(|day| day.date.to_string());
        let two = "归档时间：2020-11-21\n甲市停车办法\n来源：甲市 日期：2017-01-12 17:08\n第一条 有序。";
        assert_eq!(published(two).as_deref(), Some("2017-01-12"));
        let ends =
            "生效时间：2019-01-23\n废止时间：2020-01-23 名称：甲市停车办法\n甲市停车办法\n第一条 有序。";
        assert_eq!(published(ends), None);
        check_dates(ends, "|2019-01-23|2020-01-23|");
    }

    #[test]
    fn titles_with_something_beside_them() {
        check_names(
            "· 关于认定停车场的公示[转载于：甲市停车局网站]\n现予公示。",
            "关于认定停车场的公示||公示|",
        );
        check_names(
            "甲部公告2017年第26号（关于简化停车手续的公告）\n2018-04-03 来源：甲部\n现公告如下。",
            "关于简化停车手续的公告||公告|",
        );
        check_names(
            "【颁布时间】1988-1-6【标题】停车场委外管理办法（试行）【发文号】【颁布单位】停车总部\n第一条 停车有序。",
            "停车场委外管理办法（试行）||办法|",
        );
        check_names(
            "甲市停车管理局2022年公开招聘收费人员公告\n因工作需要，公开招聘。",
            "甲市停车管理局2022年公开招聘收费人员公告|甲市停车管理局|公告|",
        );
        check_names(
            "甲市停车管理局\n行政处罚决定书\n某某停车场有限公司：\n经查，违规停车。",
            "行政处罚决定书|甲市停车管理局|决定书|某某停车场有限公司",
        );
        check_names(
            "对甲市会议第3号建议的答复\n王某某等3名代表：\n您提出的建议收悉。",
            "对甲市会议第3号建议的答复||答复|王某某等3名代表",
        );
        check_names(
            "第一篇：甲部停车总局甲税[2012]4号\n甲市财政局 甲市停车局\n关于停车收费有关问题的通知\n各区财政局：\n现通知如下。",
            "甲市财政局 甲市停车局关于停车收费有关问题的通知|甲市财政局+甲市停车局|通知|各区财政局",
        );
        let run_on = "甲市政府办公厅转发市停车局《关于方便群众停车的意见》的通知 各区县人民政府，市各委办局： 为方便群众停车，市停车局提出几条意见，已经市政府批准，现转发给你们，请照此办理。 二○○八年三月一日 关于方便群众停车的意见";
        check_names(
            run_on,
            "甲市政府办公厅转发市停车局《关于方便群众停车的意见》的通知|甲市政府办公厅|通知|各区县人民政府，市各委办局",
        );
        check_dates(run_on, "2008-03-01|||");
    }

    #[test]
    fn headlines() {
        check_names(
            "停车费明年减半,夜间还可免费\n甲报记者李某\n甲市停车费将减半。",
            "停车费明年减半,夜间还可免费|||",
        );
        check_names(
            "停车费明年减半,夜间还可免费\n5月1日,甲市交通运输局在发布会上说,明年起全市的停车费减半收取,夜间停车不再收费。",
            "停车费明年减半,夜间还可免费|||",
        );
        check_names("停车费可以直接从卡里扣除了\n第二天，停车有序。", "|||");
        check_names(
            "优化停车收费政策\n甲市将优化停车收费。车主在甲市范围内的各个停车场停车的，可以凭车票享受减半收费的优惠。",
            "|||",
        );
        check_names("标题：关于规范停车秩序的通知\n停车有序。", "关于规范停车秩序的通知||通知|");
        check_names(
            "甲公司停车管理部办公室　　2021年12月27日\n停车管理工作会议纪要\n停车有序。",
            "停车管理工作会议纪要||纪要|",
        );
    }

    #[test]
    fn terms_of_parts() {
        check_dates(
            "一、补贴\n补贴停车。\n执行期限：2022年1月1日至2022年12月31日\n二、减免\n减免停车费。\n执行期限：2022年3月1日至2027年3月1日",
            "|||",
        );
        check_dates("优化后政策自2025年1月1日起执行。", "|2025-01-01||");
        check_dates("三孩以上家庭停车补贴政策统一延续至2023年6月30日。", "|||");
        check_dates(
            "决定延长《停车办法》中优惠政策的执行期限，执行期限自2023年6月30日起到2023年11月28日止。",
            "|2023-06-30|2023-11-28|2023-11-28",
        );
        check_dates(
            "经研究，2024年11月1日起执行三项停车政策，具体内容如下：\n一、减半\n停车费减半。",
            "|2024-11-01||",
        );
    }

    #[test]
    fn dates() {
        check_dates("本办法自2020年3月1日起施行，有效期5年。", "|2020-03-01|2025-02-28|P5Y");
        check_dates(
            "本通知自印发之日起施行，有效期一年。\n甲市财政局\n2020年3月1日",
            "2020-03-01|2020-03-01|2021-02-28|P1Y",
        );
        check_dates("本措施自发布之日起施行，有效期至2025年12月31日。", "||2025-12-31|2025-12-31");
        check_dates("本细则有效期自2025年1月1日至2027年12月31日止。", "|2025-01-01|2027-12-31|2027-12-31");
        check_dates("本规定自公布之日（2023年12月1日）起施行。", "|2023-12-01||");
        check_dates("本通知自2020年3月1日生效。", "|2020-03-01||");
        check_dates("本通知自即日起施行。\n甲市财政局\n2020年3月1日", "2020-03-01|2020-03-01||");
        check_dates("第五条 自2020年3月1日起施行。", "|2020-03-01||");
        check_dates("房票有效期6个月。自2024年9月1日起，在本市购房的给予补贴。", "|||");
        check_dates("《乙办法》自2020年3月1日起施行。", "|||");
        check_dates(
            "以上政策自印发之日起施行，第四条有效期至2023年4月30日，其余有效期至2023年12月31日。",
            "||2023-12-31|2023-12-31",
        );
        check_dates("本规定自2022年 月 日起施行。", "|||");
        check_dates("本细则自2030年月日起实施，有效期5年。\n甲市财政局\n2029年3月1日", "2029-03-01|||P5Y");
        check_dates(
            "该补充通知自2030年6月1日起实行，有效期至2031年6月30日。",
            "|2030-06-01|2031-06-30|2031-06-30",
        );
        check_dates("停车奖补自2020年3月1日起试行3年。", "|2020-03-01|2023-02-28|P3Y");
        check_dates("停车奖补自2020年3月1日起执行3年。", "|||");
        check_dates("请执行。\n甲市财政局\n2020年3月1日 | http://a.example/t.html", "2020-03-01|||");
        check_dates("甲市停车办法\n（二〇二〇年三月一日甲市人民政府公布）\n第一条 有序。", "2020-03-01|||");
    }

    #[test]
    fn stages() {
        let stage = |text: &str| read(text).stage;
        assert_eq!(stage("甲市停车办法（征求意见稿）\n第一条 有序。"), Stage::Draft);
        assert_eq!(stage("甲市停车办法\n（送审稿）\n第一条 有序。"), Stage::Draft);
        assert_eq!(stage("第一条 有序。\n第二条 本办法自 年 月 日起施行。"), Stage::Draft);
        assert_eq!(stage("请执行。\n甲市财政局\n2020年3月1日"), Stage::Issued);
        assert_eq!(
            stage("各停车场：\n现将《甲市停车规范（征求意见稿）》印发给你们，请提出书面意见。"),
            Stage::Draft
        );
        assert_eq!(stage("停车有序。"), Stage::Unknown);
    }

    #[test]
    fn jurisdiction_is_that_of_the_issuer() {
        let m = read("请执行。\n尚志市人民政府\n2020年3月1日");
        assert_eq!(m.jurisdiction.as_deref(), Some("黑龙江省/哈尔滨市/尚志市"));
    }
}
