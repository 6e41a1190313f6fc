"""`make bench-index-build`: how fast an index is built, beside tantivy with as many threads.

    bench_index_build.py COMMAND RETRIEVAL-BENCH VENV-PYTHON WORK RESULTS.md CORPUS…

Both build from the same passages, each time anew and in a process of its own, in turns: what else
the machine does meets both. The passages are those of bench_retrieval.py, made where they are
missing.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time

from bench_results import machine, replace_section

HERE = os.path.dirname(os.path.abspath(__file__))
COPIES = int(os.environ.get("COPIES", "10"))
ROUNDS = int(os.environ.get("ROUNDS", "10"))
OURS, THEIRS = "Raftwright", "tantivy (en_stem)"
GOAL = 2


def run(command, **environment):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env=os.environ | environment)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def build_ours(bench, folder, threads):
    index = f"{folder}/built.sqlite"
    if os.path.exists(index):
        os.remove(index)
    return json.loads(run([bench, "build", f"{folder}/passages.jsonl", index, str(threads)]))


def build_theirs(python, folder, threads):
    store = f"{folder}/built-tantivy"
    shutil.rmtree(store, ignore_errors=True)
    os.makedirs(store)
    script = [python, f"{HERE}/retrieval/peers.py", "build", "tantivy", folder, store, "-"]
    return json.loads(run(script, THREADS=str(threads)))


def measure(bench, python, folder, rounds):
    results = {}
    for _ in range(rounds):
        for threads in (1, 2):
            ours = build_ours(bench, folder, threads)
            results.setdefault((OURS, threads), []).append(ours)
            theirs = build_theirs(python, folder, threads)
            results.setdefault((THEIRS, threads), []).append(theirs)
    return ours, results


def report(bytes_of_text, results):
    best, middle, cpu = {}, {}, {}
    lines = ["| what | threads | MB/s, best | median | MB per CPU second, best | peak memory, MiB |",
             "|---|---:|---:|---:|---:|---:|"]
    for key, runs in results.items():
        walls = [run["seconds"] for run in runs]
        best[key], middle[key] = min(walls), statistics.median(walls)
        cpu[key] = min(run["cpu_seconds"] for run in runs)
        rate = [bytes_of_text / seconds / 1e6 for seconds in (best[key], middle[key], cpu[key])]
        lines.append(f"| {key[0]} | {key[1]} | {rate[0]:.1f} | {rate[1]:.1f} | {rate[2]:.1f} "
                     f"| {max(run['peak_kib'] for run in runs) / 1024:.0f} |")
    lines.append("")
    for threads in (1, 2):
        ratio = [times[THEIRS, threads] / times[OURS, threads] for times in (best, middle, cpu)]
        lines.append(f"- {threads} thread{'s' if threads > 1 else ''}: {ratio[0]:.2f} × tantivy's "
                     f"build speed by the best run, {ratio[1]:.2f} × by the median, {ratio[2]:.2f} × "
                     f"by CPU time; goal: {GOAL}")
    finish = min(run["finish_seconds"] for run in results[OURS, 2])
    lines.append(f"- of ours on two threads {finish / best[OURS, 2]:.0%} is the end, on one thread: "
                 "terms into their table, indices, the file to the disk")
    return lines


def main():
    command, bench, python, work, results_file, *corpora = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    source = f"{work}/source.sqlite"
    if not os.path.exists(source):
        run([command, "index", *corpora, "--output", source, "--quiet"])
    load = os.getloadavg()[0]
    body = ["## Building an index: " + " + ".join(os.path.basename(c.rstrip("/")) for c in corpora)]
    for copies in dict.fromkeys((1, COPIES)):
        folder = f"{work}/{copies}"
        if not os.path.exists(f"{folder}/passages.jsonl"):
            run([python, f"{HERE}/retrieval/passages.py", source, str(copies), folder])
        rounds = ROUNDS if copies == 1 else max(3, ROUNDS // 3)
        ours, results = measure(bench, python, folder, rounds)
        body += ["", f"### {ours['passages']:,} passages, {ours['bytes'] / 1e6:.1f} MB, {rounds} rounds",
                 "", *report(ours["bytes"], results)]
    body[1:1] = ["", f"{time.strftime('%Y-%m-%d')}, {machine()}, load before {load:.1f}; `make "
                 "bench-index-build`, in turns. From passages in memory to a synced file, without "
                 "the reading of them. Raftwright keeps the passages too. tantivy's threads are its "
                 "indexing threads: Python gives it the documents on one more."]
    text = "\n".join(body)
    print(text)
    replace_section(results_file, "index build", text)


main()
