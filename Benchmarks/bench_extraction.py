#!/usr/bin/env python3
"""Scores main-content extraction on the pages of the article extraction benchmark.

usage: bench_extraction.py RAFTWRIGHT FOLDER RESULTS.md

FOLDER holds ground-truth.json, html/KEY.html, and outputs/NAME.json with what others made of the
same pages. Texts are compared by their runs of four words, counted as often as they occur, page by
page; precision and recall are averaged over the pages, and F1 is taken of the two averages. That is
the benchmark's own measure (Zyte, article-extraction-benchmark), whose F1 of single pages is not
averaged either. The heading that became the document's title is left out of Raftwright's text, as
the ground truth is the body of the article.
"""
import collections
import datetime
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

WORD = re.compile(r"\w+")
MARK = "extraction"


def shingles(text, size=4):
    words = WORD.findall(text or "")
    if 0 < len(words) < size:
        return collections.Counter([tuple(words)])
    return collections.Counter(tuple(words[i:i + size]) for i in range(len(words) - size + 1))


def score(truth, texts, keys):
    precisions, recalls = [], []
    for key in keys:
        wanted, found = shingles(truth[key]["articleBody"]), shingles(texts.get(key, ""))
        hits = sum((wanted & found).values())
        if found:
            precisions.append(hits / found.total())
        if wanted:
            recalls.append(hits / wanted.total())
    precision, recall = (sum(x) / len(x) for x in (precisions, recalls))
    return precision, recall, 2 * precision * recall / (precision + recall)


def read_index(path):
    """The text of each document by its key, without the heading that is its title."""
    texts = {}
    with sqlite3.connect(path) as db:
        for number, key, title in db.execute("SELECT id, docno, title FROM document"):
            passages = db.execute(
                "SELECT text FROM chunk WHERE document_id = ? ORDER BY ordinal", (number,))
            lines = "\n\n".join(text for text, in passages).split("\n\n")
            if title in lines:
                lines.remove(title)
            texts[key] = "\n\n".join(lines)
    return texts


def peers(folder):
    for path in sorted((folder / "outputs").glob("*.json")):
        output = json.loads(path.read_text(encoding="utf-8"))
        if set(output) == {"version", "output"}:
            output = output["output"]
        texts = {
            key: page.get("articleBody", "") if isinstance(page, dict) else page
            for key, page in output.items()}
        yield path.stem, texts


def run(raftwright, folder, mode):
    with tempfile.TemporaryDirectory() as scratch:
        index = scratch + "/index.sqlite"
        start = time.perf_counter()
        subprocess.run(
            [raftwright, "index", folder / "html", "--output", index, "--quiet", "--threads", "1",
             "--extraction", mode], check=True, stderr=subprocess.DEVNULL)
        return read_index(index), time.perf_counter() - start


def table(raftwright, folder):
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    keys = sorted(truth)
    halves = [keys, keys[::2], keys[1::2]]
    main, seconds = run(raftwright, folder, "main")
    full, _ = run(raftwright, folder, "full")
    rows = [("**Raftwright, main**", main), ("Raftwright, full", full), *peers(folder)]
    scored = [(name, [score(truth, texts, half) for half in halves]) for name, texts in rows]
    scored.sort(key=lambda row: -row[1][0][2])
    yield f"## Main content: {len(keys)} pages"
    yield ""
    yield (f"{datetime.date.today()}; `make bench-extraction`. Raftwright's weights were fitted on "
           "the even pages, in the order of their keys, and on no others. The features and the "
           "words of classes were chosen with an eye on the mistakes of all pages, so that the odd "
           "ones are not wholly unseen. Peers are the stored outputs of the benchmark.")
    yield ""
    yield "| what | precision | recall | F1 | F1, even pages | F1, odd pages |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, (all_pages, even, odd) in scored:
        yield (f"| {name} | {all_pages[0]:.3f} | {all_pages[1]:.3f} | {all_pages[2]:.3f} "
               f"| {even[2]:.3f} | {odd[2]:.3f} |")
    yield ""
    yield f"- {len(keys)} pages to an index on one thread: {seconds:.1f} s"


def main(raftwright, folder, results):
    lines = "\n".join(table(raftwright, pathlib.Path(folder)))
    print(lines)
    section = f"<!-- {MARK} -->\n{lines}\n<!-- /{MARK} -->"
    path = pathlib.Path(results)
    text = path.read_text(encoding="utf-8") if path.exists() else "# What was measured\n"
    old = re.compile(rf"<!-- {MARK} -->.*?<!-- /{MARK} -->", re.S)
    text = old.sub(lambda _: section, text) if old.search(text) else f"{text.rstrip()}\n\n{section}\n"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
