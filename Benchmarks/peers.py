"""One peer of `make bench-documents`, in a process of its own.

    peers.py NAME PROCESSES FILE-WITH-PATHS [EVERY]

Reads each file (every EVERY-th of them), extracts its text and prints one line of JSON. With several
processes the files are dealt out by a pool, as Python's own threads would wait for each other.
"""

import json
import multiprocessing
import resource
import sys
import time


def lxml_text(data):
    import lxml.html

    return lxml.html.document_fromstring(data).text_content()


def selectolax_text(data):
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(data).text()


def resiliparse_main(data):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(data, "utf-8")
    return extract_plain_text(tree, main_content=True)


def trafilatura_main(data):
    import trafilatura

    return trafilatura.extract(data)


PEERS = {
    "lxml": lxml_text,
    "selectolax": selectolax_text,
    "resiliparse": resiliparse_main,
    "trafilatura": trafilatura_main,
}


def one_file(job):
    name, path = job
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = PEERS[name](data) or ""
    except Exception:  # A page that a peer cannot read is counted, not the end.
        return len(data), 0, 1
    return len(data), len(text), 0


def cpu_seconds():
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main():
    name, processes, listing = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    every = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    with open(listing) as file:
        paths = file.read().split("\n")[:-1][::every]
    jobs = [(name, path) for path in paths]
    one_file(jobs[0])  # Imports are not measured.
    cpu_before = cpu_seconds()
    if processes == 1:
        start = time.perf_counter()
        results = [one_file(job) for job in jobs]
        seconds = time.perf_counter() - start
    else:
        with multiprocessing.Pool(processes) as pool:
            pool.map(one_file, jobs[: processes * 4])
            start = time.perf_counter()
            results = pool.map(one_file, jobs, chunksize=16)
            seconds = time.perf_counter() - start
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if processes > 1:
        usage += processes * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    totals = [sum(column) for column in zip(*results)]
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu_seconds": cpu_seconds() - cpu_before,
                "bytes": totals[0],
                "characters": totals[1],
                "failed": totals[2],
                "files": len(paths),
                "peak_kib": usage,
            }
        )
    )


main()
