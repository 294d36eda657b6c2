#!/usr/bin/env python3
"""Builds dictionaries/misreadings.tsv: words in which one character was mistaken for another that looks like it.

Usage: build_misreadings.py WORDS TEXTS... > misreadings.tsv
WORDS is a list of words with frequencies, one a line (the dict.txt of jieba-rs in the cargo registry); TEXTS are folders of real
texts, which are only counted in. Pairs of characters come from dictionaries/misread_characters.tsv. The rows of the present table stay.

Every frequent word of the texts is crossed with every pair. A form stays when no cut into words makes sense of it: neither by itself
nor with a character before or behind it. Characters with which a cut is possible (缴 before 纳人) become the form's guards; a form
with too many, or one that the texts hold where no guard forbids it, is dropped, and so are those that a reader has put into
scripts/misread_exceptions.txt. Forms that the texts do hold go to standard error:
they are misreadings found or words the list lacks, and want reading.
"""
import collections, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "dictionaries", "misreadings.tsv")
READ = os.path.join(HERE, "misread_exceptions.txt")
TYPOS = os.path.join(HERE, "..", "dictionaries", "typos.tsv")
PAIRS = os.path.join(HERE, "..", "dictionaries", "misread_characters.tsv")
# A character this frequent by itself in the list of words may stand alone between words.
ALONE = 4000
# Rarer words are no ground for a guard.
RARE = 8
# Most guards of a form.
GUARDS = 40
# Fewest occurrences of a right word in the texts, and of a word of two characters.
FEWEST, FEWEST_SHORT = 4, 60
# A form of two characters may be expected by chance at most so often in the texts.
CHANCE = 0.25
# Two characters that the texts put side by side so often count as joined.
JOINED = 5
# Words of two characters are also taken when rarer, if the list of words has them this often.
USUAL = 600
# Characters that join with nearly any other, so that two of them are never surely wrong.
FREE = set("一二三四五六七八九十百千两几不上下中大小东西南北前后内外新老本各同全主子")
# Characters of names of people and places: at the edge of a form they may be one.
NAMES = set("辰朋彤宰邵皖冈丘郑州江河山湘家乎犬艮茂汕甬柏寅伸汊扬昌涉井永斤仕杭疏域妥墅枝桂弓侗殴晓")
NUMERALS = set("第一二三四五六七八九十百千")
HAN = re.compile(r"[\u4e00-\u9fff]+")


