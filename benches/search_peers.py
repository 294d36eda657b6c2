#!/usr/bin/env python3
"""Other search engines on the same files, per CPU-second, with what they find.

    python3 benches/search_peers.py FOLDER [--docs N] [--only sqlite|xapian|recoll]

SQLite FTS5 (trigram) needs Python alone; Xapian needs Debian's python3-xapian; Recoll needs Debian's recoll. Each is left
out when it is not there. Prints CPU seconds of indexing, index size over input, query times, and for words of two and
more characters how many documents are found beside a plain scan.
"""
import argparse
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time

WORDS = ["备案", "审查", "收费", "公积金", "规范性文件", "合法性审查", "房地产市场", "住房公积金贷款", "实施细则"]


def cpu(who=resource.RUSAGE_SELF):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(path) for name in names)


def read(folder, limit):
    files = sorted(os.path.join(at, n) for at, _, names in os.walk(folder) for n in names)[:limit]
    return [(f, open(f, encoding="utf-8", errors="replace").read()) for f in files]


def report(name, docs, seconds, stored, find):
    total = sum(len(text.encode()) for _, text in docs)
    print(f"{name}: {len(docs)} 份，{total / 1e6 / seconds:.2f} MB/CPU 秒，索引 {stored / total:.2f} 倍")
    for word in WORDS:
        truth = sum(word in text for _, text in docs)
        times = []
        for _ in range(5):
            started = time.perf_counter()
            found = find(word)
            times.append(time.perf_counter() - started)
        print(f"  {word}: 找到 {found}，应为 {truth}，{statistics.median(times) * 1e3:.2f} ms")


def sqlite(docs, place):
    path = os.path.join(place, "fts.db")
    begun = cpu()
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE t USING fts5(path UNINDEXED, body, tokenize='trigram')")
    db.executemany("INSERT INTO t VALUES (?, ?)", docs)
    db.execute("INSERT INTO t(t) VALUES ('optimize')")
    db.commit()
    seconds = cpu() - begun

    def find(word):
        quoted = '"' + word + '"'
        db.execute("SELECT path FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (quoted,)).fetchall()
        return db.execute("SELECT count(*) FROM t WHERE t MATCH ?", (quoted,)).fetchone()[0]

    report("SQLite FTS5 trigram " + sqlite3.sqlite_version, docs, seconds, size(path), find)


def xapian(docs, place):
    try:
        import xapian as x
    except ImportError:
        return print("Xapian：没有 python3-xapian，略过")
    path = os.path.join(place, "xapian")
    begun = cpu()
    db = x.WritableDatabase(path, x.DB_CREATE_OR_OVERWRITE)
    generator = x.TermGenerator()
    generator.set_flags(x.TermGenerator.FLAG_CJK_NGRAM)
    for name, text in docs:
        document = x.Document()
        generator.set_document(document)
        generator.index_text(text)
        document.set_data(text)
        db.add_document(document)
    db.commit()
    seconds = cpu() - begun
    parser = x.QueryParser()

    def find(word):
        query = parser.parse_query('"' + word + '"', x.QueryParser.FLAG_CJK_NGRAM | x.QueryParser.FLAG_PHRASE)
        enquire = x.Enquire(db)
        enquire.set_query(query)
        enquire.get_mset(0, 10)
        return enquire.get_mset(0, db.get_doccount()).size()

    report("Xapian " + x.version_string(), docs, seconds, size(path), find)


def recoll(docs, place):
    if not shutil.which("recollindex"):
        return print("Recoll：没有 recollindex，略过")
    home = os.path.join(place, "recoll")
    topdir = os.path.join(place, "recoll-docs")
    os.makedirs(home)
    os.makedirs(topdir)
    for number, (_, text) in enumerate(docs):
        with open(os.path.join(topdir, f"{number}.txt"), "w", encoding="utf-8") as out:
            out.write(text)
    with open(os.path.join(home, "recoll.conf"), "w", encoding="utf-8") as conf:
        conf.write(f"topdirs = {topdir}\ncjkngramlen = 2\ndefaultcharset = UTF-8\nidxmetastoredlen = 0\n")
    begun = cpu(resource.RUSAGE_CHILDREN)
    subprocess.run(["recollindex", "-c", home, "-z"], check=True, capture_output=True)
    seconds = cpu(resource.RUSAGE_CHILDREN) - begun

    def find(word):
        command = ["recollq", "-c", home, "-n", "1", '"' + word + '"']
        out = subprocess.run(command, capture_output=True, text=True).stdout
        numbers = [part for part in out.split() if part.isdigit()]
        return int(numbers[0]) if numbers else 0

    report("Recoll", docs, seconds, size(home), find)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder")
    arguments.add_argument("--docs", type=int, default=20_000)
    arguments.add_argument("--only", choices=["sqlite", "xapian", "recoll"])
    given = arguments.parse_args()
    docs = read(given.folder, given.docs)
    with tempfile.TemporaryDirectory() as place:
        for name, measure in [("sqlite", sqlite), ("xapian", xapian), ("recoll", recoll)]:
            if given.only in (None, name):
                measure(docs, place)


if __name__ == "__main__":
    main()
