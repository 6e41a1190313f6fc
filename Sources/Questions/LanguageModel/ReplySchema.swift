import Artifacts

/// The shapes of replies, as JSON Schema and in words.
///
/// Only what OpenAI's strict mode takes: every property required, no others allowed.
struct ReplySchema: Sendable {
  /// Nil for plain text.
  var schema: ChatRequest.Schema?
  /// The shape for the request to repair a reply.
  var form: String

  static func questions(count: Int) -> ReplySchema {
    ReplySchema("questions", form: #"{"questions": ["..."]}"#) { json in
      object(["questions"], in: &json) { json, _ in
        list(1...count, in: &json) { text(in: &$0) }
      }
    }
  }

  /// A question and nothing else; small models write better without a shape.
  static let question = ReplySchema(form: #"{"question": "..."}"#)

  static let answer = ReplySchema(
    "answer",
    form: #"{"reasoning": "... ##begin_quote##...##end_quote## ...", "answer": "..."}"#
  ) {
    object(["reasoning", "answer"], in: &$0) { json, _ in text(in: &json) }
  }

  static func pairs(count: Int) -> ReplySchema {
    ReplySchema(
      "pairs",
      form: #"{"pairs": [{"question": "...", "reasoning": "... ##begin_quote##...##end_quote## "#
        + #"...", "answer": "..."}]}"#
    ) { json in
      object(["pairs"], in: &json) { json, _ in
        list(1...count, in: &json) {
          object(["question", "reasoning", "answer"], in: &$0) { json, _ in text(in: &json) }
        }
      }
    }
  }

  /// Pairs whose evidence is one of these sentences.
  static func sentences(_ sentences: [String], count: Int) -> ReplySchema {
    ReplySchema(
      "pairs", form: #"{"pairs": [{"evidence": ["..."], "question": "...", "answer": "..."}]}"#
    ) { json in
      object(["pairs"], in: &json) { json, _ in
        list(1...count, in: &json) {
          object(["evidence", "question", "answer"], in: &$0) { json, name in
            guard name == "evidence" else { return text(in: &json) }
            list(1...2, in: &json) {
              $0.object {
                $0.field("type", "string")
                $0.field("enum", sentences)
              }
            }
          }
        }
      }
    }
  }

  static let mark = ReplySchema("mark", form: #"{"reason": "...", "mark": 1}"#) {
    object(["reason", "mark"], in: &$0) { json, name in
      guard name == "mark" else { return text(in: &json) }
      json.object {
        $0.field("type", "integer")
        $0.field("enum", [1, 2, 3, 4, 5])
      }
    }
  }

  private init(form: String) {
    self.form = form
  }

  private init(_ name: String, form: String, _ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    body(&json)
    schema = ChatRequest.Schema(name: name, json: String(decoding: json.bytes, as: UTF8.self))
    self.form = form
  }

  private static func object(
    _ names: [String], in json: inout JSONWriter, _ value: (inout JSONWriter, String) -> Void
  ) {
    json.object { json in
      json.field("type", "object")
      json.key("properties")
      json.object { json in
        for name in names {
          json.key(name)
          value(&json, name)
        }
      }
      json.field("required", names)
      json.field("additionalProperties", false)
    }
  }

  private static func list(
    _ counts: ClosedRange<Int>, in json: inout JSONWriter, _ item: (inout JSONWriter) -> Void
  ) {
    json.object { json in
      json.field("type", "array")
      json.key("items")
      item(&json)
      json.field("minItems", counts.lowerBound)
      json.field("maxItems", counts.upperBound)
    }
  }

  private static func text(in json: inout JSONWriter) {
    json.object { $0.field("type", "string") }
  }
}