def rows(path):
    with open(path, encoding="utf-8") as table:
        lines = [line.rstrip("\n") for line in table if not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


class Words:
    """Known words, and which characters may stand before an ending or behind a beginning of one."""

    def __init__(self, path):
        self.known, self.alone, self.usual = set(), {}, set()
        self.before, self.behind = collections.defaultdict(set), collections.defaultdict(set)
        with open(path, encoding="utf-8") as words:
            for line in words:
                word, count = line.split()[:2]
                if len(word) == 1:
                    self.alone[word] = int(count)
                elif HAN.fullmatch(word) and len(word) <= 5 and int(count) >= RARE:
                    self.add(word)
                    if len(word) <= 4 and int(count) >= USUAL:
                        self.usual.add(word)

    def learn(self, grams):
        """Notes which characters the texts put side by side, words or not."""
        for gram, n in grams.items():
            if len(gram) == 2 and n >= JOINED:
                self.before[gram[1]].add(gram[0])
                self.behind[gram[0]].add(gram[1])

    def add(self, word):
        self.known.add(word)
        for cut in range(1, len(word)):
            self.before[word[cut:]].add(word[cut - 1])
            self.behind[word[:cut]].add(word[cut])

    def is_cut(self, text):
        """Whether the text can be cut into words and characters that stand alone."""
        good = [True] + [False] * len(text)
        for end in range(1, len(text) + 1):
            good[end] = any(
                good[start] and (text[start:end] in self.known or end - start == 1 and self.alone.get(text[start], 0) >= ALONE)
                for start in range(max(0, end - 5), end)
            )
        return good[-1]

    def guards(self, form):
        """Characters before and behind the form with which a cut makes sense of it; None when it makes sense by itself."""
        before, behind = set(), set()
        for left in range(len(form) + 1):
            lead = self.before.get(form[:left], set()) if left else {""}
            for right in range(left, len(form) + 1):
                tail = self.behind.get(form[right:], set()) if right < len(form) else {""}
                if not lead or not tail or not self.is_cut(form[left:right]):
                    continue
                if "" in lead and "" in tail:
                    return None
                if "" in tail or "" not in lead and len(lead) <= len(tail):
                    before |= lead
                else:
                    behind |= tail
        return before, behind


def read_texts(folders):
    files = [os.path.join(base, name) for folder in folders for base, _, names in os.walk(folder) for name in names]
    texts = []
    for path in sorted(files):
        with open(path, encoding="utf-8", errors="replace") as text:
            texts.append(text.read())
    return texts


def count(texts):
    """Stretches of two to five characters, and in how many texts each stands."""
    grams = collections.Counter()
    for text in texts:
        for run in HAN.findall(text):
            for length in range(1, 6):
                grams.update(run[i : i + length] for i in range(len(run) - length + 1))
    return grams


def main():
    words, texts = Words(sys.argv[1]), read_texts(sys.argv[2:])
    grams, whole = count(texts), "\n".join(texts)
    words.learn(grams)
    total = sum(n for gram, n in grams.items() if len(gram) == 1)
    kept = {row[0]: row[1:] for row in rows(TABLE)}
    known = set(kept) | {row[0] for row in rows(TYPOS)}
    with open(READ, encoding="utf-8") as read:
        refused = set(read.read().split())
    right_words = {w for w, n in grams.items() if 2 <= len(w) <= 4 and w in words.known and n >= (FEWEST if len(w) > 2 else FEWEST_SHORT)}
    right_words |= {w for w in words.usual if grams[w] >= FEWEST}
    pairs = {right: wrong for right, wrong in rows(PAIRS)}
    found = {}
    for right in sorted(right_words, key=lambda w: (len(w), w)):
        for at, char in enumerate(right):
            for wrong in pairs.get(char, ""):
                form = right[:at] + wrong + right[at + 1 :]
                if any(form[i:j] in known or form[i:j] in found for i in range(len(form)) for j in range(i + 2, len(form) + 1)):
                    continue
                rest = form[:at] + form[at + 1 :]
                if form in refused or (at in (0, len(form) - 1) and wrong in NAMES) or wrong != "弟" and NUMERALS.issuperset(rest):
                    continue
                guards = words.guards(form)
                if guards is None:
                    continue
                if len(form) == 2 and FREE & set(form):
                    continue
                if at == 0:
                    guards[0].update(words.before[wrong])
                if at == len(form) - 1:
                    guards[1].update(words.behind[wrong])
                if sum(map(len, guards)) > GUARDS:
                    continue
                if len(form) == 2 and grams[form[0]] * grams[form[1]] / total > CHANCE and not grams[form]:
                    # Often enough by chance: that it never stands in the texts says something only when it should have.
                    if grams[form[0]] * grams[form[1]] / total < 2:
                        continue
                before, behind = ("".join(sorted(g)) for g in guards)
                if grams[form]:
                    look = (f"(?<![{before}])" if before else "") + form + (f"(?![{behind}])" if behind else "")
                    met = re.findall(".{0,8}" + look + ".{0,8}", whole)
                    if met:
                        print(form, right, grams[right], len(met), " | ".join(met[:3]), sep="\t", file=sys.stderr)
                        continue
                found[form] = (right, "、".join(before), "、".join(behind))
    with open(TABLE, encoding="utf-8") as table:
        print(*(line.rstrip("\n") for line in table if line.startswith("#")), "wrong\tright\tbefore\tafter", sep="\n")
    found |= {form: tuple(row + [""] * (3 - len(row))) for form, row in kept.items()}
    for form, row in sorted(found.items()):
        print(form, *row, sep="\t")


if __name__ == "__main__":
    main()
