#!/usr/bin/env python3
"""Builds dictionaries/slips.tsv: expressions in which two characters changed places, and words of which one was typed twice.

Usage: build_slips.py WORDS TEXTS... > slips.tsv
WORDS is a list of words with frequencies, one a line (the dict.txt of jieba-rs in the cargo registry); TEXTS are folders of real
texts, which are only counted in.

Every stretch of four characters that is frequent in many texts gives a form with its middle characters exchanged. It stays when
neither the texts hold it or either three characters of it, nor two words make it up. Words of two characters turned round are
left out: they stand where two words meet (撤销注册). Every frequent word of two characters gives a form with the first and one
with the second doubled. What may stand before the first (所 before 购购买) or behind the second as a word of its own makes the
form's guards; a character that often stands alone gives no form, nor does one with too many guards.
Stretches of three characters that are more frequent still give a form with the middle one doubled, unless two words meet there.
"""
import collections, sys

from build_dropped import KNOWN, NUMERALS, TABLE as DROPPED, count
from build_misreadings import ALONE, RARE, rows

# Fewest occurrences of an expression, and in how many texts; the same of a word.
FEWEST, FEWEST_TEXTS = 20, 10
FEWEST_WORD, FEWEST_WORD_TEXTS = 25, 12
FEWEST_AMID, FEWEST_TEXTS_AMID = 50, 20
# A character that the list of words has so often by itself is doubled amid an expression without telling.
ALONE_AMID = 20000
# Two characters that the texts put side by side so often count as joined.
JOINED = 2
# Most guards of a form.
GUARDS = 45
# Characters that stand by themselves in notices whatever the list of words says.
LONE = set("附年月日市区县省镇乡村人家户名处次号本各全新大小多少的了在是和与或及对为以于到从向由被把将可应要须能会不无有其该此每某之而且并但又也都就还等上下中内外前后东西南北")


def listed(path):
    """The words of the list, and how often a character stands alone."""
    words, alone = set(), {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            word, times = line.split()[:2]
            if len(word) == 1:
                alone[word] = int(times)
            elif int(times) >= RARE or len(word) > 2:
                words.add(word)
    return words, alone


def transposed(grams, texts, words):
    """Frequent expressions with their middle characters exchanged."""
    for right in sorted(grams):
        if len(right) != 4 or grams[right] < FEWEST or texts[right] < FEWEST_TEXTS or NUMERALS & set(right):
            continue
        first, second, third, last = right
        form = first + third + second + last
        attested = [form, form[:3], form[1:]]
        is_made_up = form[:2] in words and form[2:] in words or any(part in words for part in attested)
        if second != third and not is_made_up and form[1:3] not in words and grams[form[1:3]] < 4:
            if not any(grams[part] for part in attested):
                yield form, (right, "", "", "wrong", "")


def doubled(grams, texts, words, alone):
    """Frequent words with one character typed twice."""
    before, behind = collections.defaultdict(set), collections.defaultdict(set)
    joined = {gram for gram, times in grams.items() if len(gram) == 2 and times >= JOINED}
    for word in words | joined:
        before[word[-1]].add(word[-2])
        behind[word[0]].add(word[1])
    for right in sorted(grams):
        if len(right) != 2 or right not in words or grams[right] < FEWEST_WORD or texts[right] < FEWEST_WORD_TEXTS:
            continue
        for at in (0, 1):
            twice = right[at]
            if twice in LONE or twice in NUMERALS or twice * 2 in words or alone.get(twice, 0) >= ALONE:
                continue
            guards = sorted((before if at == 0 else behind)[twice] - {twice})
            if len(guards) <= GUARDS:
                cells = ("、".join(guards), right[1]) if at == 0 else ("", "、".join(guards))
                yield right[: at + 1] + right[at:], (right, *cells, "doubled", "")


def doubled_amid(grams, texts, words, alone):
    """Frequent expressions with their middle character typed twice."""
    for right in sorted(grams):
        if len(right) != 3 or grams[right] < FEWEST_AMID or texts[right] < FEWEST_TEXTS_AMID:
            continue
        first, twice, last = right
        if twice in LONE or twice in NUMERALS or twice in (first, last) or twice * 2 in words:
            continue
        form = first + twice * 2 + last
        do_words_meet = first + twice in words and twice + last in words
        is_attested = any(grams[part] for part in (form, form[:3], form[1:]))
        if alone.get(twice, 0) < ALONE_AMID and not do_words_meet and not is_attested:
            yield form, (right, "", "", "doubled", "")


def main():
    grams, texts = count(sys.argv[2:], (2, 3, 4))
    words, alone = listed(sys.argv[1])
    found = dict(transposed(grams, texts, words))
    found.update(doubled_amid(grams, texts, words, alone))
    found.update(doubled(grams, texts, words, alone))
    print("# 前后两个字打颠倒的常用语（wrong），其中一个字打了两遍的常用词（doubled）；只收照字面组不成词、前后文也拼不出来的")
    print("# 来源：scripts/build_slips.py 按常用语逐条生成，再逐条看过")
    print("# 日期：2026-11-24")
    print("# scan all")
    print("wrong\tright\tbefore\tafter\tsort\tscript")
    # A form stands in one list.
    known = {row[0] for path in (*KNOWN, DROPPED) for row in rows(path)}
    for form, row in sorted(found.items()):
        if form not in known:
            print(form, *row, sep="\t")


if __name__ == "__main__":
    main()
