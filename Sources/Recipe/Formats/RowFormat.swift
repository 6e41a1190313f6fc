import Artifacts

/// A way to write rows that some trainer reads: one file for each split.
public protocol RowFormat: Sendable {
  /// The name by which it is asked for.
  var name: String { get }
  /// What follows the split's name in the name of the file: `.jsonl`, `.chat.jsonl`.
  var suffix: String { get }
  /// Writes one row, without the end of the line.
  func write(_ row: NativeRow, to json: inout JSONWriter)
}

/// The formats there are.
public enum RowFormats {
  /// All formats, the native one first.
  public static let all: [any RowFormat] = [RaftFormat(), ChatFormat()]

  /// The format of a name; an unknown one is an error that names the nearest.
  public static func named(_ name: String) throws(DatasetError) -> any RowFormat {
    if let format = all.first(where: { $0.name == name }) { return format }
    let known = all.map(\.name)
    let nearest = known.min {
      EditDistance.between($0, name) < EditDistance.between($1, name)
    }
    throw DatasetError(.unknownFormat(name, nearest: nearest ?? "", known: known))
  }
}
