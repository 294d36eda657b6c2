#!/usr/bin/env python3
"""Many clients at once on `hegui serve`: errors, latency, memory.

    python3 benches/serve_clients.py hegui INDEX [--clients 50] [--seconds 60] [--files FOLDER]

Starts the service on a free port, lets the clients ask without pause, each over its own connection: words, phrases drawn from
the files below FOLDER, filters, facets, and one broken query in twenty, which must be answered with 400. Prints how many
requests were answered, what went wrong, the median and 99th percentile of the time of an answer, and the memory of the
service, without the files of the index that the system keeps in memory, after the first second and at the end. 503 (正忙) is counted by itself: it is an answer, but not the one asked for.
"""
import argparse
import http.client
import os
import random
import signal
import subprocess
import threading
import time
import urllib.parse

WORDS = ["备案", "审查", "收费", "公积金", "规范性文件", "责任单位", "房地产市场", "实施细则", "kind:办法", "公积金 提取"]
BROKEN = ["(" * 40 + "备案", "\"没有收尾", "date:[2020 TO", " ".join(["a"] * 10_000), "*"]


def phrases(folder, count=300):
    files = sorted(os.path.join(at, n) for at, _, names in os.walk(folder) for n in names)
    found, rng = [], random.Random(7)
    while files and len(found) < count:
        text = open(rng.choice(files), encoding="utf-8", errors="replace").read()
        at = rng.randrange(max(1, len(text) - 10))
        piece = text[at:at + rng.randint(2, 8)]
        if piece and all("一" <= c <= "龥" for c in piece):
            found.append(f"\"{piece}\"")
    return found


def memory(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("RssAnon"))


def client(port, queries, until, tally, seed):
    rng, link = random.Random(seed), http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.time() < until:
        broken = rng.random() < .05
        query = {"q": rng.choice(BROKEN if broken else queries), "facets": rng.choice(["", "year,kind"])}
        started = time.perf_counter()
        try:
            link.request("GET", "/api/search?" + urllib.parse.urlencode(query))
            answer = link.getresponse()
            answer.read()
            tally.append((time.perf_counter() - started, answer.status, broken))
        except OSError as error:
            tally.append((time.perf_counter() - started, repr(error), broken))
            link.close()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("hegui")
    options.add_argument("index")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--files")
    given = options.parse_args()
    command = [given.hegui, "serve", "--api", "--index", given.index, "--address", "127.0.0.1:0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        line = ""
        while "http://127.0.0.1:" not in line:
            line = server.stdout.readline() or server.stderr.readline()
            assert line, "the service did not start"
        port = int(line.split("http://127.0.0.1:")[1].split("/")[0].split()[0].rstrip("。；，"))
        queries = WORDS + (phrases(given.files) if given.files else [])
        until, tallies = time.time() + given.seconds, [[] for _ in range(given.clients)]
        threads = [threading.Thread(target=client, args=(port, queries, until, tally, n)) for n, tally in enumerate(tallies)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        first = memory(server.pid)
        for thread in threads:
            thread.join()
        last = memory(server.pid)
    finally:
        server.send_signal(signal.SIGINT)
        code = server.wait(timeout=30)
    seen = [entry for tally in tallies for entry in tally]
    right = {False: 200, True: 400}
    busy = sum(status == 503 for _, status, _ in seen)
    wrong = [entry for entry in seen if entry[1] not in (right[entry[2]], 503)]
    times = sorted(t for t, status, _ in seen if status == 200)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
    print(f"{given.clients} 个客户端，{given.seconds} 秒：{len(seen)} 次请求，{len(seen) / given.seconds:.0f} 次/秒；"
          f"答错 {len(wrong)}，正忙 {busy}；p50 {at(.5):.1f} ms，p99 {at(.99):.1f} ms；"
          f"内存 {first} MB → {last} MB；Ctrl-C 后退出码 {code}")
    for entry in wrong[:5]:
        print("  ", entry)


if __name__ == "__main__":
    main()
