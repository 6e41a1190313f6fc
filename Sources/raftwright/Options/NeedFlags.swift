import ArgumentParser
import Inspection

/// What `advise` cannot measure.
struct NeedFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How often the corpus changes: never, yearly, monthly, weekly, daily or hourly.",
      valueName: "often"))
  var updates: String?

  @Flag(inversion: .prefixedNo, help: "Whether answers must say where they are from.")
  var citations: Bool?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds until an answer begins.", valueName: "seconds"))
  var latency: Double?

  @Flag(inversion: .prefixedNo, help: "Whether nothing may leave the house.")
  var offline: Bool?

  @Option(help: ArgumentHelp("What answers look like: free or fixed.", valueName: "form"))
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The most that it may cost a month.", valueName: "amount"))
  var budget: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Gigabytes of the GPU that is there; 0 for none.", valueName: "GB"))
  var gpu: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Questions a day.", valueName: "n"))
  var queries: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens that the model takes in.", valueName: "tokens"))
  var window: Int?

  @Flag(help: "Ask nothing on a terminal; assume what is not told.")
  var yes = false

  /// Whether what is missing may be asked for.
  var asks: Bool { !yes }

  func validate() throws {
    if let updates, AdviceNeeds.Updates(rawValue: updates) == nil {
      throw ValidationError(
        "--updates takes never, yearly, monthly, weekly, daily or hourly; \(updates) was given.")
    }
    if let output, AdviceNeeds.Output(rawValue: output) == nil {
      throw ValidationError("--output takes free or fixed; \(output) was given.")
    }
    if let latency, !(latency > 0 && latency.isFinite) {
      throw ValidationError("--latency takes a number above 0; \(latency) was given.")
    }
    if let budget, !(budget >= 0 && budget.isFinite) {
      throw ValidationError("--budget takes a number from 0; \(budget) was given.")
    }
    for (name, value, least) in [("gpu", gpu, 0), ("queries", queries, 1), ("window", window, 1)] {
      if let value, value < least {
        throw ValidationError("--\(name) takes a number from \(least); \(value) was given.")
      }
    }
  }
}
