import Artifacts
import Templates

/// Puts reasoning and answer into the shape of a style.
struct AnswerShape: Sendable {
  let style: AnswerStyle
  private let template: ShapeTemplate?

  init(style: AnswerStyle, store: TemplateStore) throws(TemplateError) {
    self.style = style
    if style == .json {
      template = nil
    } else {
      let path = "answers/\(style.rawValue).mustache"
      template = ShapeTemplate(
        try Wordings.templates(in: try store.text(path), path: path)[0])
    }
  }

  /// The text that the model is to write.
  ///
  /// - Parameters:
  ///   - reasoning: with the paper's marks around quotes, which pair up.
  ///   - passage: the number of the passage, from 1, that holds a quote; nil for one that is not
  ///     among the row's.
  func text(
    reasoning: String, answer: String, language: String?, passage: (String) -> Int?
  ) -> String {
    switch style {
    case .raft, .gorilla, .think, .plain:
      return template?.render(["reasoning": reasoning, "answer": answer, "citations": ""]) ?? answer
    case .cited:
      let marks = Self.quotationMarks(language)
      var numbers: [Int] = []
      let cited = Quotation.replacingQuotes(in: reasoning) { quote in
        let number = passage(quote)
        if let number, !numbers.contains(number) { numbers.append(number) }
        return marks.0 + quote + marks.1 + (number.map { " [\($0)]" } ?? "")
      }
      let citations = numbers.isEmpty ? "" : " " + numbers.map { "[\($0)]" }.joined()
      return template?.render(["reasoning": cited, "answer": answer, "citations": citations])
        ?? answer
    case .json:
      return json(reasoning: reasoning, answer: answer, language: language, passage: passage)
    }
  }

  /// `answers/json.schema.json` describes it.
  private func json(
    reasoning: String, answer: String, language: String?, passage: (String) -> Int?
  ) -> String {
    let marks = Self.quotationMarks(language)
    let plain = Quotation.replacingQuotes(in: reasoning) { marks.0 + $0 + marks.1 }
    var json = JSONWriter()
    json.object { json in
      json.field("reasoning", plain)
      json.key("quotes")
      json.array { json in
        for quote in Quotation.quotes(in: reasoning) ?? [] {
          json.object { json in
            json.key("passage")
            if let number = passage(quote) { json.number(number) } else { json.null() }
            json.field("text", quote)
          }
        }
      }
      json.field("answer", answer)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func quotationMarks(_ language: String?) -> (String, String) {
    switch language {
    case "de": ("„", "“")
    case "ja", "zh": ("「", "」")
    default: ("“", "”")
    }
  }
}
