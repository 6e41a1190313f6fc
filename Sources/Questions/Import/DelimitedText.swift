/// Rows of a table as text: CSV as RFC 4180 has it, or with tabs or semicolons.
///
/// A field in quotation marks may hold the delimiter, line ends, and marks doubled; text behind a
/// closing mark belongs to the field. Rows end at CR LF, LF or CR; empty lines are no rows.
struct DelimitedText {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var position: Int
  private var line = 1

  private static let (quote, lf, cr): (UInt8, UInt8, UInt8) = (0x22, 0x0a, 0x0d)

  /// - Parameter delimiter: nil for the one that the first line has most of.
  init(_ bytes: [UInt8], delimiter: UInt8? = nil) {
    self.bytes = bytes
    position = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    self.delimiter = delimiter ?? Self.guess(bytes[position...])
  }

  private static func guess(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let first = bytes.prefix { $0 != lf && $0 != cr }
    let candidates: [UInt8] = [0x2c, 0x09, 0x3b, 0x7c]
    let counts = candidates.map { candidate in first.count { $0 == candidate } }
    return candidates[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
  }

  /// The next row with the line on which it begins, from 1; nil behind the last.
  ///
  /// `isOpen` tells that a quotation mark was never closed: the rest of the file is in the row.
  mutating func next() -> (line: Int, fields: [String], isOpen: Bool)? {
    while position < bytes.count, bytes[position] == Self.lf || bytes[position] == Self.cr {
      step()
    }
    guard position < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    var field: [UInt8] = []
    var isOpen = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == Self.quote, field.isEmpty, !isOpen {
        isOpen = true
        position += 1
        while position < bytes.count {
          if bytes[position] == Self.quote {
            position += 1
            guard position < bytes.count, bytes[position] == Self.quote else {
              isOpen = false
              break
            }
          }
          field.append(bytes[position])
          step()
        }
        if isOpen { break }
        // An empty field in marks is not open to another pair of them.
        if position < bytes.count, field.isEmpty, bytes[position] == Self.quote { position += 1 }
      } else if byte == delimiter {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        position += 1
      } else if byte == Self.lf || byte == Self.cr {
        break
      } else {
        field.append(byte)
        position += 1
      }
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return (start, fields, isOpen)
  }

  /// Goes on by a byte and counts lines; CR LF counts once.
  private mutating func step() {
    let byte = bytes[position]
    position += 1
    if byte == Self.lf || byte == Self.cr && !(position < bytes.count && bytes[position] == Self.lf)
    {
      line += 1
    }
  }
}
