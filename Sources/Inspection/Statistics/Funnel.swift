import Artifacts

/// From files to rows: how many there are at each step, and what was dropped between them.
public struct Funnel: Sendable, Equatable {
  /// A count, then the drops on the way from it to the next.
  public struct Step: Sendable, Equatable {
    public var name: String
    public var count: Int
    /// What the count is not a part of before it: documents are not a share of files.
    public var isShare: Bool
    public var drops: DropCounts

    init(_ name: String, _ count: Int, isShare: Bool = false) {
      (self.name, self.count, self.isShare) = (name, count, isShare)
      drops = DropCounts()
    }
  }

  public private(set) var steps: [Step] = []

  /// Reads a manifest of `build`, `dataset` or `questions`; nil where it tells no counts.
  public init?(manifest bytes: [UInt8]) throws {
    let manifest = try JSONValue(parsing: bytes)
    let stages = manifest["stages"] ?? manifest
    add(
      stages["index"], [("files", "files"), ("documents", "documents"), ("chunks", "passages")],
      dropsBefore: 1)
    // A questions.manifest.json has its own stage at the top.
    let questions = stages["questions"] ?? (manifest["stages"] == nil ? manifest : nil)
    add(
      questions,
      [
        ("chunks_with_question", "passages with a question"), ("candidates", "candidates"),
        ("questions", "questions"),
      ], shareFrom: "chunks")
    add(stages["dataset"], [("rows", "rows")], shareFrom: "questions")
    guard steps.count > 1 else { return nil }
  }

  private mutating func add(
    _ stage: JSONValue?, _ names: [(key: String, name: String)], shareFrom: String? = nil,
    dropsBefore place: Int? = nil
  ) {
    guard let stage, let counts = stage["counts"] else { return }
    let before = steps.count
    for (key, name) in names {
      guard let count = counts[key]?.int else { continue }
      let isShare = shareFrom != nil && steps.count == before && steps.last != nil
      steps.append(Step(name, count, isShare: isShare && count <= steps.last?.count ?? 0))
    }
    // Drops belong to the way to the stage's last count, but those of files to the way to documents.
    guard steps.count > before else { return }
    let last = min(steps.count - 1, place.map { before + $0 } ?? steps.count - 1)
    steps[last].drops = DropCounts(stage["drops"])
  }
}
