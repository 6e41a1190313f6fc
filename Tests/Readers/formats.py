"""Reads a dataset folder with the readers that trainers use, and prints what they found as JSON.

    formats.py FOLDER

Hugging Face's `datasets` loads every configuration of the card; TRL's own functions look at its
formats where TRL is installed; what cannot be installed without a GPU stack is held against the JSON
Schemas beside this file. Any disagreement ends the program with a sentence.
"""

import json
import os
import sys

import datasets
import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))


def fail(sentence):
    sys.exit(sentence)


def load(folder, config):
    cache = os.environ.get("READERS_CACHE")
    return datasets.load_dataset(folder, config, cache_dir=cache)


def check_berkeley(rows):
    """The field accesses of the RAFT scripts' format.py, and of its evaluation."""
    renamed = rows.rename_columns({"instruction": "prompt", "cot_answer": "completion"})
    for row in renamed:
        if not row["prompt"].endswith(row["question"]):
            fail(f"row {row['id']}: the instruction does not end with the question")
        passages = row["context"]["sentences"][0]
        titles = row["context"]["title"][0]
        if len(passages) != len(titles):
            fail(f"row {row['id']}: titles and sentences are not parallel")
        for text in passages:
            if f"<DOCUMENT>{text}</DOCUMENT>\n" not in row["prompt"]:
                fail(f"row {row['id']}: a passage is not in the prompt")
        if row["type"] == "general" and not row["oracle_context"]:
            fail(f"row {row['id']}: no oracle context")


def check_openai(rows):
    """The rules that OpenAI publishes for chat fine-tuning files."""
    for number, row in enumerate(rows):
        messages = row["messages"]
        roles = [message["role"] for message in messages]
        if set(roles) - {"system", "user", "assistant"}:
            fail(f"chat row {number}: roles are {roles}")
        if roles[-1] != "assistant" or "user" not in roles or "system" in roles[1:]:
            fail(f"chat row {number}: roles stand as {roles}")
        if any(not message["content"].strip() for message in messages):
            fail(f"chat row {number}: a message is empty")
        if any(set(message) != {"role", "content"} for message in messages):
            fail(f"chat row {number}: a message has other keys")


def check_trl(loaded):
    try:
        from trl.data_utils import is_conversational, maybe_extract_prompt
    except ImportError:
        return "not installed"
    for name, conversational in (("trl", False), ("trl-chat", True), ("preference", False)):
        if name not in loaded:
            continue
        for row in loaded[name]["train"].select(range(min(50, len(loaded[name]["train"])))):
            if is_conversational(row) != conversational:
                fail(f"{name}: TRL takes it for the other kind")
            if maybe_extract_prompt(dict(row))["prompt"] != row["prompt"]:
                fail(f"{name}: TRL finds another prompt")
    return "read"


def check_schemas(folder, loaded):
    with open(os.path.join(HERE, "schemas.json"), encoding="utf8") as file:
        schemas = json.load(file)
    for name, splits in loaded.items():
        if name not in schemas:
            continue
        validator = jsonschema.Draft202012Validator(schemas[name])
        for split in splits.values():
            for row in split:
                validator.validate(row)
    info = os.path.join(folder, "dataset_info.json")
    if os.path.exists(info):
        with open(info, encoding="utf8") as file:
            entries = json.load(file)
        jsonschema.validate(entries, schemas["dataset_info"])
        for entry in entries.values():
            if not os.path.exists(os.path.join(folder, entry["file_name"])):
                fail(f"dataset_info.json names {entry['file_name']}, which is not there")
            with open(os.path.join(folder, entry["file_name"]), encoding="utf8") as lines:
                row = json.loads(next(lines))
            missing = [column for column in entry["columns"].values() if column not in row]
            if missing:
                fail(f"dataset_info.json names columns {missing} that {entry['file_name']} lacks")


def main():
    folder = sys.argv[1]
    datasets.disable_progress_bars()
    names = datasets.get_dataset_config_names(folder)
    loaded = {name: load(folder, name) for name in names}
    with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
        manifest = json.load(file)
    found = {name: {split: rows.num_rows for split, rows in splits.items()}
             for name, splits in loaded.items()}
    for output in manifest["outputs"]:
        parts = output["file"].split(".")
        if "jsonl" not in parts or parts[0] not in ("train", "validation", "test"):
            continue
        name = parts[1] if parts[1] != "jsonl" else "raft"
        if output["rows"] and found[name][parts[0]] != output["rows"]:
            fail(f"{output['file']}: {found[name][parts[0]]} rows were read of {output['rows']}")
    features = {name: {str(rows.features) for rows in splits.values()}
                for name, splits in loaded.items()}
    for name, kinds in features.items():
        if len(kinds) != 1:
            fail(f"{name}: splits have different features: {kinds}")
    for rows in loaded["raft"].values():
        check_berkeley(rows)
    for rows in loaded.get("chat", {}).values():
        check_openai(rows)
    check_schemas(folder, loaded)
    print(json.dumps({"rows": found, "trl": check_trl(loaded)}, sort_keys=True))


main()
