"""`make bench-documents`: from files to chunks, against the parser's own speed and against peers.

    bench_documents.py BIN-FOLDER VENV-PYTHON RESULTS.md CORPUS…

Every contestant runs in a process of its own, all of them once a round, so that a busy minute of the
machine hits them alike; the best round counts, and its median stands beside it. A warm-up round
brings the files into the disk cache. Prints the table, and writes it to RESULTS.md between the
markers for this set of corpora.
"""

import json
import os
import platform
import subprocess
import statistics
import sys
import tempfile
import time

from bench_results import machine, replace_section

ROUNDS = int(os.environ.get("ROUNDS", "7"))
PEER_ROUNDS = int(os.environ.get("PEER_ROUNDS", "3"))
# trafilatura takes minutes for all files: it gets every 8th.
SAMPLES = {"trafilatura": 8}


def html_files(folders):
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                if name.endswith((".html", ".htm", ".xhtml")):
                    yield os.path.join(root, name)


def run(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return json.loads(done.stdout)


def contestants(binaries, python, listing, corpora, with_peers):
    peers = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers.py")
    for threads in (1, 2):
        count = str(threads)
        yield ("libxml2 SAX, empty, HTML parser", threads), [
            f"{binaries}/sax-floor", "html", count, listing], ROUNDS
        yield ("libxml2 SAX, empty, XHTML as XML", threads), [
            f"{binaries}/sax-floor", "mixed", count, listing], ROUNDS
        yield ("Raftwright, files to chunks", threads), [
            f"{binaries}/document-bench", "run", count, *corpora], ROUNDS
        if not with_peers:
            continue
        for name, label in (
            ("lxml", "lxml text_content"),
            ("selectolax", "selectolax (lexbor) text"),
            ("resiliparse", "resiliparse main content"),
            ("trafilatura", "trafilatura"),
        ):
            sample = SAMPLES.get(name, 1)
            extra = [str(sample)] if sample > 1 else []
            label += f" (every {sample}th file)" if sample > 1 else ""
            yield (label, threads), [python, peers, name, count, listing, *extra], PEER_ROUNDS


def measure(jobs):
    results = {key: [] for key, _, _ in jobs}
    for round in range(max(rounds for _, _, rounds in jobs)):
        for key, command, rounds in jobs:
            if round < rounds:
                results[key].append(run(command))
        print(f"round {round + 1} done", file=sys.stderr)
    return results


def speed(result):
    return result["bytes"] / result["seconds"] / 1e6


def cpu_speed(result):
    return result["bytes"] / result["cpu_seconds"] / 1e6


def best(results, label, threads, measure=cpu_speed):
    return max(measure(run) for key, runs in results.items() for run in runs
               if key[0].startswith(label) and key[1] == threads)


def table(results):
    lines = [
        "| what | threads | MB/s, best | median | MB per CPU second, best "
        "| Raftwright, by CPU time | peak memory, MiB |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for (label, threads), runs in sorted(results.items(), key=lambda item: item[0][1]):
        wall = max(map(speed, runs))
        median = statistics.median(map(speed, runs))
        cpu = max(map(cpu_speed, runs))
        peak = max(run["peak_kib"] for run in runs) / 1024
        ours = label.startswith("Raftwright")
        ratio = "" if ours else f"{best(results, 'Raftwright', threads) / cpu:.2f} ×"
        lines.append(
            f"| {label} | {threads} | {wall:.1f} | {median:.1f} | {cpu:.1f} | {ratio} | {peak:.0f} |")
    return lines


def goals(results):
    """Ratios by CPU time, which other work on the machine disturbs least; by wall time in brackets."""

    def over(label, threads=1):
        both = (best(results, label, threads, measure) / best(results, "Raftwright", 1, measure)
                for measure in (cpu_speed, speed))
        return "{:.2f} × ({:.2f})".format(*both)

    def under(label):
        both = (best(results, "Raftwright", 1, measure) / best(results, label, 1, measure)
                for measure in (cpu_speed, speed))
        return "{:.1f} × ({:.1f})".format(*both)

    def threads(label):
        return best(results, label, 2, speed) / best(results, label, 1, speed)

    lines = [
        "By CPU time, by wall time in brackets:",
        "",
        f"- time of the empty SAX parse, HTML parser: {over('libxml2 SAX, empty, HTML')}; goal: "
        "at most 1.3",
        f"- time of the empty SAX parse, XHTML as XML: {over('libxml2 SAX, empty, XHTML')}",
        f"- two threads over one, wall time: {threads('Raftwright'):.2f} × (the empty SAX parse: "
        f"{threads('libxml2 SAX, empty, HTML'):.2f}); goal: 1.85",
        f"- cost: {1e3 / best(results, 'Raftwright', 1):.1f} CPU ms a MB",
    ]
    if any(key[0].startswith("trafilatura") for key in results):
        lines += [
            f"- as fast as trafilatura: {under('trafilatura')}; goal: 40",
            f"- as fast as resiliparse: {under('resiliparse')}; goal: 4",
        ]
    return lines


def main():
    binaries, python, results_file, *corpora = sys.argv[1:]
    files = sorted(html_files(corpora))
    size = sum(os.path.getsize(path) for path in files)
    with_peers = size < 100e6
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("".join(path + "\n" for path in files))
        listing.flush()
        jobs = list(contestants(binaries, python, listing.name, corpora, with_peers))
        run(jobs[0][1])
        load = os.getloadavg()[0]
        results = measure(jobs)
    names = " + ".join(os.path.basename(corpus.rstrip("/")) for corpus in corpora)
    body = "\n".join(
        [
            f"## {names}: {len(files)} files, {size / 1e6:.1f} MB",
            "",
            f"{time.strftime('%Y-%m-%d')}, {machine()}, load before {load:.1f}; "
            f"`make {os.environ.get('TARGET', 'bench-documents')}`, {ROUNDS} rounds "
            f"({PEER_ROUNDS} of the Python peers), {platform.system()} {platform.release()}.",
            "",
            *table(results),
            "",
            *goals(results),
        ]
    )
    print(body)
    replace_section(results_file, names, body)


if __name__ == "__main__":
    main()
