import Artifacts
import Questions

/// The counts of the question stage, as its manifest has them.
enum QuestionCounts {
  static func json(_ found: FoundQuestions, options: QuestionOptions) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(key: "chunks", value: number(found.passages)),
      .init(key: "chunks_with_question", value: number(found.passagesWithQuestion)),
      .init(key: "round_trips", value: number(found.checked)),
      .init(key: "round_trips_in_top_10", value: number(found.amongTen)),
      .init(key: "questions", value: number(found.records.count)),
      .init(key: "questions_by_kind", value: object(found.kinds.map { ($0.kind, $0.count) })),
    ]
    if options.generator == .import {
      members.append(.init(key: "pairs_read", value: number(found.pairsRead)))
      let byQuote = found.evidenceByQuote
      members.append(
        .init(
          key: "evidence_by",
          value: object([("quote", byQuote), ("retrieval", found.records.count - byQuote)])))
    }
    guard options.generator == .llm else { return .object(members) }
    let types = Dictionary(grouping: found.records.compactMap(\.type), by: \.self)
      .map { ($0.key, $0.value.count) }.sorted { $0 < $1 }
    members.append(.init(key: "questions_by_type", value: object(types)))
    var usage: [JSONValue.Member] = [
      .init(key: "replies", value: number(found.replies)),
      .init(key: "prompt_tokens", value: number(found.usage.prompt)),
      .init(key: "completion_tokens", value: number(found.usage.completion)),
    ]
    if let cost = options.llm.cost(
      prompt: found.usage.prompt, completion: found.usage.completion)
    {
      var json = JSONWriter()
      json.number(cost)
      usage.append(.init(key: "cost", value: .number(String(decoding: json.bytes, as: UTF8.self))))
    }
    members.append(.init(key: "usage", value: .object(usage)))
    return .object(members)
  }

  private static func number(_ value: Int) -> JSONValue { .number(String(value)) }

  private static func object(_ counts: [(String, Int)]) -> JSONValue {
    .object(counts.map { .init(key: $0.0, value: number($0.1)) })
  }
}
