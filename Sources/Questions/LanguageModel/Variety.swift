import Artifacts

/// What kind of question a passage gets, so that a corpus gets the mix that was asked for.
///
/// Each passage draws by a hash of the seed and its text. A passage that is added, or one that moves,
/// changes no other's draw, and so no request that was paid for.
struct Variety: Sendable {
  /// What is asked of the model beside the question itself.
  struct Draw: Sendable, Hashable {
    var type: String
    var persona: String?
    var difficulty: String?
    var length: String?
  }

  private let hash: SeededHash
  private let types: Shares
  private let typesOfOnePassage: Shares
  private let personas: [String]
  private let difficulties: Shares
  private let lengths: Shares

  init(_ options: LanguageModelOptions, seed: UInt64) {
    hash = SeededHash(seed: seed)
    types = Shares(options.types)
    typesOfOnePassage = Shares(options.types.filter { $0.key != QuestionType.multiHop })
    personas = options.personas
    difficulties = Shares(options.difficulties)
    lengths = Shares(options.lengths)
  }

  /// Whether a passage is to be asked about together with others.
  func wantsOthers(_ passage: String) -> Bool {
    types.name(at: hash.rank("type", passage)) == QuestionType.multiHop
  }

  /// Whether no question is wanted that one passage answers.
  var asksOnlyTogether: Bool { typesOfOnePassage.isEmpty && !types.isEmpty }

  /// - Parameter passage: the digest of the passage's text; of a passage for which no others were
  ///   found the draw is among the types of question that need none.
  func draw(for passage: String) -> Draw {
    let place = wantsOthers(passage) ? hash.rank("other type", passage) : hash.rank("type", passage)
    let types = wantsOthers(passage) ? typesOfOnePassage : types
    return Draw(
      type: types.name(at: place) ?? QuestionType.factual,
      persona: personas.isEmpty ? nil : personas[hash.pick(personas.count, "persona", passage)],
      difficulty: difficulties.name(at: hash.rank("difficulty", passage)),
      length: lengths.name(at: hash.rank("length", passage)))
  }
}

/// Names of the types of question that Raftwright knows more about than their wording.
enum QuestionType {
  static let factual = "factual"
  static let yesNo = "yes_no"
  static let multiHop = "multi_hop"
}

/// Names with shares of the numbers from 0 to 2⁶⁴ − 1.
struct Shares: Sendable {
  private var names: [String] = []
  /// Where the share of each name ends, from 0 to 1.
  private var ends: [Double] = []

  /// - Parameter weights: names without a positive weight have no share.
  init(_ weights: [String: Double]) {
    let weights = weights.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let sum = weights.reduce(0) { $0 + $1.value }
    var end = 0.0
    for (name, weight) in weights {
      end += weight / sum
      names.append(name)
      ends.append(end)
    }
  }

  var isEmpty: Bool { names.isEmpty }

  /// The name in whose share a number lies; nil where there are no names.
  func name(at number: UInt64) -> String? {
    let place = Double(number >> 11) / Double(1 << 53)
    return names[safe: ends.firstIndex { place < $0 } ?? names.count - 1]
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
