import Artifacts

/// What parts two datasets: rows that are in one alone, and rows that say something else.
///
/// Rows are matched by id, then those that are left by their question. In memory are some 150 bytes
/// a row.
public struct DatasetDifference: Sendable {
  /// One of the two.
  public struct Side: Sendable {
    public let path: String
    let files: [InspectedInput.SplitFile]
    public internal(set) var statistics = RowStatistics()
    var prints: [RowPrint] = []

    public init(path: String, files: [InspectedInput.SplitFile]) {
      (self.path, self.files) = (path, files)
    }

    mutating func read(threads: Int, progress: any ProgressReporter) async throws {
      let files = files
      let paths = files.map(\.path)
      progress.begin(stage: "read \(path)", total: RowPass.megabytes(of: paths), unit: "MB")
      try await RowPass.run(paths, threads: threads, progress: progress) { block, file in
        Self.look(at: block, file: file, split: files[file].split)
      } merge: { found in
        prints += found.prints
        statistics.merge(found.statistics)
      }
      progress.finish(detail: "\(prints.count) rows")
    }

    private static func look(
      at block: LineBlock, file: Int, split: String
    ) -> (prints: [RowPrint], statistics: RowStatistics) {
      var prints: [RowPrint] = []
      var statistics = RowStatistics()
      let split = split.isEmpty ? nil : split
      block.forEachLine { line, number in
        do {
          let row = try RowRecord(line: line)
          statistics.add(row, split: split)
          prints.append(
            RowPrint(row.readingPrompt(), text: line, file: file, line: number, split: split))
        } catch {
          statistics.addUnreadable(
            path: block.path, line: number, reason: String(describing: error))
        }
      }
      return (prints, statistics)
    }

    /// `train.jsonl:12`.
    func place(_ print: RowPrint) -> String {
      let path = files[print.file].path
      return "\(path.split(separator: "/").last ?? ""):\(print.line)"
    }
  }

  /// Two rows that are taken for the same, by their places in `prints`.
  struct Pair: Sendable {
    var old: Int
    var new: Int
    var aspects: [RowPrint.Aspect]
    /// Whether the ids differ, and the question made the match.
    var isByQuestion: Bool
  }

  public internal(set) var old: Side
  public internal(set) var new: Side
  public private(set) var same = 0
  private(set) var changed: [Pair] = []
  private(set) var added: [Int] = []
  private(set) var removed: [Int] = []

  /// Reads both and compares them.
  public init(
    _ old: Side, _ new: Side, threads: Int = 1, progress: any ProgressReporter = SilentProgress()
  ) async throws {
    (self.old, self.new) = (old, new)
    try await self.old.read(threads: threads, progress: progress)
    try await self.new.read(threads: threads, progress: progress)
    match()
  }

  public var changedCount: Int { changed.count }
  public var addedCount: Int { added.count }
  public var removedCount: Int { removed.count }
  /// Lines of either that cannot be read, and so cannot be compared.
  public var unreadableCount: Int {
    old.statistics.unreadable.total + new.statistics.unreadable.total
  }
  /// Whether every row of one is in the other and says the same.
  public var isEmpty: Bool {
    changed.isEmpty && added.isEmpty && removed.isEmpty && unreadableCount == 0
  }

  private mutating func match() {
    var free = [Bool](repeating: true, count: old.prints.count)
    var rest: [Int] = []
    // Rows with the same id are matched in their order.
    var byID = Queues<String>()
    for (place, print) in old.prints.enumerated() { if let id = print.id { byID.add(place, id) } }
    for (place, print) in new.prints.enumerated() {
      if let id = print.id, let found = byID.take(id) {
        free[found] = false
        pair(found, place, isByQuestion: false)
      } else {
        rest.append(place)
      }
    }
    var byQuestion = Queues<UInt64>()
    for (place, print) in old.prints.enumerated() where free[place] {
      byQuestion.add(place, print.question)
    }
    for place in rest {
      if let found = byQuestion.take(new.prints[place].question) {
        free[found] = false
        pair(found, place, isByQuestion: new.prints[place].id != old.prints[found].id)
      } else {
        added.append(place)
      }
    }
    removed = free.indices.filter { free[$0] }
    changed.sort { $0.new < $1.new }
  }

  private mutating func pair(_ oldPlace: Int, _ newPlace: Int, isByQuestion: Bool) {
    var aspects = new.prints[newPlace].differences(from: old.prints[oldPlace])
    // Another id is another line.
    if isByQuestion { aspects.removeAll { $0 == .other } }
    if aspects.isEmpty, !isByQuestion {
      same += 1
    } else {
      changed.append(
        Pair(old: oldPlace, new: newPlace, aspects: aspects, isByQuestion: isByQuestion))
    }
  }

  /// How often each thing changed, in the order of aspects.
  var changes: [(name: String, count: Int)] {
    let ids = changed.count(where: \.isByQuestion)
    let others = RowPrint.Aspect.allCases.map { aspect in
      (name: aspect.name, count: changed.count { $0.aspects.contains(aspect) })
    }
    return ([(name: "id", count: ids)] + others).filter { $0.count > 0 }
  }
}

/// Places under keys, taken out in the order in which they were put in.
private struct Queues<Key: Hashable> {
  private var first: [Key: Int] = [:]
  private var more: [Key: [Int]] = [:]

  mutating func add(_ place: Int, _ key: Key) {
    if first[key] == nil { first[key] = place } else { more[key, default: []].append(place) }
  }

  mutating func take(_ key: Key) -> Int? {
    guard let place = first.removeValue(forKey: key) else { return nil }
    if var rest = more[key], !rest.isEmpty {
      first[key] = rest.removeFirst()
      more[key] = rest
    }
    return place
  }
}
