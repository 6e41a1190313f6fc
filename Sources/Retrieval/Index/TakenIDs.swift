import Artifacts

/// The ids and URIs that an index has given away.
struct TakenIDs {
  var uris: Set<String> = []
  var documents: Set<Int> = []
  var chunks: Set<Int> = []
  /// How often an id was taken already.
  private(set) var probes = 0

  mutating func document(_ uri: String) -> Int { Self.free(uri, &documents, &probes) }

  mutating func chunk(_ name: String) -> Int { Self.free(name, &chunks, &probes) }

  /// 48 bits of the digest of a name, and of `name#1`, `name#2`, … while they are taken.
  private static func free(_ name: String, _ taken: inout Set<Int>, _ probes: inout Int) -> Int {
    var id = Int(Digest(of: name).prefix(bits: 48))
    var probe = 0
    while !taken.insert(id).inserted {
      probe += 1
      probes += 1
      id = Int(Digest(of: "\(name)#\(probe)").prefix(bits: 48))
    }
    return id
  }
}
