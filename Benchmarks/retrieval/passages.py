"""Makes what all contestants get: passages and queries.

    passages.py INDEX.sqlite COPIES OUT-FOLDER

`passages.jsonl`: the passages of a Raftwright index, in its order. With more than one copy, each
further copy is made different, as identical ones are too kind (equal scores, no new terms): its
titles are marked (`edition 3`), a tenth of its words are replaced by words drawn from all passages,
as often as they occur there, and one in fifty becomes a new word of that edition. Seeded.

`queries.txt`: 2,000 sentences of 5 to 40 words from the first copy, drawn by seed.
"""

import json
import os
import random
import re
import sqlite3
import sys

SEED = 4
QUERIES = 2000
REPLACED, NEW = 0.10, 0.02
WORD = re.compile(r"[^\W\d_]{3,}")


def rows(index):
    return sqlite3.connect(f"file:{index}?mode=ro", uri=True).execute(
        "SELECT d.uri, d.title, d.language, c.heading_path, c.text FROM chunk c "
        "JOIN document d ON d.id = c.document_id ORDER BY c.number")


def sentences(text):
    for line in text.split("\n"):
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            if 5 <= len(sentence.split()) <= 40:
                yield " ".join(sentence.split())


def perturbed(text, draw, vocabulary, edition):
    # A pool drawn once a copy: a draw from a million words for each word would take minutes.
    def change(match):
        chance = draw.random()
        if chance < NEW:
            return f"{match[0]}{edition}x"
        if chance < NEW + REPLACED:
            return vocabulary[int(draw.random() * len(vocabulary))]
        return match[0]

    return WORD.sub(change, text)


def main():
    index, copies, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    os.makedirs(folder, exist_ok=True)
    draw = random.Random(SEED)
    vocabulary, found = [], []
    for *_, text in rows(index):
        vocabulary += WORD.findall(text)
        found += sentences(text)
    with open(f"{folder}/queries.txt", "w") as out:
        for sentence in draw.sample(sorted(set(found)), min(QUERIES, len(set(found)))):
            out.write(sentence + "\n")
    with open(f"{folder}/passages.jsonl", "w") as out:
        for copy in range(copies):
            draw = random.Random(f"{SEED} {copy}")
            for uri, title, language, headings, text in rows(index):
                headings = json.loads(headings)
                if copy:
                    uri, title = f"~edition-{copy:03}/{uri}", f"{title} (edition {copy})"
                    text = perturbed(text, draw, vocabulary, copy)
                json.dump({"uri": uri, "title": title, "language": language,
                           "headings": headings, "text": text}, out, ensure_ascii=False)
                out.write("\n")


main()
