import Artifacts

/// A way to write rows that some trainer reads: one file for each split.
public protocol RowFormat: Sendable {
  /// The name by which it is asked for.
  var name: String { get }
  /// What follows the split's name in the name of the file: `.jsonl`, `.chat.jsonl`.
  var suffix: String { get }
  /// Writes one row, without the end of the line; false, and nothing, where it has no such row.
  func write(_ row: FinishedRow, to json: inout JSONWriter) -> Bool
}

extension RowFormat {
  public var suffix: String { ".\(name).jsonl" }
}

/// The formats there are.
public enum RowFormats {
  /// All formats, the native one first.
  public static let all: [any RowFormat] = [
    RaftFormat(), ChatFormat(), TRLFormat(), TRLChatFormat(), ShareGPTFormat(), AlpacaFormat(),
    AxolotlFormat(), PreferenceFormat(), CompletionFormat(), EvalFormat(),
  ]

  /// The names of all formats.
  public static let names = all.map(\.name)
}
