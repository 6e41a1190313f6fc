import Artifacts
import Foundation
import Retrieval
import Testing

/// Embedding tables that are none: each gets a sentence, and nothing is read outside the file.
@Suite struct HostileTableTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func sentence(of bytes: [UInt8]) throws -> String {
    do {
      let files = try TinyTable.write(bytes: bytes, to: folder.file("t"))
      _ = try StaticEmbedder(files: files, threads: 1)
      return "opened"
    } catch {
      return String(describing: error).replacingOccurrences(of: folder.path + "/t/", with: "")
    }
  }

  private static let begin = "model.safetensors: this is no embedding table: "

  @Test(arguments: [
    (
      #"{"embeddings":{"dtype":"F32","shape":[1,2],"data_offsets":[0,9]}}"#,
      "the tensor `embeddings` lies outside the file"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[1,2],"data_offsets":[-8,0]}}"#,
      "the tensor `embeddings` lies outside the file"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[1,2],"data_offsets":[8,0]}}"#,
      "the tensor `embeddings` lies outside the file"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[1,3],"data_offsets":[0,8]}}"#,
      "the tensor `embeddings` has 8 bytes, and its shape needs 12"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}"#,
      "the tensor `embeddings` has a bad shape"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]}}"#,
      "the tensor `embeddings` has a bad shape"
    ),
    (
      #"{"embeddings":{"dtype":"F99","shape":[1,2],"data_offsets":[0,8]}}"#,
      "the tensor `embeddings` is of the unknown type `F99`"
    ),
    (
      #"{"embeddings":{"dtype":"I8","shape":[4,2],"data_offsets":[0,8]}}"#,
      "its rows are I8, and only F32 and F16 are read"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      "its rows have the shape [2], not [tokens, dimensions]"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]}}"#,
      "its rows have the shape [0, 2], not [tokens, dimensions]"
    ),
    (
      #"{"embeddings":{"shape":[1,2],"data_offsets":[0,8]}}"#,
      "the tensor `embeddings` lacks dtype, shape or data_offsets"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"__metadata__":{"x":"y"}}"#,
      "it has no tensor `embeddings` (model2vec) or `embedding.weight` (wordllama), but a"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
      "the tensor `a` stands in it twice"
    ),
    (
      #"{"embeddings":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"#,
      "it has vectors for 1 tokens, and the tokenizer has 4"
    ),
    (
      "{}",
      "it has no tensor `embeddings` (model2vec) or `embedding.weight` (wordllama), but "
        + "none at all"
    ),
    ("[]", "its header is no object"),
  ])
  func headersThatLie(_ header: String, _ expected: String) throws {
    let bytes = TinyTable.file(header: header, data: [UInt8](repeating: 0, count: 8))
    #expect(try sentence(of: bytes) == Self.begin + expected)
  }

  @Test func filesThatAreCutShort() throws {
    #expect(try sentence(of: []) == Self.begin + "it is shorter than 8 bytes")
    #expect(try sentence(of: [1, 2]) == Self.begin + "it is shorter than 8 bytes")
    #expect(
      try sentence(of: [UInt8](repeating: 0xff, count: 16))
        == Self.begin + "its header would be 18446744073709551615 bytes long, in a file of 16")
    let whole = TinyTable.safetensors([TinyTable.table])
    #expect(try sentence(of: whole) == "opened")
    for length in 0..<whole.count {
      #expect(try sentence(of: Array(whole[..<length])).hasPrefix(Self.begin), "\(length) bytes")
    }
  }

  @Test func aMappingStaysInsideTheTable() throws {
    let rows = TinyTable.Tensor("embeddings", "F32", [1, 2], TinyTable.floats([1, 2]))
    for place: UInt8 in [1, 0xff] {
      let mapping = TinyTable.Tensor(
        "mapping", "I32", [4], [place, 0, 0, place] + [UInt8](repeating: 0, count: 12))
      #expect(
        try sentence(of: TinyTable.safetensors([rows, mapping]))
          == Self.begin + "`mapping` is no list of the table's rows")
    }
  }

  @Test func aTableOfNoNumbersGivesNoVectors() async throws {
    let rows = TinyTable.floats([0, 0, .nan, 0, .infinity, 0, 1, 0])
    let files = try TinyTable.write(
      [TinyTable.Tensor("embedding.weight", "F32", [4, 2], rows)], to: folder.file("t"))
    let embedder = try StaticEmbedder(files: files, threads: 1)
    #expect(try await embedder.embed(["bird"]) == [[1, 0]])
    for text in ["cat", "dog"] {
      let error = await #expect(throws: EmbeddingError.self) { try await embedder.embed([text]) }
      #expect(error?.code == .notFinite)
    }
  }

  @Test(arguments: [
    (#"{"model":{"type":"Unigram"}}"#, "its tokenizer's model Unigram is not supported"),
    ("[]", "this is no tokenizer.json: it has no model"),
    ("{}", "this is no tokenizer.json: it has no model"),
  ])
  func tokenizersThatCannotBeUsed(_ json: String, _ what: String) throws {
    let files = try TinyTable.write(to: folder.file("t"))
    try Data(json.utf8).write(to: URL(fileURLWithPath: files.tokenizer))
    let error = #expect(throws: EmbeddingError.self) {
      try StaticEmbedder(files: files, threads: 1)
    }
    #expect(error?.code == .badTable(what))
  }

  @Test func foldersWithoutATable() throws {
    let path = folder.path
    func sentence() -> String {
      do {
        _ = try StaticTableFiles(at: path)
        return "found"
      } catch { return String(describing: error).replacingOccurrences(of: path, with: "T") }
    }
    let end = "; name a folder with *.safetensors and tokenizer.json, or both files"
    #expect(sentence() == "T: there is no embedding table: the folder has no *.safetensors" + end)
    try Data().write(to: URL(fileURLWithPath: path + "/a.safetensors"))
    #expect(
      sentence() == "T: there is no embedding table: there is no tokenizer.json beside it" + end)
    try Data().write(to: URL(fileURLWithPath: path + "/b.safetensors"))
    #expect(
      sentence()
        == "T: there is no embedding table: the folder has 2 files that end in .safetensors" + end)
    #expect(
      try StaticTableFiles(at: path + "/a.safetensors", tokenizer: "x.json").paths
        == [path + "/a.safetensors", "x.json"])
    #expect(throws: FileError.self) { try StaticTableFiles(at: path + "/none") }
  }
}
