import ArgumentParser
import Recipe

/// How rows are made, beside what the configuration says.
struct RecipeFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Start from the choices of a profile: hard, paper, modern, gorilla. (default: hard)",
      valueName: "name"))
  var profile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Distractors to a row (k), such as 4 or 2-6. (default: 4)", valueName: "n"))
  var distractors: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of rows that hold their oracle (P). (default: 0.8)", valueName: "share"))
  var oracleFraction: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of rows that decline to answer. (default: 0)", valueName: "share"))
  var abstainFraction: Double?

  @Flag(help: "Leave quotes out of answers whose passage is not there.")
  var stripQuotes = false

  @Option(
    help: ArgumentHelp(
      "Where distractors come from, with shares: bm25=0.7,random=0.3. (default: bm25)",
      valueName: "names"))
  var sources: String?

  @Option(
    help: ArgumentHelp(
      "The passages of rows: mined, or as-retrieved by the index. (default: mined)",
      valueName: "mode"))
  var context: String?

  @Option(
    help: ArgumentHelp(
      "The shape of answers: raft, gorilla, think, cited, json, plain. (default: raft)",
      valueName: "style"))
  var answerStyle: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The most tokens of a row; distractors are left out first. (default: no limit)",
      valueName: "n"))
  var maxTokens: Int?

  @Option(
    help: ArgumentHelp(
      """
      Formats to write, separated by commas, beside raft, which is always there: chat, trl, \
      trl-chat, sharegpt, alpaca, axolotl, preference, completion, eval. (default: raft)
      """,
      valueName: "names"))
  var formats: String?

  @Option(
    help: ArgumentHelp(
      "Pack the files of rows: none, gzip, zstd. (default: none)", valueName: "how"))
  var compression: String?

  @Option(
    help: ArgumentHelp(
      "What is never divided by splits: document, question, near-duplicate, link. (default: document)",
      valueName: "unit"))
  var splitBy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of oracle rows that come once more with a changed value. (default: 0)",
      valueName: "share"))
  var counterfactuals: Double?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Keep out what shares 13 words in a row with these benchmarks, JSONL or text.",
      valueName: "file"))
  var decontaminate: [String] = []

  @Option(
    help: ArgumentHelp(
      "Replace what is private: email, phone, iban, card, key, or all. (default: nothing)",
      valueName: "kinds"))
  var redact: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Mix general instruction data of these JSONL files into train.", valueName: "file"))
  var replay: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Share of train rows that are replayed. (default: 0.1)", valueName: "share"))
  var replayShare: Double?

  @Option(
    help: ArgumentHelp(
      "The licence that the dataset card names, such as cc-by-4.0.", valueName: "name"))
  var license: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed by which rows are made. (default: 42)", valueName: "n"))
  var seed: UInt64?

  /// The flags that give one of several names, with those names.
  private var choices: [(flag: String, given: String?, known: [String])] {
    [
      ("--profile", profile, RecipeProfile.allCases.map(\.rawValue)),
      ("--context", context, ContextMode.allCases.map(\.rawValue)),
      ("--answer-style", answerStyle, AnswerStyle.allCases.map(\.rawValue)),
      ("--compression", compression, Compression.allCases.map(\.rawValue)),
      ("--split-by", splitBy, SplitUnit.allCases.map(\.rawValue)),
    ]
  }

  mutating func validate() throws {
    for (flag, given, known) in choices {
      guard let given, !known.contains(given) else { continue }
      throw ValidationError(
        "\(flag) takes \(known.joined(separator: ", ")); \"\(given)\" was given.")
    }
    if let distractors {
      guard let count = DistractorCount(rawValue: distractors) else {
        throw ValidationError(
          "--distractors takes a number from 0, or a range such as 2-6; \(distractors) was given.")
      }
      guard count.most <= DatasetOptions.mostDistractors else {
        throw ValidationError(
          "--distractors takes a number to \(DatasetOptions.mostDistractors); "
            + "\(distractors) was given.")
      }
    }
    for (flag, share) in [
      ("--oracle-fraction", oracleFraction), ("--abstain-fraction", abstainFraction),
      ("--counterfactuals", counterfactuals), ("--replay-share", replayShare),
    ] {
      if let share, !(0...1).contains(share) {
        throw ValidationError("\(flag) takes 0 to 1; \(share) was given.")
      }
    }
    if let maxTokens, maxTokens < 1 {
      throw ValidationError("--max-tokens takes a number from 1; \(maxTokens) was given.")
    }
    if let formats, Self.names(formats).isEmpty {
      throw ValidationError("--formats takes names, such as raft,chat; none was given.")
    }
    if let sources, Self.shares(sources) == nil {
      throw ValidationError(
        "--sources takes names with shares, such as bm25=0.7,random=0.3; \(sources) was given.")
    }
    if replayShare != nil, replay.isEmpty {
      throw ValidationError("--replay-share belongs to --replay.")
    }
  }

  /// Puts the flags over the file's settings; the profile is below both.
  func apply(to configuration: inout Configuration) {
    var options = configuration.dataset
    if let count = distractors.flatMap(DistractorCount.init(rawValue:)) {
      options.distractors = count
    }
    if let oracleFraction { options.oracleFraction = oracleFraction }
    if let abstainFraction { options.abstainFraction = abstainFraction }
    if stripQuotes { options.stripQuotes = true }
    if let shares = sources.flatMap(Self.shares) { options.sources = shares }
    if let context = context.flatMap(ContextMode.init(rawValue:)) { options.context = context }
    if let style = answerStyle.flatMap(AnswerStyle.init(rawValue:)) { options.answerStyle = style }
    if let maxTokens { options.maxTokens = maxTokens }
    if let formats { options.formats = Self.names(formats) }
    if let packing = compression.flatMap(Compression.init(rawValue:)) {
      options.compression = packing
    }
    if let unit = splitBy.flatMap(SplitUnit.init(rawValue:)) { options.splits.by = unit }
    if let counterfactuals { options.counterfactuals = counterfactuals }
    if !decontaminate.isEmpty { options.decontaminate = decontaminate }
    if let redact {
      options.redact =
        redact == "all" ? RedactedKind.allCases.map(\.rawValue) : Self.names(redact)
    }
    if !replay.isEmpty { options.replay.files = replay }
    if let replayShare { options.replay.share = replayShare }
    if let license { options.card.license = license }
    if let seed { options.seed = seed }
    configuration.dataset = options
  }

  /// The profile that was asked for.
  var namedProfile: RecipeProfile? { profile.flatMap(RecipeProfile.init(rawValue:)) }

  private static func names(_ list: String) -> [String] {
    list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }

  /// `bm25=0.7,random=0.3`, or `bm25` alone; nil for anything else.
  private static func shares(_ list: String) -> [String: Double]? {
    var shares: [String: Double] = [:]
    for entry in names(list) {
      let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count <= 2, let share = parts.count == 1 ? 1 : Double(parts[1]) else {
        return nil
      }
      shares[String(parts[0])] = share
    }
    return shares.isEmpty ? nil : shares
  }
}
