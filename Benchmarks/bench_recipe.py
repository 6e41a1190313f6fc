"""`make bench-recipe`: a million rows of the manuals of OpenJDK, Rust, PostgreSQL and Python.

    bench_recipe.py RAFTWRIGHT VENV-PYTHON RESULTS.md WORK CORPUS...

Makes an index and as many questions as its structure gives, repeats them in other words until there are
ROWS, and makes rows: a tenth of them with one thread and with two, and in eight formats; then all.
Writing is compared with Python's json and orjson on the same rows. Prints the table, and writes it to
RESULTS.md.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time

from bench_results import machine, replace_section

ROWS = int(os.environ.get("ROWS", "1000000"))
HERE = os.path.dirname(os.path.abspath(__file__))


def seconds(text):
    """`2 min 27 s`, `4.1 s`."""
    minutes = re.search(r"([\d.]+) min", text)
    rest = re.search(r"([\d.]+) s", text)
    return 60 * float(minutes.group(1)) * bool(minutes) if minutes and not rest else (
        (60 * float(minutes.group(1)) if minutes else 0) + float(rest.group(1)))


def size(folder):
    return sum(os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)
               if ".jsonl" in name)


def make_rows(raftwright, work, questions, *flags):
    """One run; its seconds by stage, its rows, megabytes and peak memory."""
    output = os.path.join(work, "out")
    shutil.rmtree(output, ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen(
        [raftwright, "dataset", os.path.join(work, "index.sqlite"), questions, "--output", output,
         *flags], stderr=subprocess.PIPE, text=True)
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(log)
    stages = {stage: seconds(text) for stage, text
              in re.findall(r"^(distractors|rows): \d+ \w+ in ([^,]+),", log, re.M)}
    rows = int(re.search(r"^rows: .*, (\d+) rows$", log, re.M).group(1))
    return {"seconds": time.perf_counter() - start, "stages": stages, "rows": rows,
            "mb": size(output) / 1e6, "memory": usage.ru_maxrss / 1024, "output": output}


def digest(folder):
    total = hashlib.sha256()
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def main():
    raftwright, python, results, work, *corpora = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    index = os.path.join(work, "index.sqlite")
    subprocess.run([raftwright, "index", *corpora, "--output", index, "--quiet"], check=True,
                   stderr=subprocess.DEVNULL)
    questions = os.path.join(work, "questions.jsonl")
    if not os.path.exists(questions):
        settings = os.path.join(work, "settings.yaml")
        with open(settings, "w") as file:
            file.write("questions:\n  per_passage: 20\n  round_trip: 0\n")
        subprocess.run([raftwright, "questions", index, "--output", questions, "--config", settings,
                        "--quiet"], check=True, stderr=subprocess.DEVNULL)
    many = {}
    for count in (ROWS // 10, ROWS):
        many[count] = os.path.join(work, f"questions-{count}.jsonl")
        with open(many[count], "wb") as file:
            subprocess.run([sys.executable, os.path.join(HERE, "recipe", "repeat_questions.py"),
                            questions, str(count)], stdout=file, check=True)
    load = os.getloadavg()[0]
    tenth = ROWS // 10
    runs, same = [], set()
    for threads in ("1", "2"):
        run = make_rows(raftwright, work, many[tenth], "--threads", threads)
        same.add(digest(run["output"]))
        runs.append((f"raft, {threads} thread{'s'[:int(threads) - 1]}", run))
    sample = os.path.join(work, "sample.jsonl")
    with open(os.path.join(run["output"], "train.jsonl"), "rb") as rows, open(sample, "wb") as file:
        for _, line in zip(range(20000), rows):
            file.write(line)
    peers = {}
    for name in ("json", "orjson"):
        done = subprocess.run([python, os.path.join(HERE, "recipe", "peers.py"), name, sample,
                               os.path.join(work, "peer.jsonl")], stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout)
        peers[name] = found["mb"] / found["seconds"]
    runs.append(("8 formats, 2 threads", make_rows(
        raftwright, work, many[tenth], "--threads", "2", "--formats",
        "chat,trl,sharegpt,alpaca,axolotl,completion,eval")))
    runs.append(("random distractors (paper), 2 threads", make_rows(
        raftwright, work, many[tenth], "--threads", "2", "--profile", "paper")))
    runs.append(("raft, 2 threads", make_rows(raftwright, work, many[ROWS], "--threads", "2")))
    shutil.rmtree(os.path.join(work, "out"))
    lines = [
        f"## make bench-recipe, {time.strftime('%Y-%m-%d')}, {machine()}", "",
        f"{', '.join(os.path.basename(path) for path in corpora)}; k 4, BM25 distractors where "
        f"nothing else is said. Load of the machine by other work before: {load:.1f}.", "",
        "| what | rows | seconds | s per million | distractors, s | rows, s | MB written | MB/s | "
        "peak memory, MiB |", "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, run in runs:
        stages = run["stages"]
        lines.append(
            f"| {name} | {run['rows']:,} | {run['seconds']:.0f} | "
            f"{1e6 * run['seconds'] / run['rows']:.0f} | {stages['distractors']:.1f} | "
            f"{stages['rows']:.1f} | {run['mb']:,.0f} | {run['mb'] / stages['rows']:.0f} | "
            f"{run['memory']:.0f} |")
    lines += ["", "MB/s are those of the stage that renders, verifies, writes, digests, syncs and "
              "audits rows. Encoding and writing rows that are in memory, one process of Python: "
              + ", ".join(f"{name} {speed:.0f} MB/s" for name, speed in peers.items()) + ".", "",
              f"- the same bytes with one thread and with two: {'yes' if len(same) == 1 else 'NO'}"]
    body = "\n".join(lines)
    print(body)
    replace_section(results, "bench-recipe", body)


main()
