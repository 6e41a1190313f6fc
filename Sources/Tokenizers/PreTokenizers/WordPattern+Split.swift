extension WordPattern {
  /// What the next character is to the pattern.
  private enum Class { case letter, number, space, other }

  /// The class of the character at `index` and its width; nil at the end.
  @inline(__always)
  private func next(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int, _ classes: CharacterClasses
  ) -> (kind: Class, width: Int)? {
    guard index < end else { return nil }
    let byte = bytes[index]
    if byte < 0x80 {
      switch byte {
      case 0x41...0x5a, 0x61...0x7a: return (.letter, 1)
      case 0x30...0x39: return (.number, 1)
      case 0x20, 0x09...0x0d: return (.space, 1)
      default: return (.other, 1)
      }
    }
    let (value, width) = UTF8Scalar.read(bytes, index, end)
    let bits = classes[value]
    if bits.contains(.letter) || takesMarks && bits.contains(.mark) { return (.letter, width) }
    if bits.contains(.number) { return (.number, width) }
    return (bits.contains(.space) ? .space : .other, width)
  }

  /// Appends the matches in a piece; together they cover it.
  func split(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ parts: inout [Range<Int>]
  ) {
    let classes = CharacterClasses.shared
    let end = range.upperBound
    var start = range.lowerBound
    while start < end {
      let stop = matchEnd(bytes, start, end, classes)
      parts.append(start..<stop)
      start = stop
    }
  }

  private func run(
    of kind: Class, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int,
    _ classes: CharacterClasses, limit: Int = .max
  ) -> Int {
    var index = start
    var count = 0
    while count < limit, let found = next(bytes, index, end, classes), found.kind == kind {
      index += found.width
      count += 1
    }
    return index
  }

  private func matchEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ classes: CharacterClasses
  ) -> Int {
    let byte = bytes[start]
    if byte == UInt8(ascii: "'"), let contraction = contractionEnd(bytes, start, end) {
      return contraction
    }
    guard let first = next(bytes, start, end, classes) else { return end }
    let second = start + first.width
    switch first.kind {
    case .letter: return run(of: .letter, bytes, second, end, classes)
    case .number: return run(of: .number, bytes, second, end, classes, limit: digits - 1)
    case .other:
      if takesAnyPrefix, let after = next(bytes, second, end, classes), after.kind == .letter {
        return run(of: .letter, bytes, second, end, classes)
      }
      return otherEnd(bytes, second, end, classes)
    case .space:
      let after = next(bytes, second, end, classes)
      if byte == 0x20 || takesAnyPrefix && byte != 0x0a && byte != 0x0d, after?.kind == .letter {
        return run(of: .letter, bytes, second, end, classes)
      }
      if byte == 0x20 {
        if spaceBeforeDigits, after?.kind == .number {
          return run(of: .number, bytes, second, end, classes, limit: digits)
        }
        if after?.kind == .other { return otherEnd(bytes, second, end, classes) }
      }
      return spaceEnd(bytes, start, end, classes)
    }
  }

  private func otherEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ classes: CharacterClasses
  ) -> Int {
    var index = run(of: .other, bytes, start, end, classes)
    if takesLineEnds {
      while index < end, bytes[index] == 0x0a || bytes[index] == 0x0d { index += 1 }
    }
    return index
  }

  /// The end of a run of white space: behind its last line end, else before its last character
  /// where something else follows.
  private func spaceEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ classes: CharacterClasses
  ) -> Int {
    var index = start
    var last = start
    var lineEnd: Int?
    while let found = next(bytes, index, end, classes), found.kind == .space {
      last = index
      if bytes[index] == 0x0a || bytes[index] == 0x0d { lineEnd = index + 1 }
      index += found.width
    }
    if takesLineEnds, let lineEnd { return lineEnd }
    return index == end || last == start ? index : last
  }

  /// The end of 's, 't, 're, 've, 'm, 'll, 'd.
  private func contractionEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    guard start + 1 < end else { return nil }
    let fold: UInt8 = ignoresCase ? 0x20 : 0
    switch bytes[start + 1] | fold {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
      return start + 2
    case let letter:
      guard start + 2 < end else { return nil }
      let second = bytes[start + 2] | fold
      let isPair =
        letter == UInt8(ascii: "l") && second == UInt8(ascii: "l")
        || (letter == UInt8(ascii: "r") || letter == UInt8(ascii: "v"))
          && second == UInt8(ascii: "e")
      return isPair ? start + 3 : nil
    }
  }
}
