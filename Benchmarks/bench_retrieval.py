"""`make bench-retrieval`: the index beside tantivy, bm25s and SQLite FTS5, on the same passages.

    bench_retrieval.py COMMAND RETRIEVAL-BENCH VENV-PYTHON WORK RESULTS.md CORPUS…

Every contestant builds an index of the same passages and answers the same 2,000 sentences of them,
each in a process of its own; then the same at COPIES times the passages (passages.py tells how the
copies are made different). Prints the tables, and writes them to RESULTS.md.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

from bench_results import machine, replace_section

HERE = os.path.dirname(os.path.abspath(__file__))
COPIES = int(os.environ.get("COPIES", "10"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
STARTS = int(os.environ.get("STARTS", "20"))
PEERS = {
    "tantivy": "tantivy (en_stem)", "tantivy-stop": "tantivy, stopwords dropped",
    "bm25s": "bm25s", "bm25s-numba": "bm25s, numba", "fts5": "SQLite FTS5",
}
BUILDERS = {"bm25s-numba": "bm25s"}
OURS = "Raftwright"


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def start_to_answer(command):
    """Wall and CPU milliseconds of a process that opens the index and answers one query."""
    walls, cpus = [], []
    for _ in range(STARTS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        walls.append(1e3 * (time.perf_counter() - start))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(1e3 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return {"first": statistics.median(walls), "first_cpu": min(cpus)}


def read_found(path):
    with open(path) as lines:
        return [line.split() for line in lines]


def overlap(ours, theirs):
    """The mean share of the ten that both found, over the queries that both answered."""
    shares = [len(set(a) & set(b)) / max(1, len(a)) for a, b in zip(ours, theirs) if a]
    return statistics.mean(shares)


def measure(work, command, bench, python):
    folder, index = work, f"{work}/index.sqlite"
    results = {}
    builds = []
    for threads in (1, 2):
        if os.path.exists(index):
            os.remove(index)
        build = json.loads(run([bench, "build", f"{folder}/passages.jsonl", index, str(threads)]))
        builds.append(build)
        print(f"{OURS} built on {threads}", file=sys.stderr)
    search = json.loads(
        run([bench, "search", index, f"{folder}/queries.txt", "10", str(ROUNDS), f"{work}/ours.txt"]))
    with open(f"{folder}/queries.txt") as lines:
        query = lines.readline().strip()
    first = start_to_answer([command, "search", index, "--json", query])
    results[OURS] = {"build": builds[0], "build_2": builds[1], "size": os.path.getsize(index)
                     } | search | first
    size = builds[0]["bytes"]
    ours = read_found(f"{work}/ours.txt")
    for name, label in PEERS.items():
        store = f"{work}/{BUILDERS.get(name, name)}"
        script = [python, f"{HERE}/retrieval/peers.py"]
        if name not in BUILDERS:
            shutil.rmtree(store, ignore_errors=True)
            os.makedirs(store)
            build = json.loads(run([*script, "build", name, folder, store, "-"]))
        else:
            build = results[PEERS[BUILDERS[name]]]["build"]
        found = f"{work}/{name}.txt"
        search = json.loads(run([*script, "search", name, folder, store, found]))
        first = start_to_answer([*script, "first", name, folder, store, "-"])
        results[label] = {"build": build, "size": build["size"]} | search | first
        results[label]["overlap"] = overlap(ours, read_found(found))
        print(f"{label} done", file=sys.stderr)
    return size, builds[0]["passages"], results


def rate(result, threads, kind="seconds"):
    return result["queries"] / result[f"{kind}_{threads}"]


def table(size, results):
    lines = [
        "| what | build, MB/s | MB per CPU s | queries/s, 1 thread | per CPU s | 2 threads "
        "| p50, ms | p99, ms | index, MB | peak memory, build / search, MiB "
        "| start to answer, ms (CPU) | top 10 shared |",
        "|---|" + "---:|" * 11,
    ]
    for label, r in results.items():
        build = r["build"]
        lines.append(
            f"| {label} | {size / build['seconds'] / 1e6:.1f} | {size / build['cpu_seconds'] / 1e6:.1f} "
            f"| {rate(r, 1):.0f} | {rate(r, 1, 'cpu'):.0f} | {rate(r, 2):.0f} "
            f"| {r['p50'] * 1e3:.3f} | {r['p99'] * 1e3:.3f} | {r['size'] / 1e6:.1f} "
            f"| {build['peak_kib'] / 1024:.0f} / {r['peak_kib'] / 1024:.0f} "
            f"| {r['first']:.1f} ({r['first_cpu']:.1f}) "
            f"| {'' if label == OURS else format(r['overlap'], '.0%')} |")
    return lines


def ratios(size, results):
    ours = results[OURS]
    lines = ["Raftwright over each, by CPU time (by wall time):", ""]
    for label, r in results.items():
        if label == OURS:
            continue
        speed = [rate(ours, 1, kind) / rate(r, 1, kind) for kind in ("cpu", "seconds")]
        build = [r["build"][kind] / ours["build"][kind] for kind in ("cpu_seconds", "seconds")]
        goals = " (goals: 10 and 2)" if label.startswith("tantivy") else ""
        lines.append(f"- {label}: {speed[0]:.1f} × ({speed[1]:.1f}) the queries/s, {build[0]:.2f} × "
                     f"({build[1]:.2f}) the build speed{goals}")
    tantivy = results[PEERS["tantivy"]]
    bound = (tantivy["size"] + size) / 1e6
    lines += [
        f"- index {ours['size'] / 1e6:.1f} MB; goal: tantivy's plus the text, {bound:.1f} MB",
        f"- from process start to the answer {ours['first']:.1f} ms, {ours['first_cpu']:.1f} of CPU; "
        "goal: 20 ms",
        f"- opening the index inside a process: {ours['open_seconds'] * 1e3:.1f} ms; all queries "
        f"for the first time: {ours['queries'] / ours['cold_seconds']:.0f} a second",
        f"- build on two threads {ours['build']['seconds'] / ours['build_2']['seconds']:.2f} × that "
        f"on one, queries {rate(ours, 2) / rate(ours, 1):.2f} ×",
    ]
    return lines


def growth(small, large):
    lines = [f"Time at {COPIES} × the passages over that at 1 ×:", ""]
    for label in small:
        one, many = small[label], large[label]
        lines.append(f"- {label}: a query {rate(one, 1, 'cpu') / rate(many, 1, 'cpu'):.1f} × by CPU "
                     f"time, p50 {many['p50'] / one['p50']:.1f} ×, p99 {many['p99'] / one['p99']:.1f} ×"
                     + (f"; goal: under {COPIES}" if label == OURS else ""))
    return lines


def main():
    command, bench, python, work, results_file, *corpora = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    source = f"{work}/source.sqlite"
    # A fresh build: an index that is there would only be brought up to date.
    if os.path.exists(source):
        os.remove(source)
    load = os.getloadavg()[0]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run([command, "index", *corpora, "--output", source, "--threads", "1", "--quiet"])
    whole = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    html = sum(os.path.getsize(os.path.join(root, name)) for corpus in corpora
               for root, _, names in os.walk(corpus) for name in names)
    body = [
        "## Retrieval: " + " + ".join(os.path.basename(c.rstrip("/")) for c in corpora),
        "",
        f"{time.strftime('%Y-%m-%d')}, {machine()}, load before {load:.1f}; `make bench-retrieval`, "
        f"best of {ROUNDS} rounds, median of {STARTS} starts. 2,000 sentences of the passages are "
        "the queries, top 10 (FTS5 gets 20). MB are of what is indexed: title, headings, text. "
        "Peers build and start in Python; their builds count from texts in memory to a saved index. "
        "Raftwright keeps the passages themselves too, and builds from passages by its library.",
        "",
        f"`raftwright index` on the files themselves, {html / 1e6:.1f} MB of HTML, one thread: "
        f"{whole:.1f} s, {cpu:.1f} of CPU.",
    ]
    measured = []
    for copies in dict.fromkeys((1, COPIES)):
        folder = f"{work}/{copies}"
        run([python, f"{HERE}/retrieval/passages.py", source, str(copies), folder])
        size, passages, results = measure(folder, command, bench, python)
        measured.append(results)
        print("\n".join(table(size, results)), file=sys.stderr)
        body += ["", f"### {passages:,} passages, {size / 1e6:.1f} MB", "",
                 *table(size, results), "", *ratios(size, results)]
    if len(measured) == 2:
        body += ["", *growth(*measured)]
    text = "\n".join(body)
    print(text)
    replace_section(results_file, "retrieval", text)


main()
