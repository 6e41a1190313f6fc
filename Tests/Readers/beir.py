"""Reads a folder in BEIR's layout as its GenericDataLoader does (beir 2.0, datasets/data_loader.py),
written anew after it, and prints what it found as one JSON object with sorted keys.

    beir.py FOLDER [SPLIT]
"""

import csv
import json
import os
import sys


def load(folder, split):
    corpus = {}
    with open(os.path.join(folder, "corpus.jsonl"), encoding="utf8") as lines:
        for line in lines:
            line = json.loads(line)
            corpus[line.get("_id")] = {"text": line.get("text"), "title": line.get("title")}
    queries = {}
    with open(os.path.join(folder, "queries.jsonl"), encoding="utf8") as lines:
        for line in lines:
            line = json.loads(line)
            queries[line.get("_id")] = line.get("text")
    qrels = {}
    path = os.path.join(folder, "qrels", split + ".tsv")
    with open(path, encoding="utf-8") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_MINIMAL)
        next(reader)
        for row in reader:
            query, passage, score = row[0], row[1], int(row[2])
            qrels.setdefault(query, {})[passage] = score
    return corpus, {query: queries[query] for query in qrels}, qrels


if __name__ == "__main__":
    folder, split = sys.argv[1], (sys.argv[2:] or ["test"])[0]
    corpus, queries, qrels = load(folder, split)
    result = {"corpus": corpus, "queries": queries, "qrels": qrels}
    json.dump(result, sys.stdout, sort_keys=True, ensure_ascii=True)
