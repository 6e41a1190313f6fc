import Artifacts

/// What rows to choose and to measure a model by have in common with those that it learns from.
public struct LeakageReport: Sendable, Equatable {
  /// How many rows of validation and test there are.
  public var rows = 0
  /// Those whose question a row of train asks too.
  public var sameQuestion = 0
  /// Those whose oracle is of a document that a train row has an oracle of.
  public var sameDocument = 0
  /// Those whose oracle's text is that of a train row's oracle.
  public var sameOracle = 0
  /// Those whose oracle's text is nearly that of a train row's oracle: 0.8 of shingles, estimated.
  public var nearOracle = 0
  /// Those whose oracle a train row has among its passages, as a distractor mostly.
  public var oracleSeen = 0

  /// Counts with their names, in the order of manifest and card.
  var counts: [(name: String, count: Int, meaning: String)] {
    [
      ("same_question", sameQuestion, "ask what a train row asks"),
      ("same_document", sameDocument, "have an oracle of a document that a train row has one of"),
      ("same_oracle", sameOracle, "have the oracle of a train row"),
      ("near_oracle", nearOracle, "have nearly the oracle of a train row"),
      ("oracle_seen", oracleSeen, "have an oracle that a train row shows as a distractor"),
    ]
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("rows", rows)
      for (name, count, _) in counts { json.field(name, count) }
    }
  }
}
