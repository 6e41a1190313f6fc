import Artifacts
import Foundation
import Retrieval
import Testing

/// Static embedding tables: the layouts of model2vec and wordllama.
@Suite struct StaticEmbedderTests {
  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    + "/Fixtures"
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func embedder(
    _ tensors: [TinyTable.Tensor], configuration: String? = nil
  ) throws -> StaticEmbedder {
    let files = try TinyTable.write(
      tensors, configuration: configuration, to: folder.file("table"))
    return try StaticEmbedder(files: files, threads: 2)
  }

  /// `Benchmarks/vectors/fixtures.py` made the tables and asked the libraries.
  @Test(arguments: ["model2vec", "model2vec-quantized", "wordllama"])
  func givesTheVectorsOfTheLibrary(_ name: String) throws {
    let path = "\(Self.fixtures)/\(name)"
    let embedder = try StaticEmbedder(files: StaticTableFiles(at: path), threads: 1)
    let cases = try #require(
      try JSONValue(parsing: WholeFile.read(path + "/vectors.json")).array)
    #expect(cases.count == 7)
    for value in cases {
      let text = try #require(value["text"]?.string)
      let expected = try #require(value["vector"]?.array).compactMap(\.double)
      let vector = try #require(try embedder.pooled([text]).first)
      #expect(vector.count == expected.count)
      for (found, wanted) in zip(vector, expected) {
        #expect(abs(Double(found) - wanted) < 1e-3, "\(text)")
      }
    }
  }

  @Test func aMeanIsOfRowsAndHasUnitLength() async throws {
    let embedder = try embedder([TinyTable.table])
    #expect(try embedder.pooled(["cat dog", "Bird bird", ""]) == [[0.5, 0.5], [3, 4], [0, 0]])
    let vectors = try await embedder.embed(["bird", "dog dog", ""])
    #expect(vectors == [[0.6, 0.8], [0, 1], [0, 0]])
    // wordllama counts unknown words.
    #expect(try embedder.pooled(["cat xyz"]) == [[50.5, 50]])
  }

  @Test func halvesWeightsAndMappingsAreRead() throws {
    // 1, -2, 2⁻²⁴ (the smallest half) and 65504 (the greatest).
    let halves: [UInt8] = [0x00, 0x3c, 0x00, 0xc0, 0x01, 0x00, 0xff, 0x7b]
    let embedder = try embedder([
      TinyTable.Tensor("embeddings", "F16", [2, 2], halves),
      TinyTable.Tensor("weights", "F32", [4], TinyTable.floats([9, 2, 1, 4])),
      TinyTable.Tensor("mapping", "I32", [4], [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
    ])
    #expect(
      try embedder.pooled(["cat", "dog", "cat bird"]) == [
        [2, -4], [0x1p-24, 65504], [3, -6],
      ])
  }

  @Test func model2vecLeavesOutUnknownWordsAndCutsLongTexts() throws {
    let rows = TinyTable.Tensor(
      "embeddings", "F32", [4, 2], TinyTable.floats(TinyTable.rows.flatMap { $0 }))
    let plain = try embedder([rows])
    #expect(try plain.pooled(["cat xyz dog", "xyz"]) == [[0.5, 0.5], [0, 0]])
    // The median token has 3.5, so 3 characters: two tokens are looked for in the first 6.
    let short = try embedder([rows], configuration: #"{"max_length":2,"normalize":true}"#)
    #expect(try short.pooled(["dog dog bird", "dog, cat"]) == [[0, 1], [0, 1]])
    let uncut = try embedder([rows], configuration: #"{"max_length":null}"#)
    let text = String(repeating: "dog ", count: 999) + "cat"
    #expect(try uncut.pooled([text])[0][0] == 0.001)
    #expect(try plain.pooled([text])[0][0] == 0)
  }

  @Test func theNameIsOfTheContentsAlone() throws {
    let first = try embedder([TinyTable.table])
    let files = try TinyTable.write(to: folder.file("elsewhere"))
    #expect(try StaticEmbedder(files: files, threads: 1).model == first.model)
    #expect(first.model.hasPrefix("static-") && first.model.count == 23)
    var other = TinyTable.table
    other.bytes[0] = 1
    #expect(try embedder([other]).model != first.model)
  }

  @Test func threadsChangeNothing() async throws {
    let files = try StaticTableFiles(at: Self.fixtures + "/wordllama")
    var random = SplitMix64(state: 3)
    let texts = (0..<1000).map { _ in
      (0..<random.below(40)).map { _ in SmallCorpus.word(&random, 500) }.joined(separator: " ")
    }
    let one = try await StaticEmbedder(files: files, threads: 1).embed(texts)
    let four = try await StaticEmbedder(files: files, threads: 4).embed(texts)
    #expect(one == four)
    #expect(one.count == 1000)
    for vector in one {
      let length = vector.reduce(0) { $0 + Double($1) * Double($1) }
      #expect(length == 0 || abs(length - 1) < 1e-6)
    }
  }

  /// Where RAFTWRIGHT_EMBEDDING_VENV names an environment with
  /// `Benchmarks/vectors/requirements.txt`: the real table against the real library.
  @Test(.enabled(if: venv != nil, "RAFTWRIGHT_EMBEDDING_VENV names no Python environment"))
  func equalsWordllamaOnARealTable() throws {
    let python = try #require(Self.venv) + "/bin/python"
    let script = """
      import json, sys, pathlib, wordllama, safetensors.numpy, tokenizers
      from wordllama.inference import WordLlamaInference
      at = pathlib.Path(wordllama.__file__).parent
      table = safetensors.numpy.load_file(at / "weights/l2_supercat_256.safetensors")
      names = tokenizers.Tokenizer.from_file(
        str(at / "tokenizers/l2_supercat_tokenizer_config.json"))
      texts = json.load(open(sys.argv[1]))
      found = WordLlamaInference(table["embedding.weight"], names).embed(texts, norm=True)
      json.dump({"at": str(at), "vectors": found.tolist()}, sys.stdout)
      """
    let texts = try Self.realTexts()
    var json = JSONWriter()
    json.array { for text in texts { $0.string(text) } }
    try WholeFile.write(json.bytes, to: folder.file("texts.json"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script, folder.file("texts.json")]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let reply = try JSONValue(parsing: bytes)
    let at = try #require(reply["at"]?.string)
    let expected = try #require(reply["vectors"]?.array)
    let embedder = try StaticEmbedder(files: StaticTableFiles(at: at), threads: 2)
    for (index, text) in texts.enumerated() {
      let vector = try #require(try embedder.pooled([text]).first)
      let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      let wanted = try #require(expected[index].array).compactMap(\.double)
      #expect(vector.count == wanted.count)
      for (x, y) in zip(vector, wanted) { #expect(abs(Double(x) / length - y) < 1e-3, "\(text)") }
    }
  }

  private static var venv: String? {
    ProcessInfo.processInfo.environment["RAFTWRIGHT_EMBEDDING_VENV"]
  }

  /// Every paragraph of the project's own documents.
  private static func realTexts() throws -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    return String(decoding: try WholeFile.read(root + "/README.md"), as: UTF8.self)
      .components(separatedBy: "\n\n").filter { !$0.isEmpty }
  }
}
