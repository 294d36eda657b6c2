use super::*;
fn norm(raw: &str) -> String {
    let decoded = Decoded { raw: raw.to_owned(), ..Decoded::default() };
    normalize(decoded).norm().to_owned()
}
#[test]
fn smoke() {
    assert_eq!(norm("三門峽經(jīng)濟開發(fā)區(qū)"), "三门峡经济开发区");
}
