import Foundation

@testable import Retrieval

/// An embedding table that a person can follow: four words, two dimensions.
///
///     [UNK] 0   cat 1   dog 2   bird 3
enum TinyTable {
  static let tokenizer = """
    {"normalizer":{"type":"BertNormalizer"},"pre_tokenizer":{"type":"BertPreTokenizer"},
     "model":{"type":"WordPiece","unk_token":"[UNK]",
       "vocab":{"[UNK]":0,"cat":1,"dog":2,"bird":3}}}
    """
  static let rows: [[Float]] = [[100, 100], [1, 0], [0, 1], [3, 4]]

  /// A tensor as the format wants it.
  struct Tensor {
    var name: String
    var type: String
    var shape: [Int]
    var bytes: [UInt8]

    init(_ name: String, _ type: String, _ shape: [Int], _ bytes: [UInt8]) {
      (self.name, self.type, self.shape, self.bytes) = (name, type, shape, bytes)
    }
  }

  static func floats(_ values: [Float]) -> [UInt8] {
    values.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
  }

  /// The file of these tensors.
  static func safetensors(_ tensors: [Tensor]) -> [UInt8] {
    var data: [UInt8] = []
    let members = tensors.map { tensor in
      let start = data.count
      data += tensor.bytes
      return """
        "\(tensor.name)":{"dtype":"\(tensor.type)","shape":\(tensor.shape),\
        "data_offsets":[\(start),\(data.count)]}
        """
    }
    return file(header: "{" + members.joined(separator: ",") + "}", data: data)
  }

  static func file(header: String, data: [UInt8] = []) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init) + header.utf8 + data
  }

  static var table: Tensor {
    Tensor("embedding.weight", "F32", [4, 2], floats(rows.flatMap { $0 }))
  }

  /// Writes a table's folder.
  @discardableResult
  static func write(
    _ tensors: [Tensor] = [table], configuration: String? = nil, to folder: String
  ) throws -> StaticTableFiles {
    try write(bytes: safetensors(tensors), configuration: configuration, to: folder)
  }

  @discardableResult
  static func write(
    bytes: [UInt8], configuration: String? = nil, to folder: String
  ) throws -> StaticTableFiles {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/model.safetensors"))
    try Data(tokenizer.utf8).write(to: URL(fileURLWithPath: folder + "/tokenizer.json"))
    if let configuration {
      try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
    }
    return try StaticTableFiles(at: folder)
  }
}
