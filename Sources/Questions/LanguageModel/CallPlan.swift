import Artifacts
import Documents

/// What asking a model is going to take.
public struct CallPlan: Sendable {
  /// Calls for one purpose.
  public struct Line: Sendable, Equatable {
    /// `questions`, `answers`, `pairs`, `judge`, `closed book`.
    public var purpose: String
    public var calls = 0
    public var promptTokens = 0
    /// The most that may be written in reply.
    public var completionTokens = 0
  }

  public private(set) var lines: [Line] = []
  /// Passages that are asked about.
  public var passages = 0
  /// Answers that are there already, and what they took.
  public private(set) var known = 0
  public private(set) var knownUsage = TokenUsage()
  public var drops = DropCounts()

  public var calls: Int { lines.reduce(0) { $0 + $1.calls } }
  public var promptTokens: Int { lines.reduce(0) { $0 + $1.promptTokens } }
  public var completionTokens: Int { lines.reduce(0) { $0 + $1.completionTokens } }

  /// Tokens of a usual reply, by the answers that are there; nil where there are none.
  public var usualCompletion: Double? {
    known == 0 ? nil : Double(knownUsage.completion) / Double(known)
  }

  /// - Parameters:
  ///   - planned: the calls for some material, if nothing were known.
  ///   - outcome: what came of asking a model that asks nobody.
  mutating func add(
    _ planned: [PlannedCalls], outcome: Interview.Outcome, _ counter: TokenCounter
  ) {
    known += outcome.replies
    knownUsage += outcome.usage
    var missing = outcome.drops.count { $0.reason == ChatFailure.pending.reason }
    let isUnknown = outcome.replies == 0
    for calls in planned {
      let isCheck = calls.purpose == "judge" || calls.purpose == "closed book"
      // Of calls that were tried, those that the cache lacks; of those behind them, all.
      let count = isUnknown || isCheck ? calls.count : min(calls.count, missing)
      if !isUnknown, !isCheck { missing -= count }
      add(calls, count: count, counter)
    }
  }

  private mutating func add(_ calls: PlannedCalls, count: Int, _ counter: TokenCounter) {
    guard count > 0 else { return }
    let place =
      lines.firstIndex { $0.purpose == calls.purpose }
      ?? {
        lines.append(Line(purpose: calls.purpose))
        return lines.count - 1
      }()
    lines[place].calls += count
    lines[place].promptTokens += count * calls.request.promptTokens(counter)
    lines[place].completionTokens += count * calls.request.maxTokens
  }
}

extension LanguageModelOptions {
  /// What tokens cost at the configured prices; nil where there are none.
  public func cost(prompt: Int, completion: Int) -> Double? {
    guard promptPrice > 0 || completionPrice > 0 else { return nil }
    return (Double(prompt) * promptPrice + Double(completion) * completionPrice) / 1_000_000
  }
}
