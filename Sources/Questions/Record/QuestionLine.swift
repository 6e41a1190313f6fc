import Artifacts

/// A line of `questions.jsonl` as it was written, before its evidence is looked up.
struct QuestionLine {
  /// Evidence as text, as a range, or both; a range counts more.
  struct Evidence {
    var chunk: Int?
    var range: Range<Int>?
    var text: String?
  }

  var id: String?
  var question = ""
  var answer = ""
  var reasoning: String?
  var oracleChunks: [Int] = []
  var evidence: [Evidence] = []
  var kind: String
  var type: String?
  var language: String?
  var generator: QuestionRecord.Generator
  var scores: [String: Double] = [:]

  init(_ bytes: [UInt8]) throws(QuestionDefect) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .badLine("the line is no UTF-8; save the file in that encoding")
    }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw .badLine(error.advice)
    }
    guard value.members != nil else { throw .badLine("the line is no JSON object") }
    id = try Self.identifier(value["id"])
    question = try Self.text(value, "question").map(Self.trimmed) ?? ""
    if question.isEmpty { throw .emptyQuestion }
    answer = try Self.text(value, "answer").map(Self.trimmed) ?? ""
    if answer.isEmpty { throw .emptyAnswer }
    oracleChunks = try Self.chunks(value["oracle_chunks"])
    evidence = try Self.evidence(value["evidence"])
    reasoning = try Self.text(value, "reasoning").map(Self.trimmed).flatMap {
      $0.isEmpty ? nil : $0
    }
    kind = try Self.text(value, "kind") ?? "imported"
    type = try Self.text(value, "type")
    language = try Self.text(value, "language")
    generator = try Self.generator(value["generator"])
    for member in value["scores"]?.members ?? [] {
      scores[member.key] = member.value.double
    }
  }

  private static func identifier(_ value: JSONValue?) throws(QuestionDefect) -> String? {
    switch value {
    case nil, .null, .string(""): return nil
    case .string(let id): return id
    case .number(let digits): return digits
    default: throw .badLine("`id` is neither text nor a number")
    }
  }

  private static func text(_ value: JSONValue, _ key: String) throws(QuestionDefect) -> String? {
    switch value[key] {
    case nil, .null: return nil
    case .string(let text): return text
    case .number(let digits) where key == "answer": return digits
    default: throw .badLine("`\(key)` is no text")
    }
  }

  private static func chunks(_ value: JSONValue?) throws(QuestionDefect) -> [Int] {
    switch value {
    case nil, .null: return []
    case .number: return try chunks(.array([value!]))
    case .array(let values):
      var chunks: [Int] = []
      for value in values {
        guard let chunk = value.int else {
          throw .badLine("`oracle_chunks` holds \(value.text), which is no passage's id")
        }
        if !chunks.contains(chunk) { chunks.append(chunk) }
      }
      return chunks
    default: throw .badLine("`oracle_chunks` is no list of passage ids")
    }
  }

  private static func evidence(_ value: JSONValue?) throws(QuestionDefect) -> [Evidence] {
    switch value {
    case nil, .null: return []
    case .string, .object: return try evidence(.array([value!]))
    case .array(let values):
      var result: [Evidence] = []
      for value in values { result.append(try piece(value)) }
      return result
    default: throw .badLine("`evidence` is no list")
    }
  }

  private static func piece(_ value: JSONValue) throws(QuestionDefect) -> Evidence {
    if let text = value.string { return try Evidence(text: nonEmpty(text)) }
    let chunk = value["chunk"]?.int
    if let chunk, let start = value["start"]?.int, let end = value["end"]?.int {
      guard start >= 0, start < end else {
        throw .badLine("`evidence` has the range \(start)..<\(end), which holds nothing")
      }
      return Evidence(chunk: chunk, range: start..<end)
    }
    guard let text = value["text"]?.string else {
      throw .badLine("`evidence` holds \(value.text); give text, or chunk, start and end")
    }
    return try Evidence(chunk: chunk, text: nonEmpty(text))
  }

  private static func nonEmpty(_ text: String) throws(QuestionDefect) -> String {
    let text = trimmed(text)
    if text.isEmpty { throw .badLine("`evidence` holds an empty text") }
    return text
  }

  private static func generator(
    _ value: JSONValue?
  ) throws(QuestionDefect) -> QuestionRecord.Generator {
    switch value {
    case nil, .null: return QuestionRecord.Generator(name: "import", version: "1")
    case .string(let name): return QuestionRecord.Generator(name: name, version: "")
    case .object:
      return QuestionRecord.Generator(
        name: value?["name"]?.string ?? "import", version: value?["version"]?.string ?? "",
        model: value?["model"]?.string)
    default: throw .badLine("`generator` is neither an object nor a name")
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
