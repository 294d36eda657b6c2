#!/usr/bin/env python3
"""Builds dictionaries/dropped.tsv: frequent expressions from the middle of which a character was dropped.

Usage: build_dropped.py TEXTS... > dropped.tsv
TEXTS are folders of real texts, which are only counted in. The rows of the present table stay.

Every stretch of five characters that is frequent in many texts gives a form without its third, and if it is very frequent forms without
its second and its fourth. A form stays when the texts hold it, and what stands around the gap, once at most, so that it is an expression nobody uses; forms that mean something by themselves all the
same are put into scripts/dropped_exceptions.txt by a reader, as whole forms or, with a +, as what no form may hold. Forms that the
texts do hold go to standard error and want reading.
"""
import collections, os, sys

from build_misreadings import HAN, HERE, rows

TABLE = os.path.join(HERE, "..", "dictionaries", "dropped.tsv")
READ = os.path.join(HERE, "dropped_exceptions.txt")
KNOWN = [os.path.join(HERE, "..", "dictionaries", name) for name in ("typos.tsv", "misreadings.tsv", "misnamed_terms.tsv")]
# Fewest occurrences of an expression, and in how many texts.
FEWEST, FEWEST_TEXTS = 12, 8
# The same where a single character stands on one side of the gap.
FEWEST_ASIDE, FEWEST_TEXTS_ASIDE = 40, 20
# Figures are dropped and put in without telling.
NUMERALS = set("零一二三四五六七八九十百千万两第条條款项項月日年")


def count(folders, lengths):
    """Stretches of so many characters, how often they stand, and in how many texts."""
    grams, texts = collections.Counter(), collections.Counter()
    for folder in folders:
        for base, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                with open(os.path.join(base, name), encoding="utf-8", errors="replace") as file:
                    text = file.read()
                here = collections.Counter()
                for run in HAN.findall(text):
                    for length in lengths:
                        here.update(run[i : i + length] for i in range(len(run) - length + 1))
                grams.update(here)
                texts.update(here.keys())
    return grams, texts


def main():
    grams, texts = count(sys.argv[1:], (3, 4, 5))
    with open(READ, encoding="utf-8") as read:
        refused = set(read.read().split())
    parts = [part[1:] for part in refused if part.startswith("+")]
    known = {row[0] for path in KNOWN for row in rows(path)}
    found = {row[0]: tuple(row[1:]) for row in rows(TABLE)}
    for right in sorted(grams):
        if len(right) != 5 or grams[right] < FEWEST or texts[right] < FEWEST_TEXTS or NUMERALS & set(right[1:4]):
            continue
        is_usual = grams[right] >= FEWEST_ASIDE and texts[right] >= FEWEST_TEXTS_ASIDE
        for at in (2, 1, 3) if is_usual else (2,):
            form = right[:at] + right[at + 1 :]
            if right[at] in (right[at - 1], right[at + 1]) or form in refused or any(part in form for part in parts):
                continue
            if any(form[i:j] in known for i in range(4) for j in range(i + 2, 5)):
                continue
            around = [form[i : i + 3] for i in (at - 2, at - 1) if 0 <= i <= 1]
            if max(grams[gram] for gram in (form, *around)) > 1:
                continue
            if grams[form]:
                print(form, right, grams[right], sep="\t", file=sys.stderr)
            found.setdefault(form, (right, "", ""))
    with open(TABLE, encoding="utf-8") as table:
        print(*(line.rstrip("\n") for line in table if line.startswith("#")), "wrong\tright\tbefore\tafter", sep="\n")
    for form, row in sorted(found.items()):
        print(form, *row, sep="\t")


if __name__ == "__main__":
    main()
