import Artifacts

/// The native format: the keys of the Berkeley RAFT scripts in their order, then our own.
public struct RaftFormat: RowFormat {
  public let name = "raft"
  public let suffix = ".jsonl"

  public init() {}

  public func write(_ finished: FinishedRow, to json: inout JSONWriter) -> Bool {
    let row = finished.native
    json.object { json in
      json.field("id", row.id)
      json.field("type", row.type)
      json.field("question", row.question)
      json.key("context")
      json.object { json in
        json.key("title")
        Self.write(row.context.title, to: &json)
        json.key("sentences")
        Self.write(row.context.sentences, to: &json)
      }
      json.field("oracle_context", row.oracleContext)
      json.field("cot_answer", row.cotAnswer)
      json.field("instruction", row.instruction)
      json.field("answer", row.answer)
      json.field("row_class", row.rowClass.rawValue)
      json.field("oracle_positions", row.oraclePositions)
      json.key("passages")
      json.array { for passage in row.passages { Self.write(passage, to: &$0) } }
      json.field("split", row.split.rawValue)
      json.field("kind", row.kind)
      json.key("language")
      if let language = row.language { json.string(language) } else { json.null() }
      // Every row has every key: readers take a split's columns from its first rows.
      json.key("change")
      if let change = row.change {
        json.object {
          $0.field("from", change.from)
          $0.field("to", change.to)
        }
      } else {
        json.null()
      }
      json.key("origin")
      if let origin = row.origin { json.string(origin) } else { json.null() }
    }
    return true
  }

  private static func write(_ lists: [[String]], to json: inout JSONWriter) {
    json.array { json in
      for list in lists { json.array { for text in list { $0.string(text) } } }
    }
  }

  private static func write(_ passage: NativeRow.Passage, to json: inout JSONWriter) {
    json.object {
      $0.field("chunk", passage.chunk)
      $0.field("document", passage.document)
      $0.field("title", passage.title)
      $0.field("role", passage.role.rawValue)
      $0.key("rank")
      if let rank = passage.rank { $0.number(rank) } else { $0.null() }
      $0.key("score")
      if let score = passage.score { $0.number(score) } else { $0.null() }
      $0.key("source")
      if let source = passage.source { $0.string(source.rawValue) } else { $0.null() }
    }
  }
}
