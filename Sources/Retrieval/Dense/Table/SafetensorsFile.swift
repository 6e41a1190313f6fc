import Artifacts

/// A file of tensors in the safetensors format (<https://github.com/huggingface/safetensors>): eight
/// bytes with the header's length, a JSON header, the data.
///
///     let file = try SafetensorsFile(path: "model.safetensors")
///     file.tensors["embeddings"]?.shape     // [32000, 256]
///
/// The header is checked in full before a byte of data is used: every tensor lies inside the file,
/// and its length is that of its shape and type. Data is mapped, not read.
struct SafetensorsFile: Sendable {
  /// One tensor: where its bytes lie in the file, row by row.
  struct Tensor: Sendable, Equatable {
    /// As the format names it: `F32`, `F16`, `I64`, …
    var type: String
    var shape: [Int]
    var range: Range<Int>
  }

  let path: String
  let tensors: [String: Tensor]
  let file: MappedFile

  /// The format's own limit for a header, in bytes.
  private static let longestHeader = 100_000_000
  private static let widths = [
    "F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8,
    "U32": 4, "U16": 2, "U8": 1, "BOOL": 1,
  ]

  /// Throws a `FileError` or an `EmbeddingError`.
  init(path: String) throws {
    self.path = path
    file = try MappedFile(path)
    let bytes = file.bytes
    guard bytes.count >= 8 else { throw Self.error("it is shorter than 8 bytes", path) }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(min(bytes.count - 8, Self.longestHeader)) else {
      throw Self.error(
        "its header would be \(length) bytes long, in a file of \(bytes.count)", path)
    }
    let start = 8 + Int(length)
    let header: JSONValue
    do {
      header = try JSONValue(parsing: Array(bytes[8..<start]))
    } catch {
      throw Self.error("its header is no JSON: \(error)", path)
    }
    guard let members = header.members else { throw Self.error("its header is no object", path) }
    var tensors: [String: Tensor] = [:]
    for member in members where member.key != "__metadata__" {
      let tensor = try Self.tensor(member, data: start..<bytes.count, path)
      guard tensors.updateValue(tensor, forKey: member.key) == nil else {
        throw Self.error("the tensor `\(member.key)` stands in it twice", path)
      }
    }
    self.tensors = tensors
  }

  private static func tensor(
    _ member: JSONValue.Member, data: Range<Int>, _ path: String
  ) throws -> Tensor {
    let (name, value) = (member.key, member.value)
    guard let type = value["dtype"]?.string, let dimensions = value["shape"]?.array,
      let ends = value["data_offsets"]?.array, ends.count == 2, let first = ends[0].int,
      let last = ends[1].int
    else { throw error("the tensor `\(name)` lacks dtype, shape or data_offsets", path) }
    guard let width = widths[type] else {
      throw error("the tensor `\(name)` is of the unknown type `\(type)`", path)
    }
    guard first >= 0, first <= last, last <= data.count else {
      throw error("the tensor `\(name)` lies outside the file", path)
    }
    var shape: [Int] = []
    var size = width
    for dimension in dimensions {
      guard let dimension = dimension.int, dimension >= 0 else {
        throw error("the tensor `\(name)` has a bad shape", path)
      }
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: dimension)
      guard !isTooLarge else { throw error("the tensor `\(name)` has a bad shape", path) }
      shape.append(dimension)
      size = product
    }
    guard size == last - first else {
      throw error(
        "the tensor `\(name)` has \(last - first) bytes, and its shape needs \(size)", path)
    }
    return Tensor(
      type: type, shape: shape, range: data.lowerBound + first..<data.lowerBound + last)
  }

  private static func error(_ what: String, _ path: String) -> EmbeddingError {
    EmbeddingError(.badTable(what), subject: path)
  }
}
