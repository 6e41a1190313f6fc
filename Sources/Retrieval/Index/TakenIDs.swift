import Artifacts

/// The ids and URIs that an index has given away.
struct TakenIDs {
  var uris: Set<String> = []
  var documents: Set<Int> = []
  var chunks: Set<Int> = []
  /// How often an id was taken already.
  private(set) var probes = 0

  /// The id that a name gets unless it is taken: 48 bits of its digest.
  static func first(_ name: String) -> Int { Int(Digest(of: name).prefix(bits: 48)) }

  /// The id of a document whose first choice is `first`.
  mutating func document(_ uri: String, first: Int) -> Int {
    Self.free(first, uri, &documents, &probes)
  }

  mutating func chunk(_ ordinal: Int, of uri: String, first: Int) -> Int {
    Self.free(first, "\(uri)#\(ordinal)", &chunks, &probes)
  }

  /// The first choice, and while ids are taken those of `name#1`, `name#2`, …
  private static func free(
    _ first: Int, _ name: @autoclosure () -> String, _ taken: inout Set<Int>, _ probes: inout Int
  ) -> Int {
    var id = first
    var probe = 0
    while !taken.insert(id).inserted {
      probe += 1
      probes += 1
      id = Self.first("\(name())#\(probe)")
    }
    return id
  }
}
