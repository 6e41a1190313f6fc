import Artifacts
import Documents

/// A row in the page: what the table searches and shows, and apart from it what is read.
struct PageRow: Sendable {
  let row: RowRecord
  /// Its place among all rows, from 1.
  let number: Int

  /// What is kept unpacked, under short names: some 200 bytes a row.
  func writeSummary(to json: inout JSONWriter) {
    json.object { json in
      json.field("n", number)
      json.field("id", row.id ?? "")
      json.field("q", row.question ?? Self.lastAsked(row))
      json.field("a", row.answer ?? "")
      if let rowClass = row.rowClass { json.field("c", rowClass) }
      if let split = row.split { json.field("s", split) }
      if let kind = row.kind { json.field("k", kind) }
      if let language = row.language { json.field("l", language) }
      json.field("t", Int(RowConcern.tokens.value(of: row) ?? 0))
      let figures: [(String, RowConcern)] = [
        ("qo", .quoteOverlap), ("dv", .distractorOverlap), ("ds", .distractorScore),
      ]
      for (name, concern) in figures {
        if let value = concern.value(of: row) { json.field(name, value, places: 3) }
      }
    }
  }

  func writeTexts(to json: inout JSONWriter) {
    json.object { json in
      let full = row.fullAnswer ?? ""
      json.field("f", full)
      json.field("q", AnswerParts.quotes(in: full).map(\.text))
      if row.tellsOracle { json.field("k", true) }
      if !row.passages.isEmpty {
        json.key("p")
        json.array { for passage in row.passages { Self.write(passage, to: &$0) } }
      }
      if !row.holdsOracle, let oracle = row.oracleContext, !oracle.isEmpty {
        json.field("o", oracle)
      }
      if let worse = row.rejected { json.field("w", worse) }
      let turns = turns
      if !turns.isEmpty {
        json.key("m")
        json.array { json in
          for turn in turns {
            json.object {
              $0.field("r", turn.role)
              $0.field("x", turn.content)
            }
          }
        }
      }
    }
  }

  /// What the passages and the question do not tell.
  private var turns: [RowRecord.Message] {
    if !row.messages.isEmpty {
      return row.messages.dropLast().filter { $0.role == "system" || row.passages.isEmpty }
    }
    if let text = row.text, row.passages.isEmpty {
      return [RowRecord.Message(role: "text", content: text)]
    }
    return []
  }

  private static func lastAsked(_ row: RowRecord) -> String {
    row.messages.last { $0.role == "user" }?.content ?? row.prompt ?? row.text ?? ""
  }

  private static func write(_ passage: RowRecord.Passage, to json: inout JSONWriter) {
    json.object { json in
      json.field("t", passage.title)
      json.field("x", passage.text)
      if let document = passage.document { json.field("d", document) }
      if passage.isOracle { json.field("o", true) }
      if let rank = passage.rank { json.field("r", rank) }
      if let score = passage.score { json.field("s", score, places: 4) }
      if let source = passage.source { json.field("f", source) }
    }
  }
}
