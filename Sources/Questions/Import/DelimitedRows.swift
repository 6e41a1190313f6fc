import Artifacts
import Documents

/// The rows of a file of separated values (RFC 4180), one after another.
///
/// A field in quotation marks may hold separators, line ends and doubled quotation marks. What
/// follows the closing mark, against the rule, is taken as it stands. Memory is bounded by a row.
struct DelimitedRows {
  /// A row with no end in so many bytes is none: a quotation mark was opened and never closed.
  static let longest = 64 << 20

  enum Row: Equatable {
    case fields([String])
    /// The quotation mark that opened on this line is not closed; how many lines are lost with it.
    case open(lines: Int)
  }

  /// The line on which the last row began, from 1.
  private(set) var line = 0
  private let separator: UInt8
  private let pieces: TextPieces
  private var piece: [UInt8] = []
  private var place = 0
  private var nextLine = 1
  private var isAtEnd = false

  init(_ path: String, separator: UInt8) throws(FileError) {
    pieces = try TextPieces(path)
    self.separator = separator
  }

  /// The next row, which may be one empty field; nil behind the last.
  mutating func next() throws(FileError) -> Row? {
    guard try peek() != nil else { return nil }
    line = nextLine
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var size = 0
    while let byte = try peek() {
      place += 1
      size += 1
      if byte == 0x0a { nextLine += 1 }
      if isQuoted {
        guard size <= Self.longest else { return try passOver() }
        if byte != 0x22 {
          field.append(byte)
        } else if try peek() == 0x22 {
          place += 1
          field.append(0x22)
        } else {
          isQuoted = false
        }
      } else if byte == separator {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else if byte == 0x0a {
        return .fields(fields + [Self.last(field)])
      } else if byte == 0x22, field.isEmpty {
        isQuoted = true
      } else {
        guard size <= Self.longest else { return try passOver() }
        field.append(byte)
      }
    }
    if isQuoted { return .open(lines: nextLine - line) }
    return .fields(fields + [Self.last(field)])
  }

  private static func last(_ field: [UInt8]) -> String {
    String(decoding: field.last == 0x0d ? field.dropLast() : field[...], as: UTF8.self)
  }

  /// Goes on behind the line at hand, which no row can be made of.
  private mutating func passOver() throws(FileError) -> Row {
    while let byte = try peek() {
      place += 1
      if byte == 0x0a {
        nextLine += 1
        break
      }
    }
    return .open(lines: nextLine - line)
  }

  private mutating func peek() throws(FileError) -> UInt8? {
    while place == piece.count {
      if isAtEnd { return nil }
      piece = try pieces.next()
      place = 0
      isAtEnd = piece.isEmpty
    }
    return piece[place]
  }
}
