"""Writes rows as JSONL as Python programs do: `peers.py json|orjson ROWS.jsonl OUT` prints MB/s.

Rows are in memory before the clock starts; it stops when the file is on the disk, with its SHA-256, as
Raftwright's. One process: Python's threads share an interpreter.
"""

import hashlib
import json
import os
import sys
import time


def main():
    name, path, output = sys.argv[1:]
    with open(path, "rb") as lines:
        rows = [json.loads(line) for line in lines]
    if name == "orjson":
        import orjson
        dumps = orjson.dumps
    else:
        encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
        dumps = lambda row: encoder.encode(row).encode()  # noqa: E731
    start = time.perf_counter()
    digest = hashlib.sha256()
    size = 0
    with open(output, "wb") as file:
        for row in rows:
            line = dumps(row) + b"\n"
            digest.update(line)
            size += file.write(line)
        file.flush()
        os.fsync(file.fileno())
    seconds = time.perf_counter() - start
    os.unlink(output)
    print(json.dumps({"mb": size / 1e6, "seconds": seconds}))


main()
