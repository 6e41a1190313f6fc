import Documents
import Foundation
import Testing

/// Seeded damage to good files: no crash, no hang, and each file has its outcome. A failure prints
/// the seed that makes it again.
@Suite struct FuzzTests {
  private static let corpora = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("corpora").path

  /// SplitMix64.
  private struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }

  /// One kind of damage after another, one to four times.
  private static func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
    var random = Random(state: seed)
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where bytes.count > 8 {
      let first = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        for _ in 0..<20 {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
      case 1: bytes.removeSubrange(first...)
      case 2:
        // Tags change places.
        let parts = bytes.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        let head = parts.prefix(3)
        let shuffled = parts.dropFirst(3).shuffled(using: &random)
        bytes = Array((head + shuffled).joined(separator: [0x3c]))
      case 3: bytes.insert(contentsOf: bytes[first...].prefix(4000), at: first)
      case 4: bytes.removeSubrange(first..<min(bytes.count, first + 300))
      default:
        let junk = ["<![CDATA[", "<!--", "&#0;", "&x;", "]]>", "\0", "<!DOCTYPE r [", "\u{fffe}"]
        bytes.insert(contentsOf: Array(junk.randomElement(using: &random)!.utf8), at: first)
      }
    }
    return bytes
  }

  @Test func damagedFiles() async throws {
    let originals = try CorpusFiles(
      paths: [Self.corpora], extensions: DocumentsOptions().extensions)
    try #require(originals.files.count > 10)
    let folder = try TestFolder()
    for seed in 0..<400 {
      let original = originals.files[seed * 7 % originals.files.count]
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: original.path)))
      let ending = original.uri.split(separator: ".").last ?? "html"
      // Every tenth is taken for what it is not.
      let name = "\(1000 + seed).\(seed % 10 == 0 ? "xml" : String(ending))"
      try folder.write(Self.damaged(bytes.prefix(60_000) + [], seed: UInt64(seed)), to: name)
    }
    try shell("tar -czf a.tgz 10*.html 11*.html", in: folder)
    let archive = try Array(Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.tgz")))
    for seed in 0..<40 {
      try folder.write(Self.damaged(archive, seed: UInt64(seed)), to: "b\(seed).tgz")
    }
    let files = try folder.files()
    var last = ContinuousClock.now
    var seen: [String] = []
    let reader = CorpusReader(files: files, options: DocumentsOptions(), threads: 2)
    try await reader.read(transform: { $0.chunks.count }) { event in
      guard case .file(let outcome) = event else { return }
      // A hang, not a race: other tests share the processors, and some hold their threads.
      #expect(ContinuousClock.now - last < .seconds(600), "\(outcome.file.uri)")
      last = .now
      if !outcome.isMember { seen.append(outcome.file.uri) }
    }
    #expect(seen == files.files.map(\.uri))
  }
}
