"""Trains small tokenizers with the components of well-known ones, on the passages."""
import json, sys
from tokenizers import Tokenizer, Regex, models, normalizers, pre_tokenizers, trainers

passages, out = sys.argv[1:3]
size = int(sys.argv[3]) if len(sys.argv) > 3 else 6000
texts = [json.loads(line) for line in open(passages)]
WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"
TAIL = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
Split = lambda regex: pre_tokenizers.Split(Regex(regex), "isolated", False)
Bytes = lambda **k: pre_tokenizers.ByteLevel(add_prefix_space=k.get("prefix", False), use_regex=k.get("regex", True))
alphabet = pre_tokenizers.ByteLevel.alphabet()

def bpe(name, pre, normalizer=None, **k):
    t = Tokenizer(models.BPE(**k.get("model", {})))
    t.pre_tokenizer = pre
    if normalizer: t.normalizer = normalizer
    t.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=size, show_progress=False,
        special_tokens=k.get("special", ["<|endoftext|>"]), initial_alphabet=k.get("alphabet", alphabet)))
    t.save(f"{out}/{name}.json")

def wordpiece(name, lowercase, pre=None, normalizer=None):
    t = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    t.normalizer = normalizer or normalizers.BertNormalizer(lowercase=lowercase)
    t.pre_tokenizer = pre or pre_tokenizers.BertPreTokenizer()
    t.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=size, show_progress=False,
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]))
    t.save(f"{out}/{name}.json")

bpe("gpt2", Bytes())
bpe("roberta-prefix", Bytes(prefix=True))
bpe("llama3", pre_tokenizers.Sequence([Split(WORDS + r"\p{N}{1,3}" + TAIL), Bytes(regex=False)]),
    model={"ignore_merges": True})
bpe("qwen2", pre_tokenizers.Sequence([Split(WORDS + r"\p{N}" + TAIL), Bytes(regex=False)]), normalizers.NFC())
bpe("starcoder", pre_tokenizers.Sequence([pre_tokenizers.Digits(True), Bytes()]))
bpe("metaspace", pre_tokenizers.Metaspace(), alphabet=[], special=["<unk>"],
    model={"unk_token": "<unk>", "fuse_unk": True})
bpe("metaspace-first", pre_tokenizers.Metaspace(prepend_scheme="first", split=False), normalizers.NFKC(),
    alphabet=[], special=["<unk>"], model={"unk_token": "<unk>"})
bpe("whitespace", pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits(False)]),
    normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()]),
    alphabet=[], special=["<unk>"], model={"unk_token": "<unk>"})
bpe("punctuation", pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation("merged_with_previous")]),
    normalizers.Sequence([normalizers.Strip(), normalizers.Replace("e", "ee")]),
    alphabet=[], special=["<unk>"], model={"unk_token": "<unk>"})
wordpiece("bert-uncased", True)
wordpiece("bert-cased", False)
wordpiece("wordpiece-plain", False, pre_tokenizers.Whitespace(), normalizers.NFKD())
