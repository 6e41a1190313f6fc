import Glibc

/// The system's converter from one encoding to UTF-8; it keeps its state from piece to piece.
final class IconvDecoder {
  private let handle: iconv_t
  /// How many bytes are passed over at one that is no character.
  private let unit: Int

  /// Nil for an encoding that the system does not know.
  init?(_ encoding: String) {
    guard let handle = iconv_open("UTF-8", encoding), Int(bitPattern: handle) != -1 else {
      return nil
    }
    self.handle = handle
    unit = encoding.hasPrefix("UTF-16") ? 2 : encoding.hasPrefix("UTF-32") ? 4 : 1
  }

  deinit {
    iconv_close(handle)
  }

  /// Whether ASCII is ASCII in an encoding: a page whose declaration could be read is in no other.
  static func agreesWithASCII(_ encoding: String) -> Bool {
    guard let decoder = IconvDecoder(encoding) else { return false }
    let probe = Array("<meta charset='Az09'>".utf8)
    var output: [UInt8] = []
    var invalid = 0
    _ = decoder.decode(probe, isLast: true, into: &output, invalidBytes: &invalid)
    return output == probe
  }

  /// Appends the characters of `input`; what is no character becomes U+FFFD and is counted.
  ///
  /// Returns how many bytes were used: all but the start of a character at the end, if `isLast` is
  /// false.
  func decode(
    _ input: [UInt8], isLast: Bool, into output: inout [UInt8], invalidBytes: inout Int
  ) -> Int {
    var input = input
    output.reserveCapacity(output.count + input.count + input.count / 2)
    return input.withUnsafeMutableBytes { source in
      var next = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = source.count
      return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { room in
        while left > 0 {
          let code = convert(&next, &left, through: room, into: &output)
          if code == 0 || code == E2BIG { continue }
          if code == EINVAL && !isLast { break }
          // On it goes behind a sequence that is invalid or cut off.
          output.append(contentsOf: [0xef, 0xbf, 0xbd])
          invalidBytes += 1
          let skipped = min(unit, left)
          next = next.map { $0 + skipped }
          left -= skipped
        }
        if isLast {
          // Some encodings hold a character back to see whether an accent follows.
          var nothing: UnsafeMutablePointer<CChar>?
          var zero = 0
          _ = convert(&nothing, &zero, through: room, into: &output)
        }
        return source.count - left
      }
    }
  }

  /// One call of iconv; returns its error, or 0.
  private func convert(
    _ next: inout UnsafeMutablePointer<CChar>?, _ left: inout Int,
    through room: UnsafeMutableRawBufferPointer, into output: inout [UInt8]
  ) -> Int32 {
    var out = room.baseAddress?.assumingMemoryBound(to: CChar.self)
    var free = room.count
    let status =
      next == nil
      ? iconv(handle, nil, nil, &out, &free) : iconv(handle, &next, &left, &out, &free)
    let code = status == -1 ? errno : 0
    output.append(contentsOf: room.prefix(room.count - free))
    return code
  }
}
