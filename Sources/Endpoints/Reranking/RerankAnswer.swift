import Artifacts
import NIOCore

/// The body of an answer to `/v1/rerank`.
enum RerankAnswer {
  /// One score for each passage, in their order.
  static func scores(_ body: ByteBuffer, count: Int) throws -> [Double] {
    var json = JSONScanner(Array(body.readableBytesView))
    var scores = [Double?](repeating: nil, count: count)
    func item(_ json: inout JSONScanner) throws {
      var index: Int?
      var score: Double?
      try json.object { key, json in
        switch key {
        case "index": index = try json.int()
        case "relevance_score", "score": score = try json.number()
        default: try json.skip()
        }
      }
      guard let index, let score, scores.indices.contains(index), scores[index] == nil else {
        throw EmbeddingAnswer.Fault(
          description: "a result without a score, or with an index that is wrong or comes twice")
      }
      scores[index] = score
    }
    if try json.kind() == .array {
      try json.array(item)
    } else {
      try json.object { key, json in
        if key == "results" { try json.array(item) } else { try json.skip() }
      }
    }
    try json.end()
    let all = scores.compactMap { $0 }
    guard all.count == count else {
      throw EmbeddingAnswer.Fault(description: "\(all.count) scores for \(count) passages")
    }
    return all
  }
}
