//! 应, 可 and 需 inside the name of a thing: 应留存额度, 缴纳应配建面积的资金, 核算可兑付资金, 应缴未缴.

use std::sync::LazyLock;

use crate::lexicon::Regex;

use super::subject;
use crate::lexicon::WordSet;

/// 应留存额度, 可提取金额: the modal is part of the name of an amount.
static AMOUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:申请|提取|贷款|使用|享受|支取|抵扣)(?:公积金)?(?:贷款|提取)?(?:最高)?(?:额度|金额|限额|余额|总额)(?:的|由|为|按|不|上浮|提高|在)|^[一-鿿]{1,2}(?:额|额度|金额|数额|价款|款项|面积|人数|比例|幅度|范围|期限|情形|对象)(?:[^[一-鿿]]|不|的|为|后|之|按|由|予|全|一|$)").ok()
});

/// 设施可处理废物数量, 室内可容许噪音量: how much something can take.
static CAPACITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:处理|容许|容纳|承受|承载|收容|供应|供给|运用)[^，。；,;、]{0,10}(?:数量|容量|总量|音量|能量|能力|浓度)").ok()
});

/// 可延长期限, 可扩大范围 at the end of a clause: the size of something may be set.
static SETS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:延长|扩大|放宽|提高|降低|缩短|增加|减少|调整|追加|变更|核减|调增|调减)[一-鿿]{2,3}(?:[，。；,;]|$)").ok()
});

/// What somebody owes or has at hand, as the object of a verb.
static OWED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:配建|编列|提列|缴|交|付|退|补|返还|归还|偿还|还|收|扣|兑付|建|征|分摊|分担|承担|负担|支付)[^，。；,;]{0,20}?(?:面积|金额|款|费|额|资金|部分|租金|本息|税)").ok()
});

/// What is there to be used, as the object of a verb.
static AT_HAND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:兑付|支配|利用|用|销售|售|租|供|分配|抵扣|提取|调用|动用|开发)[^，。；,;]{0,6}?(?:资金|资源|额度|空间|房源|房屋|土地|能力|面积|财力|存量|产能)",
    )
    .ok()
});

/// Verbs before what is owed.
static PAYS: WordSet = WordSet::of("obligation_words", "pays");

/// Verbs before what is at hand.
static COUNTS: WordSet = WordSet::of("obligation_words", "counts");

/// Whether the modal between `before` and `after`, the rest of its clause, is part of the name of an amount.
pub(super) fn names_amount(before: &str, after: &str) -> bool {
    let fits = |pattern: &LazyLock<Option<Regex>>| pattern.as_ref().is_some_and(|p| p.is_match(after));
    let behind = |verbs: &WordSet| verbs.tail_of(before).is_some();
    // 经核算应退还的资金, 如需增加可用…: another clause in front.
    let free = !before.contains(['经', '如', '若', '需', '未']);
    // 应缴相关价款=（甲价-乙价）×15%: the name of a result.
    let formula = after.find(['=', '＝']).and_then(|at| after.get(..at));
    let formula = formula.is_some_and(|name| !name.contains(['，', ',', '。', '；', '：', ':']));
    // 按实际应缴纳关税分期…
    formula
        || !before.is_empty() && fits(&CAPACITY)
        || before.ends_with("实际") && fits(&OWED)
        || fits(&AMOUNT) && !fits(&SETS)
        || free && (behind(&PAYS) && fits(&OWED) || behind(&COUNTS) && fits(&AT_HAND))
}

/// 出让面积五百亩, 办理事项达五百项: what is counted so.
static TALLY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[一-鿿]{2}(?:面积|比例|数量|人数|户数|总量|规模|事项|房源|里程|土地)(?:达到|达|共有|共|约|有|超过|超|近|仅)?[0-9一二三四五六七八九十百千两]").ok()
});

/// Whether 可 or 需 names what is counted behind it; whoever stands before it may do so many.
pub(super) fn is_tally(before: &str, after: &str) -> bool {
    !subject::names_somebody(before) && TALLY.as_ref().is_some_and(|tally| tally.is_match(after))
}

/// Whether the modal belongs to a rhyme on itself: 可看可学, 应缴未缴, 应批不批.
pub(super) fn is_paired(word: &str, before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let (first, second, third) = (next.next(), next.next(), next.next());
    let mut last = before.chars().rev();
    let (_, before_last) = (last.next(), last.next());
    match word {
        "可" => {
            let rhymes = second == Some('可') && first != Some('不')
                || before_last == Some('可') && !before.ends_with(['不', '以', '后']);
            // 可复制、可推广的经验 is a list of the like.
            let listed = after
                .char_indices()
                .take(5)
                .any(|(at, c)| c == '、' && after.get(at..).is_some_and(|rest| rest.starts_with("、可")))
                || before.ends_with('、')
                    && before.trim_end_matches('、').chars().rev().take(4).any(|c| c == '可');
            // 公积金可提可贷 allows, 可看可学的样板 describes.
            (rhymes || listed) && after.chars().take(12).any(|c| c == '的')
        }
        "应" => matches!(second, Some('未' | '不')) && first.is_some() && first == third,
        _ => false,
    }
}
