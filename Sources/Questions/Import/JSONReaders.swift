import Artifacts
import Documents

/// Reads JSONL: a pair, or a value that holds some, on every line.
struct JSONLinesReader: SequentialImportReader {
  var path: String
  /// The file as messages name it.
  var name: String

  func items() throws -> Items { Items(name: name, lines: try TextLines(path)) }

  struct Items: ImportedItems {
    let name: String
    var lines: TextLines
    /// The items of the last line that are still to be given.
    var waiting: ArraySlice<ImportedItem> = []

    mutating func next() throws -> ImportedItem? {
      while waiting.isEmpty {
        guard let line = try lines.next() else { return nil }
        let place = "\(name):\(lines.number)"
        switch line {
        case .tooLong:
          return .fault(
            ImportFault(
              place: place, reason: "badLine",
              detail: "the line is longer than \(TextLines.longest >> 20) MiB"))
        case .text(let bytes):
          if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
          do throws(JSONSyntaxError) {
            waiting = JSONPairs(try JSONValue(parsing: bytes), place: place).items[...]
          } catch {
            return .fault(ImportFault(place: place, reason: "badLine", detail: error.advice))
          }
        }
      }
      return waiting.removeFirst()
    }
  }
}

/// Reads a file that is one JSON value: a list of pairs, or an object that holds some, as SQuAD's.
struct JSONDocumentReader: SequentialImportReader {
  /// It is read whole.
  static let largest = 1 << 30

  var path: String
  /// The file as messages name it.
  var name: String

  func items() throws -> Items {
    var bytes: [UInt8] = []
    let pieces = try TextPieces(path)
    while case let piece = try pieces.next(), !piece.isEmpty {
      bytes += piece
      guard bytes.count <= Self.largest else {
        throw ImportFileError(
          path: path,
          reason: "a JSON value of more than \(Self.largest >> 30) GiB; give JSONL, a pair a line")
      }
    }
    do throws(JSONSyntaxError) {
      let value = try JSONValue(parsing: bytes)
      return Items(waiting: JSONPairs(value, place: name, numbersItems: true).items[...])
    } catch {
      let before = bytes.prefix(error.column - 1)
      let line = before.count { $0 == 0x0a } + 1
      let column = before.count - (before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0) + 1
      let fault = ImportFault(
        place: "\(name):\(line)", reason: "badFile",
        detail: "no JSON at column \(column): \(error.mistakeText)")
      return Items(waiting: [.fault(fault)])
    }
  }

  struct Items: ImportedItems {
    var waiting: ArraySlice<ImportedItem>

    mutating func next() -> ImportedItem? { waiting.popFirst() }
  }
}

extension JSONSyntaxError {
  /// What is wrong, without a column, which counts from the beginning of the file.
  fileprivate var mistakeText: String {
    let text = description
    return text.firstRange(of: ": ").map { String(text[$0.upperBound...]) } ?? text
  }
}
