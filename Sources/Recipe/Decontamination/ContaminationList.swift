import Artifacts

/// The list of what was kept out of a dataset because a benchmark has it: `decontamination.jsonl`.
struct ContaminationList {
  static let file = "decontamination.jsonl"

  private var json = JSONWriter()
  private var passages: Set<Int> = []
  private(set) var questions = 0
  var passageCount: Int { passages.count }

  /// A question that gives no row.
  ///
  /// - Parameter what: `question` where it holds something itself, `oracle` where its passage does.
  mutating func add(question id: String, what: String, match: Decontamination.Match) {
    questions += 1
    write(what, match) { $0.field("question", id) }
  }

  /// A passage that is no distractor; each is listed once.
  mutating func add(_ passage: ContaminatedPassage) {
    guard passages.insert(passage.id).inserted else { return }
    write("distractor", passage.match) { $0.field("chunk", passage.id) }
  }

  private mutating func write(
    _ what: String, _ match: Decontamination.Match, _ id: (inout JSONWriter) -> Void
  ) {
    json.object { json in
      json.field("what", what)
      id(&json)
      json.field("benchmark", match.place)
      json.field("shared", match.shared)
    }
    json.newline()
  }

  func write(to folder: String) throws(FileError) -> DatasetSummary.Output {
    try DatasetSummary.Output(writing: json.bytes, to: Self.file, in: folder)
  }
}
