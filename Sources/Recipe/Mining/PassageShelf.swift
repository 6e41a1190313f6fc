import Questions
import Retrieval
import Synchronization

/// A passage as the model sees it.
struct ShelvedPassage: Sendable {
  let passage: Passage
  let title: String
  let uri: String
  let language: String?
  let rendered: String
  let hasReservedMarks: Bool
}

/// The passages that questions look at, each read and prepared once as long as there is room: for
/// all threads of a pass, and some 300 MB at most.
final class PassageShelf: Sendable {
  private let index: Index
  private let redaction: Redaction
  private let decontamination: Decontamination?
  private let shelved = Shelf<ShelvedPassage>()
  private let normalized = Shelf<NormalizedText>()
  private let shingles = Shelf<Shingles>()
  /// Ids in order, with the numbers of their passages.
  private let numbers: [(id: Int, number: Int32)]
  private let matches = Shelf<Decontamination.Match?>()

  /// - Parameters:
  ///   - redaction: what is replaced in rendered passages.
  ///   - decontamination: what passages may hold nothing of.
  init(
    index: Index, redaction: Redaction = Redaction(), decontamination: Decontamination? = nil
  ) {
    self.index = index
    self.redaction = redaction
    self.decontamination = decontamination
    numbers = (0..<index.passageCount).map { (index.id(ofPassage: $0), Int32($0)) }
      .sorted { $0.id < $1.id }
  }

  /// The number of the passage with an id; nil where there is none. O(log passages).
  func number(ofID id: Int) -> Int? {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low].id == id ? Int(numbers[low].number) : nil
  }

  /// The text of the passage with an id, as the index has it; nil where there is none.
  func text(ofID id: Int) throws(IndexError) -> String? {
    guard let number = number(ofID: id) else { return nil }
    return try passage(number).passage.text
  }

  func passage(_ number: Int) throws(IndexError) -> ShelvedPassage {
    try shelved.value(number) { () throws(IndexError) in
      try prepared(try index.passage(number: number))
    }
  }

  /// Reads passages that will be wanted, all at once.
  func fetch(_ numbers: [Int]) throws(IndexError) {
    let missing = Set(numbers).filter { !shelved.has($0) }.sorted()
    for passage in try index.passages(numbered: missing) {
      shelved.put(try prepared(passage), passage.number)
    }
  }

  private func prepared(_ passage: Passage) throws(IndexError) -> ShelvedPassage {
    let document = try index.document(ofPassage: passage.number)
    let rendered = redaction.applied(
      to: PassageRendering.text(
        title: document.title, headingPath: passage.headingPath, text: passage.text))
    return ShelvedPassage(
      passage: passage, title: redaction.applied(to: document.title), uri: document.uri,
      language: document.language, rendered: rendered,
      hasReservedMarks: ReservedMarks.areIn(passage: rendered))
  }

  /// The rendered passage as texts are compared.
  func normalized(_ number: Int) throws(IndexError) -> NormalizedText {
    try normalized.value(number) { () throws(IndexError) in
      NormalizedText(try passage(number).rendered)
    }
  }

  func shingles(_ number: Int) throws(IndexError) -> Shingles {
    try shingles.value(number) { () throws(IndexError) in
      Shingles(NormalizedText(try passage(number).passage.text))
    }
  }

  /// Where a benchmark has what the passage holds; nil where it has none of it.
  func contamination(_ number: Int) throws(IndexError) -> Decontamination.Match? {
    guard let decontamination else { return nil }
    return try matches.value(number) { () throws(IndexError) in
      decontamination.match(in: try passage(number).rendered)
    }
  }
}

/// Values by number, in parts with a lock each; a part that is full begins anew.
private final class Shelf<Value: Sendable>: Sendable {
  private static var parts: Int { 16 }
  private static var partLimit: Int { 4096 }

  private let stores: [Store]

  private final class Store: Sendable {
    let values = Mutex<[Int: Value]>([:])
  }

  init() {
    stores = (0..<Self.parts).map { _ in Store() }
  }

  func has(_ number: Int) -> Bool {
    stores[number % Self.parts].values.withLock { $0[number] != nil }
  }

  func put(_ value: Value, _ number: Int) {
    stores[number % Self.parts].values.withLock { values in
      if values.count >= Self.partLimit { values.removeAll(keepingCapacity: true) }
      values[number] = value
    }
  }

  func value(
    _ number: Int, make: () throws(IndexError) -> Value
  ) throws(IndexError) -> Value {
    // Passages that follow each other are wanted together, by different threads.
    let store = stores[number % Self.parts]
    if let known = store.values.withLock({ $0[number] }) { return known }
    let made = try make()
    put(made, number)
    return made
  }
}
