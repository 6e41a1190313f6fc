"""What `make bench-vectors` compares with: wordllama's own library, and numpy.

    peers.py embed TEXTS          texts a JSON string a line; prints seconds and the first vectors
    peers.py search INDEX QUERIES queries a JSON list of vectors; prints seconds and ids found
"""

import json
import os
import pathlib
import sqlite3
import sys
import time

import numpy

ROUNDS = int(os.environ.get("PEER_ROUNDS", "3"))


def package():
    import wordllama

    return pathlib.Path(wordllama.__file__).parent


def embed(path):
    import safetensors.numpy
    import tokenizers
    from wordllama.inference import WordLlamaInference

    at = package()
    table = safetensors.numpy.load_file(at / "weights/l2_supercat_256.safetensors")
    names = tokenizers.Tokenizer.from_file(str(at / "tokenizers/l2_supercat_tokenizer_config.json"))
    library = WordLlamaInference(table["embedding.weight"], names)
    with open(path) as file:
        texts = [json.loads(line) for line in file]
    begin, cpu = time.perf_counter(), time.process_time()
    vectors = library.embed(texts, norm=True)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    return {"seconds": seconds, "cpu_seconds": cpu, "texts": len(texts), "vectors": vectors[:2000].tolist()}


def best(work):
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - begin)
    return min(times), result


def search(index, queries):
    """The index's vectors as float32, and its ten best by a matrix product."""
    with sqlite3.connect(index) as database:
        storage = database.execute(
            "SELECT value FROM meta WHERE key = 'embedding_storage'").fetchone()[0]
        rows = database.execute("SELECT chunk_id, vector FROM embedding ORDER BY chunk_id")
        ids, blobs = zip(*rows)
    data = numpy.frombuffer(b"".join(blobs), dtype=numpy.uint8).reshape(len(blobs), -1)
    if storage == "int8":
        scales = numpy.ascontiguousarray(data[:, -4:]).view("<f4")
        vectors = data[:, :-4].view(numpy.int8).astype(numpy.float32) * scales
    else:
        vectors = numpy.ascontiguousarray(data).view("<f4")
    with open(queries) as file:
        queries = numpy.array(json.load(file), dtype=numpy.float32)
    ids = numpy.array(ids)

    def ten():
        scores = queries @ vectors.T
        return numpy.argpartition(-scores, 10, axis=1)[:, :10]

    product, _ = best(lambda: queries @ vectors.T)
    whole, found = best(ten)
    return {"product": product, "whole": whole, "ids": ids[found].tolist()}


if __name__ == "__main__":
    if sys.argv[1] == "table":
        print(package())
    else:
        json.dump({"embed": embed, "search": search}[sys.argv[1]](*sys.argv[2:]), sys.stdout)
