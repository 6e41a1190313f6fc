import Inspection

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Asks on a terminal for what flags leave open; elsewhere a usual answer is assumed and noted.
struct NeedDialogue {
  private let asks: Bool

  /// - Parameter isWanted: false to ask nothing.
  init(isWanted: Bool) {
    asks = isWanted && Terminal.isTerminal(STDIN_FILENO) && Terminal.isTerminal(STDERR_FILENO)
  }

  func complete(_ flags: NeedFlags) -> AdviceNeeds {
    var needs = AdviceNeeds()
    let usual = needs
    needs.updates = value(
      flags.updates.flatMap(AdviceNeeds.Updates.init(rawValue:)), "updates", &needs.assumed,
      "How often does the corpus change (never, yearly, monthly, weekly, daily, hourly)",
      usual.updates, { $0.rawValue }, AdviceNeeds.Updates.init(rawValue:))
    needs.citations = value(
      flags.citations, "citations", &needs.assumed,
      "Must answers say where they are from (yes, no)",
      usual.citations, Self.word, Self.truth)
    needs.latency = value(
      flags.latency, "latency", &needs.assumed, "Within how many seconds must an answer begin",
      usual.latency, { "\($0)" }, { Double($0).flatMap { $0 > 0 ? $0 : nil } })
    needs.offline = value(
      flags.offline, "offline", &needs.assumed, "Must everything stay in the house (yes, no)",
      usual.offline, Self.word, Self.truth)
    needs.output = value(
      flags.output.flatMap(AdviceNeeds.Output.init(rawValue:)), "output", &needs.assumed,
      "Are answers free prose or of a fixed form (free, fixed)", usual.output, { $0.rawValue },
      AdviceNeeds.Output.init(rawValue:))
    needs.budget = value(
      flags.budget.map(Optional.some), "budget", &needs.assumed,
      "What may it cost a month (a number, or none for no limit)", usual.budget,
      { $0.map { "\($0)" } ?? "none" },
      { $0 == "none" ? .some(nil) : Double($0).flatMap { $0 >= 0 ? .some($0) : nil } })
    needs.gpu = value(
      flags.gpu, "gpu", &needs.assumed, "How many gigabytes has your GPU (0 for none)", usual.gpu,
      { "\($0)" }, { Int($0).flatMap { $0 >= 0 ? $0 : nil } })
    needs.queriesPerDay = value(
      flags.queries, "queries", &needs.assumed, "How many questions a day", usual.queriesPerDay,
      { "\($0)" }, { Int($0).flatMap { $0 > 0 ? $0 : nil } })
    needs.contextWindow = value(
      flags.window, "window", &needs.assumed, "How many tokens does the model take in",
      usual.contextWindow, { "\($0)" }, { Int($0).flatMap { $0 > 0 ? $0 : nil } })
    return needs
  }

  private static func word(_ value: Bool) -> String { value ? "yes" : "no" }

  private static func truth(_ text: String) -> Bool? {
    switch text {
    case "yes", "y": true
    case "no", "n": false
    default: nil
    }
  }

  /// The flag's value, else what is typed, else what is usual.
  private func value<Value>(
    _ flag: Value?, _ name: String, _ assumed: inout [String], _ question: String, _ usual: Value,
    _ write: (Value) -> String, _ read: (String) -> Value?
  ) -> Value {
    if let flag { return flag }
    while asks {
      StandardError.write("\(question)? [\(write(usual))] ")
      guard let line = readLine() else {
        StandardError.write("\n")
        break
      }
      let words = line.split(separator: " ").joined(separator: " ").lowercased()
      // Who is asked and types nothing agrees.
      if words.isEmpty { return usual }
      if let value = read(words) { return value }
      StandardError.print("That is no answer to this question.")
    }
    assumed.append(name)
    return usual
  }
}
