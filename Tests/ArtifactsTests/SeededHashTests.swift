import Artifacts
import Testing

@Suite("Seeded hash")
struct SeededHashTests {
  @Test("parts are separated, so that moving a byte between them changes the rank")
  func separation() {
    let hash = SeededHash(seed: 1)
    #expect(hash.rank("ab", "c") != hash.rank("a", "bc"))
    #expect(hash.rank("ab", "c") == SeededHash(seed: 1).rank("ab", "c"))
    #expect(hash.rank("ab", "c") != SeededHash(seed: 2).rank("ab", "c"))
  }

  @Test("shuffling keeps every element and is uniform in every place")
  func shuffle() {
    var places = [Int](repeating: 0, count: 5)
    for run in 0..<10_000 {
      var draw = SeededHash(seed: 9).sequence("row", String(run))
      let order = draw.shuffled([0, 1, 2, 3, 4])
      #expect(order.sorted() == [0, 1, 2, 3, 4])
      places[order.firstIndex(of: 0)!] += 1
    }
    // Chi-square with 4 degrees of freedom stays under 18.5 in 99.9 % of uniform samples.
    let chi = places.reduce(0.0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
    #expect(chi < 18.5)
  }
}
