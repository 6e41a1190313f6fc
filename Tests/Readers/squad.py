"""Scores answers with the SQuAD 2.0 scorer of transformers 4, taken alone from its wheel.

usage: squad.py WHEELS CASES: a JSON list of [prediction, answer] in CASES; prints a JSON list of
[exact match, F1].
"""

import ast
import collections
import glob
import json
import re
import string
import sys
import zipfile

wheels, cases = sys.argv[1:]
[wheel] = glob.glob(wheels + "/transformers-4*.whl")
source = zipfile.ZipFile(wheel).read("transformers/data/metrics/squad_metrics.py").decode()
wanted = {"normalize_answer", "get_tokens", "compute_exact", "compute_f1"}
functions = [node for node in ast.parse(source).body if getattr(node, "name", None) in wanted]
scorer = {"collections": collections, "re": re, "string": string}
exec(compile(ast.Module(functions, []), wheel, "exec"), scorer)
with open(cases, encoding="utf-8") as file:
    pairs = json.load(file)
print(
    json.dumps(
        [
            [scorer["compute_exact"](answer, said), scorer["compute_f1"](answer, said)]
            for said, answer in pairs
        ]
    )
)
