import Artifacts

/// General data between the rows to learn from, so that a model does not forget the rest (Rolnick et
/// al. 2019, experience replay).
///
/// Of all conversations of the files those of the lowest hash are taken, as many as make up the
/// share; they stand evenly among the other rows, in the order of their hash.
struct ReplayRows: Sendable {
  private var conversations: [(id: String, conversation: Conversation)] = []
  /// The candidates behind which one conversation or several stand, in order.
  private var places: [Int: Range<Int>] = [:]
  private(set) var drops = DropCounts()
  /// How many are missing to the share.
  private(set) var missing = 0

  var count: Int { conversations.count }

  /// No rows.
  init() {}

  /// - Parameter train: the candidates that become rows to learn from, in order.
  init(
    options: DatasetOptions, train: [Int], decontamination: Decontamination?
  ) throws {
    guard !options.replay.files.isEmpty, options.replay.share > 0, !train.isEmpty else { return }
    let share = options.replay.share
    let wanted = SplitPlan.quota(share / (1 - share), of: train.count)
    let chosen = try Self.chosen(options, wanted: wanted, decontamination, &drops)
    missing = wanted - chosen.count
    conversations = chosen
    for number in chosen.indices {
      let place = train[min(train.count - 1, (number + 1) * train.count / (chosen.count + 1))]
      places[place] = (places[place]?.lowerBound ?? number)..<number + 1
    }
  }

  /// What stands behind a candidate's row.
  func rows(behind candidate: Int) -> [FinishedRow] {
    (places[candidate].map { conversations[$0] } ?? []).map { id, conversation in
      FinishedRow(
        native: NativeRow(
          id: id, type: "replay", question: conversation.prompt,
          context: NativeRow.Context(title: [[]], sentences: [[]]), oracleContext: "",
          cotAnswer: conversation.answer, instruction: conversation.prompt,
          answer: conversation.answer, rowClass: .replay, oraclePositions: [], passages: [],
          split: .train, kind: "replay", language: nil, origin: conversation.source),
        conversation: conversation)
    }
  }

  /// The conversations of the lowest ranks. Only their ranks and the chosen ones are held.
  private static func chosen(
    _ options: DatasetOptions, wanted: Int, _ decontamination: Decontamination?,
    _ drops: inout DropCounts
  ) throws -> [(id: String, conversation: Conversation)] {
    let hash = SeededHash(seed: options.seed)
    var ranks: [(rank: UInt64, file: Int, line: Int)] = []
    for (file, path) in options.replay.files.enumerated() {
      var lines = try LineReader(path)
      while let line = try lines.next() {
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { continue }
        ranks.append((hash.rank(line), file, lines.number))
      }
    }
    ranks.sort { ($0.rank, $0.file, $0.line) < ($1.rank, $1.file, $1.line) }
    var found: [(id: String, conversation: Conversation)] = []
    // Some cannot be used, so that more are needed than are wanted.
    var next = 0
    while found.count < wanted, next < ranks.count {
      let some = ranks[next..<min(ranks.count, next + wanted - found.count)]
      next = some.endIndex
      found += try conversations(some, options, decontamination, &drops)
    }
    if ranks.isEmpty || found.isEmpty && wanted > 0 {
      throw DatasetError(
        .nothingUsable(
          path: options.replay.files.joined(separator: ", "),
          what: "no conversation to replay; give JSONL with messages, conversations, prompt and "
            + "completion, or instruction and output"))
    }
    return found
  }

  private static func conversations(
    _ wanted: ArraySlice<(rank: UInt64, file: Int, line: Int)>, _ options: DatasetOptions,
    _ decontamination: Decontamination?, _ drops: inout DropCounts
  ) throws -> [(id: String, conversation: Conversation)] {
    var byPlace: [Int: [Int: Int]] = [:]
    for (order, entry) in wanted.enumerated() {
      byPlace[entry.file, default: [:]][entry.line] = order
    }
    var found = [(id: String, conversation: Conversation)?](repeating: nil, count: wanted.count)
    for (file, path) in options.replay.files.enumerated() {
      guard let places = byPlace[file] else { continue }
      let name = DatasetOptions.name(of: path)
      var lines = try LineReader(path)
      while let line = try lines.next() {
        guard let order = places[lines.number] else { continue }
        let source = "\(name):\(lines.number)"
        switch ReplayFile.conversation(line, source: source) {
        case .success(let conversation):
          let texts = conversation.turns.map(\.content).joined(separator: "\n")
          if let match = decontamination?.match(in: texts) {
            drops.add("contaminated", example: "\(source): shares “\(match.shared)”")
          } else {
            let id = "replay-" + Digest(of: Array(source.utf8) + line).hex.prefix(16)
            found[order] = (id, conversation)
          }
        case .failure(let defect): drops.add(defect.rawValue, example: source)
        }
      }
    }
    return found.compactMap { $0 }
  }
}
