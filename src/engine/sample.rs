//! A short paper that has something of most that papers have.

use super::Engine;
use crate::document::Decoded;

/// Title, number, addressee, articles, units, deadlines, a citation, validity, date.
pub const SAMPLE: &str = "海东县人民政府办公室关于印发渡口管理办法的通知\n东政办发〔2023〕5号\n各乡镇人民政府，县政府各部门：\n\
第一条 为了加强渡口管理，根据《中华人民共和国行政处罚法》，制定本办法。\n第二条 县交通运输局牵头，县财政局配合，\
于2023年6月底前完成整治。\n第三条 本办法自2023年5月1日起施行，有效期5年。\n2023年4月1日\n";

/// Reads the word lists and compiles the patterns that nearly every paper needs, so that a thread which has nothing to do yet
/// takes that off the first document.
pub fn warm_up() {
    drop(Engine::new().extract(Decoded { raw: SAMPLE.to_owned(), format: "text", ..Decoded::default() }));
}
