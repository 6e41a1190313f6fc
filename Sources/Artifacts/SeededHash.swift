/// A source of reproducible choices: a hash of the run's seed and a name for what is chosen.
///
/// No generator is shared, so a choice depends on nothing but its own name: adding a document
/// never changes what was drawn for another one.
///
///     let hash = SeededHash(seed: 7)
///     let rank = hash.rank("split", document.uri)        // a UInt64, uniform
///     var draw = hash.sequence("shuffle", row.id)        // a generator for one row only
///
/// FNV-1a over the parts, then the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
public struct SeededHash: Sendable, Hashable {
  public let seed: UInt64

  public init(seed: UInt64) {
    self.seed = seed
  }

  /// A uniform number for the named thing; parts are separated, so ("ab", "c") ≠ ("a", "bc").
  public func rank(_ parts: String...) -> UInt64 {
    rank(parts)
  }

  /// A uniform number for bytes, eight of them at a time.
  public func rank(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBufferPointer { rank($0) }
  }

  /// As of an array with these bytes.
  public func rank(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(bytes)
    var hash = 0xcbf2_9ce4_8422_2325 ^ SplitMix64.mixed(seed ^ UInt64(bytes.count))
    var index = 0
    while index + 8 <= bytes.count {
      hash =
        (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
        &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
      index += 8
    }
    for byte in bytes[index...] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return SplitMix64.mixed(hash)
  }

  public func rank(_ bytes: [UInt8]) -> UInt64 { rank(bytes[...]) }

  func rank(_ parts: [String]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ SplitMix64.mixed(seed)
    for part in parts {
      for byte in part.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
      hash = (hash ^ 0xff) &* 0x0000_0100_0000_01b3
    }
    return SplitMix64.mixed(hash)
  }

  /// A generator of its own for the named thing.
  public func sequence(_ parts: String...) -> SplitMix64 {
    SplitMix64(state: rank(parts))
  }

  /// The index in `0..<count` that the named thing gets.
  public func pick(_ count: Int, _ parts: String...) -> Int {
    precondition(count > 0, "nothing to pick from")
    return Int(rank(parts).multipliedFullWidth(by: UInt64(count)).high)
  }
}

/// SplitMix64: a small generator whose whole state is one word.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  var state: UInt64

  public init(state: UInt64) {
    self.state = state
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mixed(state)
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number in `0..<count`, `count` at least 1. The same on every platform and Swift version,
  /// which the standard library does not promise of `Int.random`.
  public mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// The elements in a uniformly random order (Fisher–Yates).
  public mutating func shuffled<T>(_ elements: [T]) -> [T] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}
