import Artifacts
import Questions

/// Finds texts that hold something of a benchmark, so that no model is tested on what it was trained
/// on.
///
/// A text is contaminated that shares a run of 13 words with the benchmark (Brown et al. 2020,
/// appendix C), or that holds at least 70 % of the five-word shingles of one of its texts, so that a
/// word that was changed hides nothing (containment: Broder 1997). A text of the benchmark that is
/// shorter than 13 words counts as a whole, one of fewer than five words not at all: it would be in
/// every corpus.
struct Decontamination: Sendable {
  /// What is shared, and with which text of the benchmark.
  struct Match: Sendable, Equatable {
    /// `benchmark.jsonl:12`.
    var place: String
    /// The first words that both have, as they are compared.
    var shared: String
  }

  private static let run = 13
  private static let containment = 0.7
  private static let fewest = 5
  /// Only a text of this many shingles can be held nearly.
  private static let leastShingles = 4

  /// Runs of 13 words, by their hash: the number of the text.
  private var runs: [UInt64: Int32] = [:]
  /// Whole texts of 5 to 12 words, by their length and hash.
  private var wholes: [Int: [UInt64: Int32]] = [:]
  private var shingles: [UInt64: [Int32]] = [:]
  private var sizes: [Int32] = []
  private var places: [String] = []

  /// Reads benchmarks: of JSONL every text in a line, of other files every line.
  init(files: [String]) throws {
    for path in files {
      let name = DatasetOptions.name(of: path)
      var lines = try LineReader(path)
      var isUsed = false
      while let line = try lines.next() {
        for text in Self.texts(in: line, path: path) {
          if add(text, place: "\(name):\(lines.number)") { isUsed = true }
        }
      }
      guard isUsed else {
        throw DatasetError(
          .nothingUsable(
            path: path,
            what:
              "no text of at least \(Self.fewest) words to decontaminate by; give JSONL, or one "
              + "text a line"))
      }
    }
  }

  private static func texts(in line: [UInt8], path: String) -> [String] {
    if line.first(where: { $0 != 0x20 && $0 != 0x09 }) == 0x7b,
      let value = try? JSONValue(parsing: line)
    {
      return strings(in: value)
    }
    return [String(decoding: line, as: UTF8.self)]
  }

  private static func strings(in value: JSONValue) -> [String] {
    if let text = value.string { return [text] }
    if let values = value.array { return values.flatMap(strings) }
    return value.members?.flatMap { strings(in: $0.value) } ?? []
  }

  /// Takes up a text; false for one that is too short to tell anything.
  private mutating func add(_ text: String, place: String) -> Bool {
    let words = WordHashes(NormalizedText(text))
    guard words.words.count >= Self.fewest else { return false }
    let number = Int32(places.count)
    places.append(place)
    if words.words.count < Self.run {
      wholes[words.words.count, default: [:]][words.run(at: 0, count: words.words.count)] = number
    } else {
      for hash in words.runs(of: Self.run) where runs[hash] == nil { runs[hash] = number }
    }
    let parts = Set(words.runs(of: Shingles.size))
    sizes.append(Int32(parts.count))
    if parts.count >= Self.leastShingles {
      for hash in parts { shingles[hash, default: []].append(number) }
    }
    return true
  }

  /// What a text shares with the benchmark; nil where it is clean.
  func match(in text: String) -> Match? {
    let words = WordHashes(NormalizedText(text))
    let count = words.words.count
    guard count >= Self.fewest else { return nil }
    if count >= Self.run {
      for start in 0...count - Self.run {
        if let number = runs[words.run(at: start, count: Self.run)] {
          return made(number, words, start..<start + Self.run)
        }
      }
    }
    for (length, texts) in wholes.sorted(by: { $0.key > $1.key }) where count >= length {
      for start in 0...count - length {
        if let number = texts[words.run(at: start, count: length)] {
          return made(number, words, start..<start + length)
        }
      }
    }
    return nearMatch(words)
  }

  private func nearMatch(_ words: WordHashes) -> Match? {
    var held: [Int32: Int32] = [:]
    var firsts: [Int32: Int] = [:]
    var seen: Set<UInt64> = []
    for (start, hash) in words.runs(of: Shingles.size).enumerated() {
      guard let numbers = shingles[hash], seen.insert(hash).inserted else { continue }
      for number in numbers {
        held[number, default: 0] += 1
        if firsts[number] == nil { firsts[number] = start }
      }
    }
    let near = held.filter { Double($0.value) >= Self.containment * Double(sizes[Int($0.key)]) }
    guard let number = near.keys.min(), let start = firsts[number] else { return nil }
    return made(number, words, start..<min(start + Shingles.size, words.words.count))
  }

  private func made(_ number: Int32, _ words: WordHashes, _ range: Range<Int>) -> Match {
    Match(place: places[Int(number)], shared: words.text(range))
  }
}
