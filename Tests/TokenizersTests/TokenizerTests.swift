import Artifacts
import Foundation
import Testing
import Tokenizers

/// Small tokenizers that were trained on `corpora/`, with the ids that PyPI's `tokenizers` gives;
/// `Benchmarks/tokenizers/fixtures.py` makes them.
@Suite struct TokenizerTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"

  @Test(arguments: ["gpt2", "llama3", "qwen2", "llama2", "bert"])
  func givesTheIdsOfTheReference(_ name: String) throws {
    let tokenizer = try Tokenizer(path: "\(Self.folder)/\(name).json")
    let cases = try WholeFile.read("\(Self.folder)/\(name).ids.jsonl").split(separator: 0x0a)
    #expect(cases.count > 10)
    for line in cases {
      let value = try JSONValue(parsing: Array(line))
      let text = try #require(value["text"]?.string)
      let ids = try #require(value["ids"]?.array).compactMap { $0.int.map(Int32.init) }
      #expect(tokenizer.encode(text) == ids, "\(text)")
      var bytes = text
      #expect(bytes.withUTF8(tokenizer.count) == ids.count)
      #expect(ids.allSatisfy { $0 < tokenizer.vocabularySize })
    }
  }

  /// What is remembered is what was merged, also after another word took its place.
  @Test(arguments: ["gpt2", "llama2", "bert"])
  func memoryChangesNothing(_ name: String) throws {
    let tokenizer = try Tokenizer(path: "\(Self.folder)/\(name).json")
    let memory = MergeMemory()
    var random = SplitMix64(state: 11)
    let letters = Array("abcdeefghiinnostz_.-(\n é数☃".unicodeScalars)
    for round in 0..<3000 {
      var text = ""
      for _ in 0..<random.below(round % 50 == 0 ? 400 : 40) {
        text.unicodeScalars.append(letters[random.below(letters.count)])
      }
      var ids: [Int32] = []
      text.withUTF8 { tokenizer.encode($0, into: &ids, memory: memory) }
      #expect(ids == tokenizer.encode(text), "\(text)")
    }
  }

  /// A piece without a boundary is merged with a heap, which must agree with scanning.
  @Test func aLongPieceIsMergedAsShortOnes() throws {
    let tokenizer = try Tokenizer(path: "\(Self.folder)/gpt2.json")
    for count in [1, 10, 40, 1_000] {
      let once = tokenizer.encode(" the")
      let text = String(repeating: " the", count: count)
      #expect(tokenizer.encode(text) == Array(repeating: once, count: count).flatMap(\.self))
    }
    #expect(tokenizer.encode(String(repeating: "ab", count: 100_000)).count <= 200_000)
  }

  @Test(arguments: [
    ("[", #"this is no tokenizer.json: column 2: a value is missing"#),
    ("{}", "this is no tokenizer.json: it has no model"),
    (#"{"model":{"type":"Unigram"}}"#, "the model Unigram is not supported"),
    (
      #"{"normalizer":{"type":"Precompiled"},"model":{"type":"BPE"}}"#,
      "the normalizer Precompiled is not supported"
    ),
    (
      #"{"pre_tokenizer":{"type":"Split","pattern":{"Regex":"a+b"},"behavior":"Isolated"},"#
        + #""model":{"type":"BPE"}}"#,
      "the pre_tokenizer Split with the pattern a+b is not supported"
    ),
    (
      #"{"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}}"#,
      "this is no tokenizer.json: model.merges[0] names no token"
    ),
    (
      #"{"model":{"type":"BPE","vocab":{"a":0},"merges":[],"end_of_word_suffix":"</w>"}}"#,
      "the model's end_of_word_suffix </w> is not supported"
    ),
    (
      #"{"model":{"type":"WordPiece","vocab":{"a":0}}}"#,
      "this is no tokenizer.json: model.vocab lacks [UNK]"
    ),
  ])
  func whatCannotBeUsedIsNamed(_ json: String, _ sentence: String) {
    let error = #expect(throws: TokenizerError.self) { try Tokenizer(json: Array(json.utf8)) }
    #expect(error?.description.hasPrefix(sentence) == true, "\(error?.description ?? "")")
  }
}
