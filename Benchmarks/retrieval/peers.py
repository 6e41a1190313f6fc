"""One peer on the same passages and queries; prints one line of JSON.

    peers.py build|search NAME FOLDER WORK OUT

NAME is tantivy, tantivy-stop (without Lucene's stopwords), bm25s or fts5. FOLDER has passages.jsonl
and queries.txt; WORK keeps the index between the two calls; OUT gets the numbers of the passages
that were found, a line a query. `first` answers one query from an index that lies on disk, for the
time from process start.
"""

import json
import os
import re
import resource
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor

TOP = 10
# FTS5 answers few queries a second: it gets the first so many.
SAMPLE = {"fts5": 20}
STOPWORDS = ("a an and are as at be but by for if in into is it no not of on or such that the their "
             "then there these they this to was will with").split()


def passages(folder):
    with open(f"{folder}/passages.jsonl") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["title"] + "\n" + " ".join(row["headings"]) + "\n" + row["text"]


def batches(items, count=1000):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == count:
            yield batch
            batch = []
    yield batch


def now():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return time.perf_counter(), usage.ru_utime + usage.ru_stime


class Spent:
    """Wall and CPU seconds of what runs inside `with`."""

    def __init__(self):
        self.wall = self.cpu = 0.0

    def __enter__(self):
        self.start = now()

    def __exit__(self, *_):
        end = now()
        self.wall += end[0] - self.start[0]
        self.cpu += end[1] - self.start[1]


class Tantivy:
    def __init__(self, work, stop):
        import tantivy
        self.tantivy, self.work, self.stop = tantivy, work, stop
        self.clean = re.compile(r"[^\w ]+")

    def schema(self):
        builder = self.tantivy.SchemaBuilder()
        tokenizer = "stop" if self.stop else "en_stem"
        builder.add_text_field("text", stored=False, tokenizer_name=tokenizer)
        builder.add_integer_field("id", stored=True)
        return builder.build()

    def register(self, index):
        if self.stop:
            t = self.tantivy
            analyzer = (t.TextAnalyzerBuilder(t.Tokenizer.simple()).filter(t.Filter.remove_long(40))
                        .filter(t.Filter.lowercase()).filter(t.Filter.custom_stopword(STOPWORDS))
                        .filter(t.Filter.stemmer("english")).build())
            index.register_tokenizer("stop", analyzer)

    def build(self, folder, spent):
        with spent:
            index = self.tantivy.Index(self.schema(), path=self.work)
            self.register(index)
            writer = index.writer(heap_size=256_000_000, num_threads=int(os.environ.get("THREADS", "1")))
        number = 0
        for batch in batches(passages(folder)):
            with spent:
                for text in batch:
                    writer.add_document(self.tantivy.Document(text=text, id=number))
                    number += 1
        with spent:
            writer.commit()
            writer.wait_merging_threads()

    def open(self):
        index = self.tantivy.Index.open(self.work)
        self.register(index)
        searcher = index.searcher()

        def search(query):
            # Its query syntax knows operators: only words are left.
            words = self.clean.sub(" ", query.lower())
            hits = searcher.search(index.parse_query(words, ["text"]), TOP).hits
            return [searcher.doc(address)["id"][0] for _, address in hits]

        return search

    def batch(self, search, queries, threads):
        if threads == 1:
            return [search(query) for query in queries]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(search, queries, chunksize=32))


