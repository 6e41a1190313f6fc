import Artifacts
import Inspection
import Testing

@Suite("Tallies")
struct TallyTests {
  @Test("quantiles are those of the sorted values (nearest rank), over many seeds")
  func quantiles() {
    for seed in UInt64(0)..<200 {
      var draw = SplitMix64(state: seed)
      let values = (0..<1 + draw.below(60)).map { _ in draw.below(20) }
      var tally = Tally()
      for value in values { tally.add(value) }
      let sorted = values.sorted()
      for q in [0.5, 0.95, 1.0] {
        let rank = Int((q * Double(sorted.count)).rounded(.up))
        #expect(tally.quantile(q) == sorted[rank - 1], "seed \(seed), q \(q)")
      }
      #expect(tally.fivePoints.min == sorted[0])
    }
  }

  @Test("lines of a file come whole, whatever their length")
  func lines() async throws {
    try await Fixture.inFolder { folder in
      let long = String(repeating: "x", count: 3_000_000)
      try WholeFile.write(Array("a\n\n\(long)\r\n  \nlast".utf8), to: folder + "/f")
      var lines = try JSONLines(folder + "/f")
      var found: [(Int, Int)] = []
      while let line = try lines.next() { found.append((lines.number, line.count)) }
      #expect(found.map(\.0) == [1, 3, 5])
      #expect(found.map(\.1) == [1, 3_000_001, 4])
    }
  }
}
