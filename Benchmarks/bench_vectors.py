"""`make bench-vectors`: embedding by a static table, and exact search, beside Python.

    bench_vectors.py BIN-FOLDER VENV-PYTHON RESULTS.md INDEX WORK-FOLDER

Embeds the passages of INDEX by wordllama's table, with wordllama's own library beside us, and
checks that the vectors are the same. Then searches random vectors, with numpy's float32 matrix
product beside us, and checks that the same passages are found. Prints the tables, and writes them
to RESULTS.md. PASSAGES and DIMENSION say how many vectors are searched.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

from bench_documents import machine, replace_section

PASSAGES = int(os.environ.get("PASSAGES", "1000000"))
DIMENSION = int(os.environ.get("DIMENSION", "256"))
ROUNDS = os.environ.get("ROUNDS", "9")
HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "vectors", "peers.py")


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return done.stdout.decode()


def embedding(bench, python, index, work):
    texts = os.path.join(work, "texts.jsonl")
    with open(texts, "w") as file:
        subprocess.run([bench, "texts", index], stdout=file, check=True)
    table = run(python, PEERS, "table").strip()
    ours = {threads: json.loads(run(bench, "embed", table, texts, str(threads)))
            for threads in (1, 2)}
    theirs = json.loads(run(python, PEERS, "embed", texts))
    difference = max(abs(x - y) for ours_one, theirs_one in
                     zip(ours[1]["vectors"], theirs["vectors"])
                     for x, y in zip(ours_one, theirs_one))
    all_runs = {**ours, "python": theirs}
    speed = {name: each["texts"] / each["seconds"] for name, each in all_runs.items()}
    cpu = {name: each["texts"] / each["cpu_seconds"] for name, each in all_runs.items()}
    size = ours[1]["bytes"] / ours[1]["texts"]
    lines = [
        f"wordllama's table (32,000 × 256, float16) over {theirs['texts']:,} passages of "
        f"{size:.0f} bytes on average; goal: 50,000 a second on two cores. The greatest difference "
        f"of a component from wordllama's own is {difference:.1e}.",
        "",
        "| what | passages a second | ratio | passages a CPU second | ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, label in ((1, "Raftwright, 1 thread"), (2, "Raftwright, 2 threads"),
                        ("python", "wordllama 0.4.0")):
        lines.append(
            f"| {label} | {speed[name]:,.0f} | {speed[name] / speed['python']:.1f} × "
            f"| {cpu[name]:,.0f} | {cpu[name] / cpu['python']:.1f} × |")
    return lines


def searching(bench, python, work):
    lines = [
        f"{PASSAGES:,} vectors of {DIMENSION} dimensions, the ten best of all; numpy has the same "
        "vectors as float32 and all processors. `product` is numpy's matrix product alone, `ten "
        "best` with argpartition after it.",
        "",
        "| vectors | queries at once | Raftwright, 1 thread, ms a query | 2 threads "
        "| numpy product | numpy ten best | product over ours | same ten |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    notes = []
    for storage in ("int8", "float32"):
        index = os.path.join(work, f"{storage}.sqlite")
        run(bench, "index", index, storage, str(PASSAGES), str(DIMENSION))
        for count in (1, 12, 96):
            ours = {threads: json.loads(run(bench, "search", index, str(count), str(threads), ROUNDS))
                    for threads in (1, 2)}
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(ours[1]["queries"], file)
                file.flush()
                theirs = json.loads(run(python, PEERS, "search", index, file.name))
            same = sum(len(set(x) & set(y)) for x, y in zip(ours[1]["ids"], theirs["ids"]))
            each = 1e3 / count
            lines.append(
                f"| {storage} | {count} | {ours[1]['best'] * each:.2f} | {ours[2]['best'] * each:.2f} "
                f"| {theirs['product'] * each:.2f} | {theirs['whole'] * each:.2f} "
                f"| {theirs['product'] / ours[2]['best']:.1f} × | {same / count / 10:.1%} |")
        notes.append(f"{storage} {ours[2]['open']:.1f} s")
        os.remove(index)
    lines += [
        "",
        f"Reading the vectors from the index takes {', '.join(notes)}. Ours are the products of stored "
        "bytes with queries of 15 bits; numpy has the same vectors as float32, and the queries.",
    ]
    return lines


def main():
    binaries, python, results, index, work = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    bench = os.path.join(binaries, "vector-bench")
    load = os.getloadavg()[0]
    body = "\n".join([
        "## Vectors",
        "",
        f"{time.strftime('%Y-%m-%d')}, {machine()}, load before {load:.1f}; `make bench-vectors`.",
        "",
        *embedding(bench, python, index, work),
        "",
        *searching(bench, python, work),
    ])
    print(body)
    replace_section(results, "vectors", body)


main()
