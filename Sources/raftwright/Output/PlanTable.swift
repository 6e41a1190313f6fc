import Artifacts
import Questions

/// A plan for people and for machines.
struct PlanTable {
  var plan: CallPlan
  var options: LanguageModelOptions

  /// One line for each purpose, then sums, what is known already, and the cost.
  func text() -> [UInt8] {
    let counting = options.tokenizer.isEmpty ? "estimated" : "counted"
    var rows = [["", "calls", "tokens to read (\(counting))", "tokens to write, at most"]]
    for line in plan.lines {
      rows.append([
        line.purpose, grouped(line.calls), grouped(line.promptTokens),
        grouped(line.completionTokens),
      ])
    }
    rows.append([
      "all", grouped(plan.calls), grouped(plan.promptTokens), grouped(plan.completionTokens),
    ])
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      zip(row, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return column == 0 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
    lines.append("")
    lines.append("\(grouped(plan.passages)) passages are asked about")
    if plan.known > 0 {
      lines.append(
        "\(grouped(plan.known)) answers are in the cache and cost nothing; they took "
          + "\(grouped(plan.knownUsage.prompt)) tokens to read and "
          + "\(grouped(plan.knownUsage.completion)) to write")
    }
    if let expected, plan.calls > 0 {
      lines.append("by the answers that are there, \(grouped(expected)) tokens will be written")
    }
    if let most = options.cost(prompt: plan.promptTokens, completion: plan.completionTokens) {
      var line = "cost: at most \(decimal(most))"
      if let cost = expectedCost {
        line += ", about \(decimal(cost)) by the answers that are there"
      }
      lines.append(line)
    } else {
      lines.append("cost: no prices are set (questions.llm.prompt_price, completion_price)")
    }
    if options.budgetTokens > 0 {
      lines.append(
        "the budget of \(grouped(options.budgetTokens)) tokens may end the run before all is asked")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  func json() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("passages", plan.passages)
      json.key("calls")
      json.array { json in
        for line in plan.lines {
          json.object {
            $0.field("purpose", line.purpose)
            $0.field("calls", line.calls)
            $0.field("prompt_tokens", line.promptTokens)
            $0.field("completion_tokens_at_most", line.completionTokens)
          }
        }
      }
      json.field("prompt_tokens", plan.promptTokens)
      json.field("completion_tokens_at_most", plan.completionTokens)
      json.field("completion_tokens_expected", expected)
      json.field("tokens_counted", !options.tokenizer.isEmpty)
      json.field("cached_answers", plan.known)
      json.field(
        "cost_at_most",
        options.cost(prompt: plan.promptTokens, completion: plan.completionTokens))
      json.field("cost_expected", expectedCost)
      json.key("drops")
      plan.drops.write(to: &json)
    }
    json.newline()
    return json.bytes
  }

  private var expected: Int? {
    plan.usualCompletion.map { Int((Double(plan.calls) * $0).rounded()) }
  }

  private var expectedCost: Double? {
    expected.flatMap { options.cost(prompt: plan.promptTokens, completion: $0) }
  }

  private func grouped(_ number: Int) -> String {
    var result = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return String(result.reversed())
  }

  private func decimal(_ value: Double) -> String {
    var json = JSONWriter()
    json.number(value, places: 2)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
