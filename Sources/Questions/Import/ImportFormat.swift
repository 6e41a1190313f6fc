import Artifacts
import Documents

/// The kinds of file that pairs are read from.
enum ImportFormat: Sendable, Hashable {
  case jsonLines
  case jsonDocument
  case delimited(DelimitedColumns)
  /// HTML, XML, and archives of these.
  case markup

  /// Endings, of the name without that of a compression, by which a folder's files are found.
  static let endings: [String: Set<String>] = [
    "json": ["json"], "jsonl": ["jsonl", "ndjson"], "csv": ["csv"], "tsv": ["tsv", "tab"],
    "markup": ["html", "htm", "xhtml", "xml", "dbk", "docbook"],
  ]

  /// How much of a file is looked at.
  private static let sniffed = 1 << 20

  /// The format of a file: its name's ending and its first bytes say it.
  init(of path: String) throws {
    if TextPieces.isArchive(path) {
      self = .markup
      return
    }
    let name = TextPieces.name(of: path).lowercased()
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    let kind = Self.endings.first { $0.value.contains(ending) }?.key
    let head = try Self.head(of: path)
    guard let first = head.first(where: { $0 > 0x20 }) else {
      throw ImportFileError(path: path, reason: "the file is empty; give one with pairs")
    }
    if kind == "csv" || kind == "tsv" {
      self = .delimited(try Self.columns(of: path, only: kind == "tsv" ? 0x09 : nil))
    } else if first == UInt8(ascii: "<") || kind == "markup" {
      self = .markup
    } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || kind == "jsonl" {
      let isLines = kind == "jsonl" && first != UInt8(ascii: "[") || Self.beginsWithObject(head)
      self = isLines ? .jsonLines : .jsonDocument
    } else if kind == "json" {
      self = .jsonDocument
    } else if let columns = try DelimitedColumns.read(path), columns.arePairs {
      self = .delimited(columns)
    } else {
      throw ImportFileError(
        path: path,
        reason:
          "no format that is known; looked for JSON and JSONL (“{” or “[” first), HTML and XML (“<” "
          + "first), and CSV or TSV whose first row names \(FieldNames.wanted)")
    }
  }

  private static func head(of path: String) throws -> [UInt8] {
    let pieces = try TextPieces(path)
    var head: [UInt8] = []
    while head.count < sniffed {
      let piece = try pieces.next()
      if piece.isEmpty { break }
      head += piece
    }
    return head
  }

  /// Whether the first line that is not blank is a whole JSON object.
  private static func beginsWithObject(_ head: [UInt8]) -> Bool {
    let lines = head.split(separator: 0x0a)
    guard let line = lines.first(where: { $0.contains { $0 > 0x20 } }) else { return false }
    return (try? JSONValue(parsing: Array(line)))?.members != nil
  }

  private static func columns(of path: String, only separator: UInt8?) throws -> DelimitedColumns {
    guard let columns = try DelimitedColumns.read(path, only: separator) else {
      throw ImportFileError(
        path: path,
        reason: "the first row, which names the columns, has no end: a quotation mark "
          + "is opened and never closed")
    }
    guard columns.arePairs else {
      let found = columns.names.prefix(20).map { "`\($0.trimmingSpaces)`" }
      throw ImportFileError(
        path: path,
        reason: "no column is named \(FieldNames.wanted); the first row has "
          + found.joined(separator: ", "))
    }
    return columns
  }
}
