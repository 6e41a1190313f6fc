import Artifacts
import Documents
import Foundation
import Retrieval

/// Unit vectors without meaning: normal components from a text's digest.
struct RandomEmbedder: Embedder {
  let model = "random"
  let dimension: Int

  func embed(_ texts: [String]) async throws -> [[Float]] {
    texts.map { text in
      var random = SplitMix64(state: Digest(of: text).prefix(bits: 64))
      var vector = (0..<dimension).map { _ in
        // Nearly normal: the sum of four uniform numbers.
        (0..<4).reduce(Float(-2)) { sum, _ in sum + Float(random.next() >> 40) / Float(1 << 24) }
      }
      let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      for index in vector.indices { vector[index] /= length }
      return vector
    }
  }
}

/// An index of passages of one word each with random vectors.
func writeIndex(
  _ path: String, storage: VectorStorage, passages: Int, dimension: Int
) async throws {
  let writer = try IndexWriter(path: path, options: RetrievalOptions(), configuration: "{}")
  let perDocument = 1000
  for first in stride(from: 0, to: passages, by: perDocument) {
    let digits = String(first)
    let name = String(repeating: "0", count: 9 - digits.count) + digits
    var document = Document(uri: name, docno: name, title: "", language: nil)
    var chunks: [Chunk] = []
    for ordinal in 0..<min(perDocument, passages - first) {
      let start = document.text.count
      document.text += "p\(first + ordinal)".utf8
      let range = start..<document.text.count
      document.blocks.append(Block(kind: .paragraph, range: range))
      chunks.append(
        Chunk(
          ordinal: ordinal, range: range, blocks: ordinal..<ordinal + 1, headingPath: [],
          tokenCount: 1, spans: [ChunkSpan(kind: .paragraph, range: 0..<range.count)]))
    }
    try writer.add(writer.analyze(document: document, chunks: chunks))
  }
  try await writer.embed(
    with: RandomEmbedder(dimension: dimension), storage: storage, threads: 2,
    progress: SilentProgress())
  try writer.finish(drops: DropCounts())
}

/// Searches for random queries; prints the best time and what the last round found, as JSON.
func measureSearch(index path: String, queries count: Int, threads: Int, rounds: Int) async throws {
  var vectors: EmbeddedPassages?
  let opening = try await seconds { vectors = try EmbeddedPassages(index: Index(path: path)) }
  guard let vectors else { fail("no vectors") }
  let queries = try await RandomEmbedder(dimension: vectors.description.dimension)
    .embed((0..<count).map { "query \($0)" })
  var times: [Double] = []
  var found: [[Hit]] = []
  for _ in 0..<rounds {
    times.append(
      try await seconds { found = try vectors.search(queries, top: 10, threads: threads) })
  }
  times.sort()
  var json = JSONWriter()
  json.object { json in
    json.field("open", opening)
    json.field("best", times[0])
    json.field("median", times[times.count / 2])
    json.key("queries")
    json.array { json in
      for query in queries {
        json.array { json in for value in query { json.number(Double(value)) } }
      }
    }
    json.key("ids")
    json.array { json in
      for hits in found { json.numbers(hits.map(\.id)) }
    }
  }
  print(String(decoding: json.bytes, as: UTF8.self))
}

extension JSONWriter {
  /// A list of whole numbers.
  mutating func numbers(_ numbers: [Int]) {
    array { json in for number in numbers { json.number(number) } }
  }
}
