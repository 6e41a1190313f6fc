import Foundation

extension TermReader {
  /// Reads a run of a script without spaces, and gives its bigrams.
  ///
  /// A character is a scalar with the marks that stand on it, so that Thai vowel signs do not
  /// count as characters of their own.
  @inline(never)
  mutating func readIdeographs(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int,
    _ emit: (Int) -> Void
  ) {
    let start = position
    var isNormal = true
    while position < text.count {
      guard text[position] >= 0x80 else { break }
      let (scalar, width) = UTF8Reader.scalar(text, position)
      let kind = CharacterClass(scalar)
      let continues =
        kind == .ideograph || kind == .ignorable || (kind == .word && CharacterClass.isMark(scalar))
      guard continues else { break }
      isNormal = isNormal && Self.isNormal(scalar)
      position += width
    }
    let run = UnsafeBufferPointer(rebasing: text[start..<position])
    if isNormal { return giveBigrams(run, emit) }
    let visible = String(decoding: run, as: UTF8.self).unicodeScalars.filter {
      CharacterClass($0) != .ignorable
    }
    var normal = String(visible).precomposedStringWithCompatibilityMapping.lowercased()
    normal.withUTF8 { giveBigrams($0, emit) }
  }

  /// Scalars that NFKC leaves alone wherever they stand.
  private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x30a1...0x30fa, 0x30fc...0x30fe, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xac00...0xd7a3, 0x0e01...0x0e32, 0x0e34...0x0e3a, 0x0e40...0x0e4e:
      true
    default: false
    }
  }

  private mutating func giveBigrams(
    _ run: UnsafeBufferPointer<UInt8>, _ emit: (Int) -> Void
  ) {
    guard !run.isEmpty else { return }
    var starts: [Int] = []
    var position = 0
    while position < run.count {
      let (scalar, width) = UTF8Reader.scalar(run, position)
      if starts.isEmpty || !CharacterClass.isMark(scalar) { starts.append(position) }
      position += width
    }
    starts.append(run.count)
    if starts.count == 2 { return emit(number(of: run)) }
    for first in 0..<starts.count - 2 {
      emit(number(of: UnsafeBufferPointer(rebasing: run[starts[first]..<starts[first + 2]])))
    }
  }
}
