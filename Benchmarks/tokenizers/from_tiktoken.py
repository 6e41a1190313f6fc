"""Turns a tiktoken file into a byte-level tokenizer.json with Qwen 2's pattern: from_tiktoken.py IN OUT"""
import base64, json, sys
from tokenizers import pre_tokenizers

ranks = {base64.b64decode(t): int(r) for t, r in (line.split() for line in open(sys.argv[1], "rb") if line.strip())}
chars = {}
n = 0
for b in range(256):
    if 0x21 <= b <= 0x7e or 0xa1 <= b <= 0xac or 0xae <= b <= 0xff: chars[b] = chr(b)
    else: chars[b] = chr(256 + n); n += 1
text = lambda token: "".join(chars[b] for b in token)
merges = []
for token, rank in sorted(ranks.items(), key=lambda x: x[1]):
    if len(token) < 2: continue
    parts = [bytes([b]) for b in token]
    while len(parts) > 2:
        pairs = [(ranks.get(parts[i] + parts[i + 1], 1 << 30), i) for i in range(len(parts) - 1)]
        best, i = min(pairs)
        if best >= rank: break
        parts[i:i + 2] = [parts[i] + parts[i + 1]]
    if len(parts) == 2: merges.append([text(parts[0]), text(parts[1])])
regex = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
json.dump({"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": {"type": "NFC"},
  "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
    {"type": "Split", "pattern": {"Regex": regex}, "behavior": "Isolated", "invert": False},
    {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}]},
  "post_processor": None, "decoder": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False},
  "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "",
    "fuse_unk": False, "byte_fallback": False, "ignore_merges": False,
    "vocab": {text(t): r for t, r in ranks.items()}, "merges": merges}}, open(sys.argv[2], "w"), ensure_ascii=False)
