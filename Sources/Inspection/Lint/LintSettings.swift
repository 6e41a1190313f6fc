import Artifacts
import Recipe

/// What rows are held against: what their manifest promises, and what a user asks for.
public struct LintSettings: Sendable, Equatable {
  /// P; nil where no manifest tells it.
  public var oracleFraction: Double?
  /// k.
  public var distractors: ClosedRange<Int>?
  /// Whether a row that lacks its oracle has a distractor in its place.
  public var fillsOracle = false
  /// Whether distractors were left out of rows that would be too long.
  public var dropsDistractors = false
  /// What a group of rows that share a split is made of: `document`, `question` and so on.
  public var splitBy: String?
  /// Whether passages are as the search has them: P and positions are then the search's.
  public var isAsRetrieved = false
  /// Estimated tokens of prompt and answer; 0 for no limit.
  public var maxTokens = 0

  public init() {}

  /// The settings of a dataset folder's manifest; nil where the folder has none.
  ///
  /// Throws a `JSONSyntaxError` for a manifest that is damaged.
  public init?(manifestIn folder: String) throws {
    guard let bytes = try? WholeFile.read(folder + "/manifest.json") else { return nil }
    let configuration = try JSONValue(parsing: bytes)["configuration"]
    guard let dataset = configuration?["dataset"] else { return nil }
    oracleFraction = dataset["oracle_fraction"]?.double
    distractors =
      dataset["distractors"]?.int.map { $0...$0 }
      ?? dataset["distractors"]?.string.flatMap { DistractorCount(rawValue: $0)?.range }
    fillsOracle = dataset["fill_oracle"] == .bool(true)
    dropsDistractors = (dataset["max_tokens"]?.int ?? 0) > 0
    splitBy = dataset["splits"]?["by"]?.string
    isAsRetrieved = dataset["context"]?.string == ContextMode.asRetrieved.rawValue
    // With a tokenizer of its own the manifest counts other tokens than the estimate does.
    let tokenizer = configuration?["index"]?["documents"]?["tokenizer"]?.string ?? ""
    if tokenizer.isEmpty { maxTokens = dataset["max_tokens"]?.int ?? 0 }
  }

  /// The folder of the files where they are outputs that its manifest lists; nil where they lie
  /// apart, or nothing tells of them.
  public static func folder(of paths: [String]) -> String? {
    var folders: Set<String> = []
    var names: [String] = []
    for path in paths {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      folders.insert(parts.count > 1 ? parts.dropLast().joined(separator: "/") : ".")
      names.append(String(parts.last ?? ""))
    }
    guard folders.count == 1, let folder = folders.first,
      let bytes = try? WholeFile.read(folder + "/manifest.json"),
      (try? ManifestCheck.lists(names, manifest: bytes)) == true
    else { return nil }
    return folder
  }

  /// How many distractors a row may have; nil where nothing tells it.
  func distractors(holdingOracle: Bool) -> ClosedRange<Int>? {
    guard let distractors else { return nil }
    let more = fillsOracle && !holdingOracle ? 1 : 0
    let least = dropsDistractors ? min(1, distractors.lowerBound) : distractors.lowerBound
    return least...distractors.upperBound + more
  }
}
