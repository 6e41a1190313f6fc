#!/usr/bin/env python3
"""Repeats the questions of a file, each time in other words and with another id, until there are N.

    repeat_questions.py questions.jsonl N > many.jsonl

For measuring only: a million questions need a corpus of gigabytes otherwise.
"""
import json
import sys

OPENINGS = ["", "Tell me: ", "Briefly: ", "I wonder: ", "Please say: ", "One more time: ",
            "For the record: ", "As an expert: ", "In short: ", "Answer this: "]


def main():
    path, wanted = sys.argv[1], int(sys.argv[2])
    written = 0
    for opening in OPENINGS:
        number = OPENINGS.index(opening)
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if written == wanted:
                    return
                row = json.loads(line)
                row["id"] = f"{row['id']}-{number}"
                row["question"] = opening + row["question"]
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
    sys.exit(f"{path}: only {written} of {wanted} questions can be made of it")


main()
