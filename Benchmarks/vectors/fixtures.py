"""Makes Tests/RetrievalTests/Fixtures: small embedding tables, and what the libraries that own
their layouts give for some texts.

    python -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python fixtures.py

The numbers in the tables are random; the tokenizers are those of Tests/TokenizersTests.
"""

import json
import pathlib
import shutil

import numpy
from model2vec import StaticModel
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer
from wordllama.inference import WordLlamaInference

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOKENIZERS = ROOT / "Tests/TokenizersTests/Fixtures"
OUT = ROOT / "Tests/RetrievalTests/Fixtures"
TEXTS = [
    "VACUUM reclaims storage occupied by dead tuples.",
    "How do I configure max_connections?",
    "naïve café — 数据库 ☃",
    "a",
    "The table.\n\nSELECT 1;\n",
    "word " * 700,
    "☃",
]


def rows(count, dimension, seed):
    return numpy.random.default_rng(seed).normal(size=(count, dimension))


def write(folder, vectors):
    with open(folder / "vectors.json", "w") as file:
        pairs = [{"text": text, "vector": [round(float(x), 6) for x in vector]}
                 for text, vector in zip(TEXTS, vectors)]
        json.dump(pairs, file, ensure_ascii=False, indent=0)
        file.write("\n")


def model2vec(name, dtype, normalize, quantized):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    tokenizer = Tokenizer.from_file(str(TOKENIZERS / "bert.json"))
    count = tokenizer.get_vocab_size()
    more = {}
    if quantized:
        random = numpy.random.default_rng(2)
        more["token_mapping"] = random.integers(0, 50, size=count)
        more["weights"] = random.uniform(0.1, 2, size=count).astype(numpy.float32)
    model = StaticModel(
        rows(50 if quantized else count, 20, 1).astype(dtype), tokenizer, normalize=normalize, **more)
    model.save_pretrained(folder)
    for extra in ("README.md", "modules.json"):
        (folder / extra).unlink(missing_ok=True)
    write(folder, StaticModel.from_pretrained(folder).encode(TEXTS))


def wordllama():
    folder = OUT / "wordllama"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(TOKENIZERS / "llama2.json", folder / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    # Fewer rows than tokens: the library takes the last row for the rest.
    table = rows(tokenizer.get_vocab_size() - 40, 20, 3).astype(numpy.float16)
    save_file({"embedding.weight": table}, folder / "table.safetensors")
    table = load_file(folder / "table.safetensors")["embedding.weight"]
    write(folder, WordLlamaInference(table, tokenizer).embed(TEXTS))


OUT.mkdir(exist_ok=True)
model2vec("model2vec", numpy.float32, True, False)
model2vec("model2vec-quantized", numpy.float16, False, True)
wordllama()