class BM25S:
    def __init__(self, work):
        import bm25s
        import Stemmer
        self.bm25s, self.work, self.stemmer = bm25s, work, Stemmer.Stemmer("porter")

    def tokens(self, texts):
        return self.bm25s.tokenize(texts, stopwords="en", stemmer=self.stemmer, show_progress=False)

    def build(self, folder, spent):
        texts = list(passages(folder))
        with spent:
            tokens = self.tokens(texts)
            retriever = self.bm25s.BM25(method="lucene", k1=0.9, b=0.4)
            retriever.index(tokens, show_progress=False)
            retriever.save(self.work)

    def open(self, mmap=True):
        self.retriever = self.bm25s.BM25.load(self.work, mmap=mmap)
        return lambda query: self.batch(None, [query], 1)[0]

    def batch(self, _, queries, threads):
        tokens = self.tokens(queries)
        if not any(tokens.ids):
            # It refuses queries without a single known word.
            return [[] for _ in queries]
        found, _ = self.retriever.retrieve(
            tokens, k=TOP, show_progress=False, n_threads=threads, backend_selection="auto")
        return [[int(number) for number in row] for row in found]


class BM25SNumba(BM25S):
    def open(self):
        super().open(mmap=False)
        self.retriever.backend = "numba"
        self.retriever.activate_numba_scorer()
        return lambda query: self.batch(None, [query], 1)[0]


class FTS5:
    def __init__(self, work):
        self.path = f"{work}/fts.db"

    def connect(self):
        return sqlite3.connect(self.path, check_same_thread=False)

    def build(self, folder, spent):
        with spent:
            db = self.connect()
            db.execute("PRAGMA synchronous=off")
            db.execute("CREATE VIRTUAL TABLE f USING fts5(text, tokenize='porter unicode61')")
        number = 0
        for batch in batches(passages(folder)):
            with spent:
                db.executemany("INSERT INTO f(rowid, text) VALUES (?, ?)",
                               enumerate(batch, number))
            number += len(batch)
        with spent:
            db.execute("INSERT INTO f(f) VALUES ('optimize')")
            db.commit()
            db.close()

    def answer(self, db, query):
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        return [number for number, in db.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10", (words,))]

    def open(self):
        db = self.connect()
        return lambda query: self.answer(db, query)

    def batch(self, search, queries, threads):
        if threads == 1:
            return [search(query) for query in queries]
        halves = [queries[part::threads] for part in range(threads)]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(
                lambda half: (lambda db: [self.answer(db, q) for q in half])(self.connect()), halves))


def peer(name, work):
    if name.startswith("tantivy"):
        return Tantivy(work, name.endswith("stop"))
    return {"bm25s": BM25S, "bm25s-numba": BM25SNumba, "fts5": FTS5}[name](work)


def size(folder):
    return sum(os.path.getsize(os.path.join(root, name))
               for root, _, names in os.walk(folder) for name in names)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main():
    mode, name, folder, work, out = sys.argv[1:]
    contestant = peer(name, work)
    if mode == "build":
        spent = Spent()
        contestant.build(folder, spent)
        print(json.dumps({"seconds": spent.wall, "cpu_seconds": spent.cpu, "size": size(work),
                          "peak_kib": peak()}))
        return
    with open(f"{folder}/queries.txt") as lines:
        queries = [line.rstrip("\n") for line in lines]
    if mode == "first":
        contestant.open()(queries[0])
        return
    queries = queries[: SAMPLE.get(name)]
    search = contestant.open()
    found = contestant.batch(search, queries, 1)
    latencies = []
    for query in queries:
        start = time.perf_counter()
        search(query)
        latencies.append(time.perf_counter() - start)
    latencies.sort()
    result = {"queries": len(queries), "p50": latencies[len(latencies) // 2],
              "p99": latencies[len(latencies) * 99 // 100]}
    rounds = 1 if name == "fts5" else int(os.environ.get("ROUNDS", "3"))
    for threads in (1, 2):
        walls, cpus = [], []
        for _ in range(rounds):
            spent = Spent()
            with spent:
                contestant.batch(search, queries, threads)
            walls.append(spent.wall)
            cpus.append(spent.cpu)
        result |= {f"seconds_{threads}": min(walls), f"cpu_{threads}": min(cpus)}
    with open(out, "w") as lines:
        lines.writelines(" ".join(map(str, row)) + "\n" for row in found)
    print(json.dumps(result | {"peak_kib": peak()}))


main()
