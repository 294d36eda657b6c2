//! Lists in, units with their roles out.

use super::*;
use crate::facts::assignment::words::Words;
use crate::lexicon::Lexicon;

fn check(text: &str, expect: &str) {
    let words = Words::get();
    let hits = Lexicon::embedded().scan(text);
    let marks: Vec<_> = hits.of(words.list).iter().map(|h| words.mark(h)).collect();
    let reading = Reading { text, marks: &marks, role: Role::Responsible, proof: Proof::Labelled };
    let parsed = reading.read(0, text.len());
    let mut out: Vec<String> = Vec::new();
    for unit in &parsed.units {
        let mark = match unit.role {
            Role::Lead => "L",
            Role::Responsible => "R",
            Role::Supporting => "S",
            Role::Participating => "P",
        };
        out.push(format!("{}:{mark}", &text[unit.start..unit.end]));
    }
    if parsed.is_open {
        out.push("…".to_owned());
    }
    assert_eq!(out.join(" "), expect, "{text}");
}

#[test]
fn plain_lists() {
    check("市甲局、市发改局，市教育局", "市甲局:R 市发改局:R 市教育局:R");
    check("各县(市、区)人民政府、市财政局", "各县(市、区)人民政府:R 市财政局:R");
    check("省商务厅、发展改革委、文化和旅游厅", "省商务厅:R 发展改革委:R 文化和旅游厅:R");
    check("市财政局等市直有关部门", "市财政局:R 市直有关部门:R …");
    check("市财政局等有关部门", "市财政局:R …");
    check("各市、县、区政府、市财政局", "各市、县、区政府:R 市财政局:R");
    check("各市〔州〕、各县〔市、区〕人民政府", "各市〔州〕:R 各县〔市、区〕人民政府:R");
    check("市推进某某工作领导小组各成员单位", "市推进某某工作领导小组各成员单位:R");
    check("市甲局〈武办秘书处〉、各区政府〈含新区管委会，下同〉", "市甲局:R 各区政府:R");
    check(
        "各县级市〈区〉政府〈管委会〉、市甲局等市直有关部门和单位",
        "各县级市〈区〉政府〈管委会〉:R 市甲局:R …",
    );
    check("市住建局、市财\n政局等按\n职责分工负责", "市住建局:R 市财\n政局:R …");
    check("市住建局、各区、县(市)政府组织各相关部门实施", "市住建局:R 各区、县(市)政府:R");
    check("市公安局、市财政局以及相关金融机构", "市公安局:R 市财政局:R 相关金融机构:R");
    check("各乡镇党委和政府、市广电台", "各乡镇党委和政府:R 市广电台:R");
    check("各级“千企行”活动工作专班", "各级“千企行”活动工作专班:R");
    check("市住建局、市税务局根据各自职责分别组织实施", "市住建局:R 市税务局:R");
    check("市财政局市教育局", "市财政局:R 市教育局:R");
    check("市财政局和市教育局", "市财政局:R 市教育局:R");
    check("市住房和城乡建设局和各镇政府", "市住房和城乡建设局:R 各镇政府:R");
}

#[test]
fn roles() {
    check("市商务局、市发改局牵头，市直各有关部门配合", "市商务局:L 市发改局:L 市直各有关部门:S");
    check("市甲局牵头，市财政局、市教育局按职责分工负责", "市甲局:L 市财政局:R 市教育局:R");
    check("市甲局牵头负责；市财政局等部门参与", "市甲局:L 市财政局:P …");
    check("牵头单位：市甲局；配合单位：市财政局；责任单位：各县政府", "市甲局:L 市财政局:S 各县政府:R");
    check("牵头单位：市甲局，责任单位：市财政局、市教育局", "市甲局:L 市财政局:R 市教育局:R");
    check("市发改局会同市财政局负责", "市发改局:R 市财政局:P");
    check("市甲局、市教育局，各区政府配合", "市甲局:R 市教育局:R 各区政府:S");
    check("责任单位：市甲局；完成时限：2030年6月底", "市甲局:R");
    check("市甲局牵头，市财政局、市税务局等部门配合", "市甲局:L 市财政局:S 市税务局:S …");
}

#[test]
fn names_that_begin_like_other_words() {
    check("和平区政府、含山县财政局、和县教育局", "和平区政府:R 含山县财政局:R 和县教育局:R");
    check("以及市甲局和从化区政府", "市甲局:R 从化区政府:R");
    check("市自来水公司、自来水公司、自治区党委宣传部", "市自来水公司:R 自来水公司:R 自治区党委宣传部:R");
    check("经侦支队、市对台办、对外经贸局", "经侦支队:R 市对台办:R 对外经贸局:R");
}

#[test]
fn groups_are_one_unit() {
    check("各县（市、区）委、政府，市教育局", "各县（市、区）委、政府:R 市教育局:R");
    check("各街道党（工）委、政府（办事处）", "各街道党（工）委、政府（办事处）:R");
    check("市教育局、各直辖市及县（市）政府", "市教育局:R 各直辖市及县（市）政府:R");
    check("市残联、市妇联等群团组织", "市残联:R 市妇联:R …");
    check("市发改委等8部门按职责分工负责", "市发改委:R …");
}

#[test]
fn roles_reach_back_to_the_verb_before() {
    check(
        "市甲局牵头，市财政局、市教育局等部门，各区政府配合",
        "市甲局:L 市财政局:S 市教育局:S 各区政府:S …",
    );
    check("由市教育局牵头，会同市财政局办理", "市教育局:L 市财政局:P");
    check("市财政局、会同县人民政府", "市财政局:R 会同县人民政府:R");
    check("分管副省长、协管副秘书长负责，市教育局牵头", "分管副省长:R 协管副秘书长:R 市教育局:L");
    check("市教育局 牵头 市财政局 配合", "市教育局:L 市财政局:S");
    check("市教育局牵头　市财政局配合", "市教育局:L 市财政局:S");
    check("市教育局、市财政局等．", "市教育局:R 市财政局:R …");
}
