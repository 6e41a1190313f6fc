/// What cannot be measured of a corpus: what its readers need.
public struct AdviceNeeds: Sendable, Equatable {
  /// How often the corpus changes.
  public enum Updates: String, Sendable, CaseIterable {
    case never, yearly, monthly, weekly, daily, hourly

    /// Changes a month; training follows each.
    var perMonth: Double {
      switch self {
      case .never: 0
      case .yearly: 1.0 / 12
      case .monthly: 1
      case .weekly: 52.0 / 12
      case .daily: 365.0 / 12
      case .hourly: 365.0 * 24 / 12
      }
    }
  }

  /// What answers must look like.
  public enum Output: String, Sendable, CaseIterable {
    /// Prose as the model likes it.
    case free
    /// A form that a program reads, or a house style.
    case fixed
  }

  public var updates = Updates.monthly
  /// Whether an answer must say where it is from.
  public var citations = true
  /// Seconds until an answer begins.
  public var latency = 5.0
  /// Whether nothing may leave the house.
  public var offline = false
  public var output = Output.free
  /// At most so much a month, in the currency of the table; nil for no limit.
  public var budget: Double?
  /// Gigabytes of a GPU that is there; 0 for none.
  public var gpu = 0
  public var queriesPerDay = 1000
  /// Tokens that a model takes in.
  public var contextWindow = 128_000
  /// The needs that nobody told, by their names: they are assumed.
  public var assumed: [String] = []

  /// What the frequency of changes was read off, where nobody told it and dates do.
  public private(set) var updatesSource: String?

  public init() {}

  /// Takes the frequency of changes from dates where nobody told it: the shortest time within which a
  /// tenth of them lie.
  public mutating func assume(from ages: FileAges) {
    guard assumed.contains("updates") else { return }
    let spans: [(days: Int, updates: Updates)] = [
      (1, .daily), (7, .weekly), (30, .monthly), (365, .yearly),
    ]
    updates = spans.first { ages.share(within: $0.days) >= 0.1 }?.updates ?? .never
    updatesSource = ages.source
  }
}
