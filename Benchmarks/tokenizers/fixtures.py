"""Makes Tests/TokenizersTests/Fixtures: small tokenizers trained on corpora/, with the ids that PyPI's
tokenizers gives for a few texts.

fixtures.py CORPORA FIXTURES
"""
import glob, html, json, re, sys
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

corpora, out = sys.argv[1:3]
texts = []
for name in sorted(glob.glob(f"{corpora}/**/*.*ml", recursive=True)):
    texts.append(html.unescape(re.sub(r"<[^>]*>", "", open(name, encoding="utf-8", errors="replace").read())))
cases = [
    "", " ", "The quick brown fox doesn't jump.", "  two  spaces\tand\r\n\n  lines \n", "I'LL say it's 1234567 or a1b2 ½.",
    "naïve Ångström e\u0301 İstanbul ΣΑΣ ß ﬁ", "日本語の文。中文，한국어", "हिन्दी में ไทยไม่มี العربية؟",
    "a\u200bb\u00adc\ufeffd\u0007e\ufffdf\u00a0g\u3000h", "👩‍👩‍👧🏽 🇩🇪 🙂", "<s>x</s> [CLS] a[MASK]b <unk> <|end|> c",
    "word" * 60, "x" * 120, "___ --- ... !!!???", "▁a ▁▁b c▁d", "\u0301mark", "func f(_ x: Int) -> [Int] { x * 2 }",
    "The installation takes a minute, and nothing else is needed. " * 3,
]
WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"
TAIL = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
split = lambda regex: pre_tokenizers.Split(Regex(regex), "isolated", False)
level = lambda regex: pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=regex)

def save(name, tokenizer):
    tokenizer.save(f"{out}/{name}.json", pretty=False)
    with open(f"{out}/{name}.ids.jsonl", "w") as f:
        for text in cases:
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            f.write(json.dumps({"text": text, "ids": ids}, ensure_ascii=False) + "\n")

def bpe(name, pre, normalizer=None, fallback=False, size=600, **model):
    t = Tokenizer(models.BPE(**model))
    if normalizer: t.normalizer = normalizer
    if pre: t.pre_tokenizer = pre
    special = ["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)] if fallback else ["<|end|>"]
    source = texts if not fallback else [w for x in texts for w in x.split()]
    t.train_from_iterator(source, trainers.BpeTrainer(vocab_size=size, show_progress=False, special_tokens=special,
        initial_alphabet=[] if fallback else pre_tokenizers.ByteLevel.alphabet()))
    if fallback:
        # The bytes are no added tokens in Llama 2's file.
        j = json.loads(t.to_str())
        j["added_tokens"] = j["added_tokens"][:3]
        t = Tokenizer.from_str(json.dumps(j))
    save(name, t)

bpe("gpt2", level(True))
bpe("llama3", pre_tokenizers.Sequence([split(WORDS + r"\p{N}{1,3}" + TAIL), level(False)]), ignore_merges=True)
bpe("qwen2", pre_tokenizers.Sequence([split(WORDS + r"\p{N}" + TAIL), level(False)]), normalizers.NFC())
bpe("llama2", None, normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), True, 900,
    unk_token="<unk>", fuse_unk=True, byte_fallback=True)
t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
t.normalizer = normalizers.BertNormalizer(lowercase=True)
t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
t.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=700, show_progress=False,
    special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]))
save("bert", t)
