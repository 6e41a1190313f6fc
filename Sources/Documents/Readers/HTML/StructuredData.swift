import Foundation

/// Questions and answers that a page states for search engines: schema.org's FAQPage as JSON-LD.
enum StructuredData {
  /// Larger scripts are not looked at.
  private static let sizeLimit = 1 << 20
  /// More questions than a page can ask are not looked at.
  private static let pairLimit = 1_000

  /// The scripts that are JSON.
  static func parsed(_ scripts: [[UInt8]]) -> [Any] {
    scripts.compactMap {
      $0.count <= sizeLimit ? try? JSONSerialization.jsonObject(with: Data($0)) : nil
    }
  }

  /// Appends a question-and-answer block for every `Question` whose text the page does not show, or
  /// for all.
  static func appendQuestions(
    of linkedData: [Any], to machine: ElementMachine, evenShown: Bool = false
  ) {
    for json in linkedData {
      var pairs: [(String, String)] = []
      collect(json, into: &pairs, depth: 0)
      for (question, answer) in pairs.prefix(pairLimit)
      where evenShown || !isShown(question, in: machine) {
        machine.open(.questionEntry, line: 0)
        machine.open(.question, line: 0)
        machine.text(question)
        machine.close()
        machine.open(.answer, line: 0)
        machine.text(plainText(answer))
        machine.close()
        machine.close()
      }
    }
  }

  private static func collect(_ json: Any, into pairs: inout [(String, String)], depth: Int) {
    guard depth < 8 else { return }
    if let list = json as? [Any] {
      for element in list { collect(element, into: &pairs, depth: depth + 1) }
    } else if let object = json as? [String: Any] {
      if object["@type"] as? String == "Question", let name = object["name"] as? String,
        let accepted = (object["acceptedAnswer"] as? [String: Any])
          ?? (object["acceptedAnswer"] as? [[String: Any]])?.first,
        let text = accepted["text"] as? String
      {
        pairs.append((name, text))
      }
      for key in object.keys.sorted() where object[key] is [Any] || object[key] is [String: Any] {
        if let value = object[key] { collect(value, into: &pairs, depth: depth + 1) }
      }
    }
  }

  private static func isShown(_ question: String, in machine: ElementMachine) -> Bool {
    let wanted = question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return machine.builder.contains(Array(wanted.utf8))
  }

  /// A text that may hold markup, without it.
  static func plainText(_ html: String) -> String {
    guard html.contains("<") || html.contains("&") else { return html }
    let sink = HTMLSink(machine: ElementMachine())
    HTMLFileParser.parseHTML(Array(html.utf8), with: ParserContexts(), into: sink)
    sink.machine.finish()
    return String(decoding: sink.machine.builder.text, as: UTF8.self)
  }
}
