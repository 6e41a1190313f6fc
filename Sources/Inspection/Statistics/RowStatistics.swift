import Artifacts

/// What is counted of the rows, chats or questions of a dataset, one pass, line by line.
public struct RowStatistics: Sendable {
  /// Rows and the rows with their oracle, of one split.
  public struct Split: Sendable, Equatable {
    public var rows = 0
    /// Those that P is a share of: all but replayed and counterfactual ones.
    public var inQuotas = 0
    /// Those of them that hold their oracle.
    public var withOracle = 0

    /// P as achieved; nil without rows.
    public var oracleFraction: Double? {
      inQuotas == 0 ? nil : Double(withOracle) / Double(inQuotas)
    }

    fileprivate mutating func add(_ row: RowRecord) {
      rows += 1
      guard row.isInQuotas else { return }
      inQuotas += 1
      if row.holdsOracle { withOracle += 1 }
    }

    fileprivate mutating func merge(_ other: Split) {
      rows += other.rows
      inQuotas += other.inQuotas
      withOracle += other.withOracle
    }
  }

  public private(set) var formats = NameTally()
  /// In the order in which they were read.
  public private(set) var splitNames: [String] = []
  public private(set) var splits: [String: Split] = [:]
  public private(set) var all = Split()
  /// Rows that hold passages or name their oracle: P, k and positions are counted over these.
  public private(set) var withPassages = Split()

  public private(set) var rowClasses = NameTally()
  public private(set) var kinds = NameTally()
  public private(set) var languages = NameTally()
  /// k of each row.
  public private(set) var distractors = Tally()
  public private(set) var oraclePositions = Tally()
  public private(set) var distractorRanks = Tally()
  /// Distractors without a rank: drawn at random, or not recorded.
  public private(set) var unrankedDistractors = 0
  public private(set) var oraclesPerQuestion = Tally()
  /// Quotes in each answer.
  public private(set) var quotes = Tally()

  public private(set) var questionLengths = LengthTally()
  public private(set) var contextLengths = LengthTally()
  public private(set) var answerLengths = LengthTally()
  public private(set) var shortAnswerLengths = LengthTally()

  /// Lines that could not be read.
  public private(set) var unreadable = DropCounts()

  public init() {}

  public mutating func add(_ row: RowRecord, split: String?) {
    all.add(row)
    formats.add(row.format.rawValue)
    if let kind = row.kind { kinds.add(kind) }
    if let language = row.language { languages.add(language) }
    if let rowClass = row.rowClass { rowClasses.add(rowClass) }
    addLengths(of: row)
    if row.format == .questions { oraclesPerQuestion.add(row.oracleChunks.count) }
    if row.format == .raft, !row.isReplayed { addPassages(of: row) }
    if let split = row.split ?? split {
      if splits[split] == nil { splitNames.append(split) }
      splits[split, default: Split()].add(row)
    }
  }

  /// Counts a line that is no JSON object.
  public mutating func addUnreadable(path: String, line: Int, reason: String) {
    unreadable.add("unreadableLine", example: "\(path):\(line): \(reason)")
  }

  /// Adds what was counted of later rows.
  mutating func merge(_ other: RowStatistics) {
    formats.merge(other.formats)
    for name in other.splitNames {
      if splits[name] == nil { splitNames.append(name) }
      splits[name, default: Split()].merge(other.splits[name] ?? Split())
    }
    all.merge(other.all)
    withPassages.merge(other.withPassages)
    for tally in [\RowStatistics.rowClasses, \.kinds, \.languages] {
      self[keyPath: tally].merge(other[keyPath: tally])
    }
    let tallies = [
      \RowStatistics.distractors, \.oraclePositions, \.distractorRanks, \.oraclesPerQuestion,
      \.quotes,
    ]
    for tally in tallies { self[keyPath: tally].merge(other[keyPath: tally]) }
    let lengths = [
      \RowStatistics.questionLengths, \.contextLengths, \.answerLengths, \.shortAnswerLengths,
    ]
    for tally in lengths { self[keyPath: tally].merge(other[keyPath: tally]) }
    unrankedDistractors += other.unrankedDistractors
    unreadable.merge(other.unreadable)
  }

  private mutating func addLengths(of row: RowRecord) {
    if let question = row.question { questionLengths.add(TextSize(question)) }
    if let size = row.promptSize ?? row.prompt.map({ TextSize($0) }) { contextLengths.add(size) }
    if let answer = row.fullAnswer {
      answerLengths.add(TextSize(answer))
      if !row.isReplayed { quotes.add(AnswerParts.quotes(in: answer).count) }
    }
    if row.reasoning != nil, let short = row.answer { shortAnswerLengths.add(TextSize(short)) }
  }

  private mutating func addPassages(of row: RowRecord) {
    withPassages.add(row)
    distractors.add(row.distractorCount)
    for position in row.oraclePositions { oraclePositions.add(position) }
    for passage in row.passages where !passage.isOracle {
      if let rank = passage.rank {
        distractorRanks.add(rank)
      } else {
        unrankedDistractors += 1
      }
    }
  }
}
