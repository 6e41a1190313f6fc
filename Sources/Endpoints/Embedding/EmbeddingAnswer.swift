import Artifacts
import Foundation
import NIOCore

/// The body of an answer to `/v1/embeddings`.
enum EmbeddingAnswer {
  /// What is wrong with an answer.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// One vector of unit length for each text, in order.
  ///
  /// A vector is an array of numbers, or, as `encoding_format: base64` has it, the base64 of
  /// little-endian float32.
  static func vectors(_ body: ByteBuffer, count: Int) throws -> [[Float]] {
    var found = [[Float]?](repeating: nil, count: count)
    var json = JSONScanner(Array(body.readableBytesView))
    var place = 0
    try json.object { key, json in
      guard key == "data" else { return try json.skip() }
      try json.array { json in
        var (index, vector) = (place, [Float]?.none)
        try json.object { key, json in
          switch key {
          case "index": index = try json.int()
          case "embedding": vector = try Self.vector(&json)
          default: try json.skip()
          }
        }
        guard let vector else { throw Fault(description: "an item has no `embedding`") }
        guard found.indices.contains(index), found[index] == nil else {
          throw Fault(description: "index \(index) of \(count) texts, or twice the same")
        }
        found[index] = vector
        place += 1
      }
    }
    try json.end()
    let all = found.compactMap { $0 }
    guard all.count == count else {
      throw Fault(description: "\(all.count) vectors for \(count) texts")
    }
    let dimension = all.first?.count ?? 0
    guard all.allSatisfy({ $0.count == dimension }) else {
      throw Fault(description: "vectors of different dimensions")
    }
    return try all.map(unit)
  }

  private static func vector(_ json: inout JSONScanner) throws -> [Float] {
    var vector: [Float] = []
    switch try json.kind() {
    case .string:
      guard let data = Data(base64Encoded: try json.string()), data.count % 4 == 0 else {
        throw Fault(description: "an embedding that is no base64 of float32")
      }
      data.withUnsafeBytes { bytes in
        for offset in stride(from: 0, to: bytes.count, by: 4) {
          let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          vector.append(Float(bitPattern: UInt32(littleEndian: bits)))
        }
      }
    default:
      try json.array { json in
        // llama.cpp answers with one vector a token where a model does not pool.
        guard try json.kind() == .number else {
          throw Fault(
            description: "an embedding that is no list of numbers; start the server with pooling")
        }
        vector.append(Float(try json.number()))
      }
    }
    guard !vector.isEmpty else { throw Fault(description: "an empty embedding") }
    return vector
  }

  private static func unit(_ vector: [Float]) throws -> [Float] {
    let length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    guard length.isFinite, length > 0 else {
      throw Fault(description: "an embedding whose length is zero or no number")
    }
    // One that is of unit length already stays as it is, bit for bit.
    if abs(length - 1) < 1e-6 { return vector }
    return vector.map { Float(Double($0) / length) }
  }
}
