"""`make bench-inspect`: looking at a large file of rows, beside the fastest readers of JSONL.

    bench_inspect.py RAFTWRIGHT VENV-PYTHON RESULTS.md WORK CORPUS

Makes the rows of a corpus, repeats them until there are MEGABYTES, and looks at them: the first screen with
--sample, all with one thread and with two, a search, lint, and a comparison with itself. Peers read the
same file in the same run and do less: wc counts lines, orjson parses each line and adds up lengths of the
instructions by row class, Polars and DuckDB do so on all processors. Prints the table, and writes it to
RESULTS.md.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time

from bench_results import machine, replace_section

MEGABYTES = int(os.environ.get("MEGABYTES", "5000"))

ORJSON = """
import collections, orjson, sys
lengths = collections.Counter()
with open(sys.argv[1], "rb") as file:
    for line in file:
        row = orjson.loads(line)
        lengths[row["row_class"]] += len(row["instruction"])
print(lengths)
"""
POLARS = """
import polars, sys
frame = polars.scan_ndjson(sys.argv[1], schema_overrides=None, infer_schema_length=200)
print(frame.group_by("row_class").agg(polars.col("instruction").str.len_chars().sum())
      .collect(engine="streaming"))
"""
DUCKDB = """
import duckdb, sys
print(duckdb.sql("select row_class, sum(length(instruction)) from read_json('" + sys.argv[1]
      + "', format='newline_delimited') group by row_class").fetchall())
"""


def measure(command, ok=(0,)):
    """Seconds and peak memory in MiB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in ok:
        return None, log.decode()[-200:].strip().split("\n")[-1]
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def median(command):
    runs = sorted(measure(command)[0] for _ in range(7))
    return statistics.median(runs)


def main():
    raftwright, python, results, work, corpus = sys.argv[1:]
    os.makedirs(work, exist_ok=True)
    built = os.path.join(work, "rows")
    subprocess.run([raftwright, "build", corpus, "--output", built, "--quiet"], check=True,
                   stderr=subprocess.DEVNULL)
    large = os.path.join(work, "large.jsonl")
    once = os.path.join(built, "train.jsonl")
    small = os.path.getsize(once) / 1e6
    # Copied in pieces: the most that this process ever held is counted as its children's.
    with open(large, "wb") as file:
        for _ in range(-(-MEGABYTES // int(small))):
            with open(once, "rb") as rows:
                shutil.copyfileobj(rows, file)
    size = os.path.getsize(large) / 1e6

    table = [("", "MB", "s", "MB/s", "peak MiB")]

    def line(name, command, megabytes, ok=(0,)):
        seconds, memory = measure(command, ok)
        if seconds is None:
            row = (name, f"{megabytes:.0f}", "failed", "–", memory)
        else:
            row = (name, f"{megabytes:.0f}", f"{seconds:.2f}", f"{megabytes / seconds:.0f}",
                   f"{memory:.0f}")
        print(*row, sep="  ", flush=True)
        table.append(row)

    inspect = [raftwright, "inspect", large, "--quiet"]
    line("wc -l (reads, and looks for line feeds)", ["wc", "-l", large], size)
    line("**inspect**, two threads", inspect, size)
    line("**inspect**, one thread", [*inspect, "--threads", "1"], size)
    line("inspect --find autovacuum", [*inspect, "--find", "autovacuum"], size)
    line("inspect --worst quote-overlap", [*inspect, "--worst", "quote-overlap"], size)
    line("inspect --example 400000", [*inspect, "--example", "400000"], size)
    line("orjson, one thread", [python, "-c", ORJSON, large], size)
    line("Polars, two threads", [python, "-c", POLARS, large], size)
    line("DuckDB, two threads", [python, "-c", DUCKDB, large], size)
    line("lint, two threads", [raftwright, "lint", once, "--quiet"], small, ok=(0, 2))
    line("diff with itself, two threads", [raftwright, "diff", once, once, "--quiet"], 2 * small)
    line("inspect --report, 10,000 rows",
         [*inspect[:2], once, "--quiet", "--report", os.path.join(work, "page.html")], small)
    first = median([*inspect, "--sample"])
    with open(large, "rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    cold = measure([*inspect, "--sample"])[0]
    page = os.path.getsize(os.path.join(work, "page.html")) / 1e6

    body = f"## make bench-inspect, {time.strftime('%Y-%m-%d')}, {machine()}\n\n"
    body += (f"The rows of {os.path.basename(corpus)}'s manual, repeated to {size:.0f} MB; the peers "
             "parse and add up one length. In the page cache unless said.\n\n")
    body += "| " + " | ".join(table[0]) + " |\n|---|" + "---:|" * 4 + "\n"
    body += "".join("| " + " | ".join(row) + " |\n" for row in table[1:])
    body += (f"\nFirst screen (`--sample`) of {size:.0f} MB: {first * 1000:.0f} ms, median of 7; "
             f"{cold * 1000:.0f} ms with the file out of the page cache. The report page has "
             f"{page:.1f} MB.\n")
    print(body)
    replace_section(results, "bench-inspect", body)
    os.remove(large)


main()
