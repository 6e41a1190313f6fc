"""Compares tokenizer-bench with PyPI's tokenizers, token by token, and times both.

compare.py BENCH passages.jsonl tokenizer.json...
"""
import json, subprocess, sys, time, os

os.environ["TOKENIZERS_PARALLELISM"] = "false"
from tokenizers import Tokenizer

bench, passages, *files = sys.argv[1:]
texts = [json.loads(line) for line in open(passages)]
size = sum(len(t.encode()) for t in texts) / 1e6
failed = False
print(f"{len(texts)} passages, {size:.2f} MB; MB/s")
print(f"{'tokenizer':34} {'tokens':>8} {'differ':>6} {'PyPI':>7} {'1 thread':>8} {'ratio':>6} {'2 threads':>9} {'passages/s':>10} {'load s':>6}")
for name in files:
    result = subprocess.run([bench, name, passages], capture_output=True, text=True)
    *lines, times = result.stdout.split("\n")[:-1]
    if result.returncode:
        print(f"{name}: {times}"); failed = True; continue
    load, one, two = map(float, times.split())
    t = Tokenizer.from_file(name)
    t.no_truncation(); t.no_padding()
    expected = [t.encode(x, add_special_tokens=False).ids for x in texts]
    best = 1e9
    for _ in range(3):
        began = time.perf_counter()
        for x in texts: t.encode(x, add_special_tokens=False)
        best = min(best, time.perf_counter() - began)
    differ = 0
    for x, e, line in zip(texts, expected, lines):
        got = [int(i) for i in line.split()]
        if got != e:
            differ += 1
            if differ <= 2:
                at = next((i for i, (a, b) in enumerate(zip(got, e)) if a != b), min(len(got), len(e)))
                print("  ", repr(x[:50]), "at", at, "got", [t.id_to_token(i) for i in got[max(0, at-2):at+4]], "expected", [t.id_to_token(i) for i in e[max(0, at-2):at+4]])
    failed |= differ > 0
    tokens = sum(map(len, expected))
    print(f"{'/'.join(name.split('/')[-2:])[-34:]:34} {tokens:8} {differ:6} {size/best:7.1f} {size/one:8.1f} {best/one:6.1f} {size/two:9.1f} {len(texts)/two:10.0f} {load:6.2f}")
sys.exit(failed)
