//! Which notices to everybody are normative documents.

use crate::document::{Decoded, Document, Script};
use crate::facts::{self, Context};
use crate::lexicon::{LawTable, Lexicon};
use crate::outline::Outline;
use crate::text::OffsetMap;

fn is_normative(text: &str) -> Option<bool> {
    judge(text).value
}

fn judge(text: &str) -> super::Normative {
    let map = OffsetMap::identity(text.len());
    let document = Document::new(Decoded::of_text(text), None, map, Vec::new(), Script::Simplified);
    let outline = Outline::of(&document);
    let lexicon = Lexicon::embedded();
    let (text, hits, laws) = (document.norm(), lexicon.scan(document.norm()), LawTable::embedded());
    let cx =
        Context { document: &document, text, outline: &outline, hits: &hits, lexicon, laws, as_of: None };
    facts::find(&cx).metadata.normative
}

#[test]
fn notices_with_consequences() {
    let ban = "松江县人民政府关于禁止在滨河水库垂钓的通告\n\n为保护滨河水库水质，现就有关事项通告如下：\n\
        一、水库大坝上游三公里以内为禁钓区域。\n二、禁钓区域内不准放置网具、钓具，不准停靠船只。\n\
        三、对不听劝阻的，由县水利部门依法查处。\n松江县人民政府\n2023年5月1日\n";
    assert_eq!(is_normative(ban), Some(true));
    let passing = ban.replace("禁止在滨河水库垂钓的通告", "滨河大桥施工期间交通管制的通告");
    assert_eq!(is_normative(&passing), Some(false), "holds for once");
    let mild = ban.replace("由县水利部门依法查处", "由巡查人员耐心说服");
    assert_eq!(is_normative(&mild), Some(false), "says no consequence");
}

#[test]
fn laws_are_told_by_their_titles() {
    let body = "第一条 为了保护湿地，制定本法。\n第二条 单位和个人应当爱护湿地；违反的，处五百元罚款。\n第三条 自2023年1月1日起施行。\n";
    for title in [
        "中华人民共和国湿地修复法",
        "中华人民共和国湿地标志使用办法",
        "全国人民代表大会常务委员会关于湿地保护的决定",
    ] {
        assert_eq!(is_normative(&format!("{title}\n\n{body}")), Some(false), "{title}");
    }
    let own = "第一条 为了保护湿地，制定本规定。\n第二条 在湿地范围内从事生产经营的单位和个人应当遵守本规定。\n\
        第三条 经营者应当向县林业局报告经营情况，不得擅自占用湿地。\n第四条 申请人应当提交申请书。\n\
        第五条 本规定自2023年1月1日起施行，有效期五年。\n松江县人民政府\n2022年12月1日\n";
    let title = "松江县人民政府关于湿地保护的规定";
    assert_eq!(is_normative(&format!("{title}\n\n{own}")), Some(true), "{title}");
}

#[test]
fn who_speaks_in_a_paper_that_is_not_normative() {
    let village = "南坪村村规民约\n一、村民应当爱护庄稼，牛羊损坏庄稼的罚款五十元。\n二、村民之间要和睦相处。\n三、红白喜事要节俭办理。\n\
        四、孩子要上学读书，老人要有人照料，邻里有难要帮。\n五、村里的路灯、水渠人人爱护，损坏的照价赔偿。\n";
    assert!(judge(village).official, "a village lays down rules of its own");
    assert!(!judge(&village.replace("村规民约", "风土人情")).official, "nobody speaks");
    assert!(!judge(&format!("{village}村民某某某已被处理。")).official, "a case");
}

#[test]
fn fragments_of_laws() {
    let articles = "第三十九条 违反本条例规定，在湿地放牧的，由县林业局处每只三百元以下的罚款。\n\
        第四十二条 本条例所称湿地，是指常年或者季节性积水的地带和水域，包括低潮时水深不超过六米的海域。\n";
    let is_law = |text: &str| judge(text).reasons.iter().any(|reason| reason.starts_with("法律、法规或规章"));
    assert!(is_law(articles), "a regulation");
    let order = articles.replace("本条例", "本办法");
    assert!(!is_law(&order), "an office's own");
    assert!(is_law(&format!("松 江 市 人 民 政 府 令\n{order}")), "a decreed rule");
    assert!(!is_law(&format!("松江县人民政府令\n{order}")), "counties decree no rules");
}
