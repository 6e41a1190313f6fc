/// What a search needs to know of all passages: their places in the file, ids, and lengths.
///
/// A place is `chunk.number`: passages of the first segment, then those of each later one. After an
/// update some places are empty, and the order of the places is not that of the passages.
struct ScoredPassages: Sendable {
  /// Passages that are there.
  let live: Int
  /// By place; of a passage that is gone, without a meaning.
  let ids: [Int]
  /// For each place what a frequency competes with (`BM25.norms`).
  let norms: [Double]
  /// The first place of each segment, and the end.
  let segments: [Int]
  /// By place the number of the passage in the order of documents; nil where both are the same.
  private let numbers: [UInt32]?
  /// The place of each passage by number; nil where both are the same.
  private let places: [UInt32]?

  /// - Parameter passages: how many there are.
  init(store: IndexStore, bm25: BM25, passages: Int) throws(IndexError) {
    let arrays = try PassageArrays(store)
    (ids, segments, numbers) = (arrays.ids, arrays.segments, arrays.numbers)
    live = passages
    let lengths = arrays.lengths
    var total = 0
    if let numbers {
      guard let places = Self.places(numbers, count: passages) else {
        throw PassageArrays.damage(store)
      }
      self.places = places
      for place in places { total += lengths[Int(place)] }
    } else {
      guard ids.count == passages else { throw PassageArrays.damage(store) }
      places = nil
      for length in lengths { total += length }
    }
    norms = bm25.norms(lengths: lengths, total: total, passages: passages)
  }

  /// The number of the passage at a place, which must not be empty.
  func number(at place: Int) -> Int { numbers.map { Int($0[place]) } ?? place }

  /// The same for a place that a damaged file may have made up; nil where no passage is there.
  func checkedNumber(at place: Int) -> Int? {
    guard ids.indices.contains(place), numbers?[place] != PassageArrays.gone else { return nil }
    return number(at: place)
  }

  /// The place of a passage.
  func place(of number: Int) -> Int { places.map { Int($0[number]) } ?? number }

  /// Turns the passages of a segment into places, and leaves those out that are gone; returns where
  /// the rest ends.
  func place(
    _ passages: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>,
    _ range: Range<Int>, first: Int
  ) -> Int {
    guard let numbers else { return range.upperBound }
    var end = range.lowerBound
    for index in range {
      let place = Int(passages[index]) + first
      guard numbers[place] != PassageArrays.gone else { continue }
      (passages[end], frequencies[end]) = (UInt32(place), frequencies[index])
      end += 1
    }
    return end
  }

  /// The other way round; nil where `numbers` are not 0 to `count` - 1, each once.
  private static func places(_ numbers: [UInt32], count: Int) -> [UInt32]? {
    var places = [UInt32](repeating: PassageArrays.gone, count: count)
    var found = 0
    for (place, number) in numbers.enumerated() where number != PassageArrays.gone {
      guard number < count, places[Int(number)] == PassageArrays.gone else { return nil }
      places[Int(number)] = UInt32(place)
      found += 1
    }
    return found == count ? places : nil
  }
}
