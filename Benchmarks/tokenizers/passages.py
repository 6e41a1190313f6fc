"""Writes passages as JSON strings, one a line: XQuAD, PostgreSQL's documentation, code, and hard cases."""
import glob, html, json, os, re, sys, random

out, qa, docs, repository = sys.argv[1:5]
random.seed(7)
passages = []
for name in sorted(glob.glob(f"{qa}/xquad/xquad.*.json")):
    data = json.load(open(name))
    contexts = [p["context"] for a in data["data"] for p in a["paragraphs"]]
    passages += random.sample(contexts, min(40, len(contexts)))
pages = sorted(glob.glob(f"{docs}/**/*.html", recursive=True))
for name in random.sample(pages, min(400, len(pages))):
    text = open(name, encoding="utf-8", errors="replace").read()
    text = html.unescape(re.sub(r"<[^>]*>", "", text))
    start = random.randrange(max(1, len(text) - 1200))
    passages.append(text[start:start + 1200])
code = sorted(glob.glob(f"{repository}/Sources/**/*.swift", recursive=True))
for name in random.sample(code, min(120, len(code))):
    text = open(name, encoding="utf-8").read()
    start = random.randrange(max(1, len(text) - 1200))
    passages.append(text[start:start + 1200])
passages += [
    "", " ", "  two  spaces ", "\n\n a\r\n\t b\u00a0c\u3000d", "don't I'LL We'Ve x's", "1234567 12 a1b2 ½ ²",
    "naïve Ångström e\u0301 İstanbul ΣΑΣ ß ﬁ", "日本語の文。中文，한국어 각", "हिन्दी में ไทยไม่มีช่องว่าง",
    "a\u200bb\u00adc\ufeffd\u0007e\ufffd", "👩‍👩‍👧🏽 🇩🇪 🙂🙂", "<s>x</s> [CLS] [MASK] <unk> <|endoftext|> <EOT> a",
    "x" * 300, "ab" * 2000, "___ --- ... !!!???", "▁a ▁▁b c▁d", "\u0301 leading mark", "$x^2 + y_1 = z€¢§¶",
]
passages = [p.replace("\x00", "") for p in passages]
with open(out, "w") as f:
    for p in passages:
        f.write(json.dumps(p, ensure_ascii=False).replace("\u2028", "\\u2028") + "\n")
print(len(passages), "passages,", sum(len(p.encode()) for p in passages), "bytes", file=sys.stderr)
