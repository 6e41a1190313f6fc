import Artifacts

extension RowRecord {
  /// Reads one line; throws a `JSONSyntaxError` where it is no JSON object.
  public init(line: [UInt8]) throws {
    var json = JSONScanner(line)
    var columns = PassageColumns()
    var (hasContext, hasMessages) = (false, false)
    try json.object { key, json in
      switch key {
      case "id": id = try json.identifier()
      case "question": question = try json.stringIfPresent()
      case "answer": answer = try json.stringIfPresent()
      case "cot_answer": reasoning = try json.stringIfPresent()
      case "instruction": instruction = try json.stringIfPresent()
      case "oracle_context": oracleContext = try json.stringIfPresent()
      case "row_class": rowClass = try json.stringIfPresent()
      case "split": split = try json.stringIfPresent()
      case "kind": kind = try json.stringIfPresent()
      case "language": language = try json.stringIfPresent()
      case "oracle_positions": oraclePositions = try json.integers()
      case "oracle_chunks": oracleChunks = try json.integers()
      case "evidence": evidence = try json.evidence()
      case "context":
        hasContext = true
        try columns.readContext(&json)
      case "passages": try columns.readPassages(&json)
      case "messages":
        hasMessages = true
        messages = try json.messages()
      default: try json.skip()
      }
    }
    try json.end()
    format = hasMessages ? .chat : hasContext || instruction != nil ? .raft : .questions
    passages = columns.passages
    finishOracles(recorded: columns.hasRoles)
  }

  /// Makes roles and positions agree: others' rows record neither, only the oracle's text.
  private mutating func finishOracles(recorded: Bool) {
    if recorded && oraclePositions.isEmpty {
      oraclePositions = passages.indices.filter { passages[$0].isOracle }
    }
    if !recorded, oraclePositions.isEmpty, let oracleContext, !oracleContext.isEmpty {
      oraclePositions = passages.indices.filter { passages[$0].text == oracleContext }
    }
    for position in oraclePositions where passages.indices.contains(position) {
      passages[position].isOracle = true
    }
  }
}

/// A row's passages, gathered from the parallel lists of `context` and from `passages`.
private struct PassageColumns {
  private var titles: [String] = []
  private var texts: [String] = []
  private var details: [RowRecord.Passage] = []
  var hasRoles: Bool { !details.isEmpty }

  var passages: [RowRecord.Passage] {
    (0..<max(titles.count, texts.count, details.count)).map { index in
      var passage = index < details.count ? details[index] : RowRecord.Passage()
      if index < texts.count { passage.text = texts[index] }
      if passage.title.isEmpty, index < titles.count { passage.title = titles[index] }
      return passage
    }
  }

  mutating func readContext(_ json: inout JSONScanner) throws {
    guard try json.kind() == .object else { return try json.skip() }
    try json.object { key, json in
      switch key {
      case "title": titles = try json.nestedStrings()
      case "sentences": texts = try json.nestedStrings()
      default: try json.skip()
      }
    }
  }

  mutating func readPassages(_ json: inout JSONScanner) throws {
    guard try json.kind() == .array else { return try json.skip() }
    try json.array { json in
      guard try json.kind() == .object else { return try json.skip() }
      var passage = RowRecord.Passage()
      try json.object { key, json in
        switch key {
        case "title": passage.title = try json.stringIfPresent() ?? ""
        case "document": passage.document = try json.identifier()
        case "text": passage.text = try json.stringIfPresent() ?? ""
        case "role": passage.isOracle = try json.stringIfPresent() == "oracle"
        case "rank": passage.rank = try json.numberIfPresent().flatMap { Int(exactly: $0) }
        case "score": passage.score = try json.numberIfPresent()
        default: try json.skip()
        }
      }
      details.append(passage)
    }
  }
}

extension JSONScanner {
  /// An id: a string, or a whole number as others write them.
  fileprivate mutating func identifier() throws -> String? {
    guard try kind() == .number else { return try stringIfPresent() }
    let value = try number()
    return Int(exactly: value).map(String.init) ?? String(value)
  }

  fileprivate mutating func integers() throws -> [Int] {
    guard try kind() == .array else {
      try skip()
      return []
    }
    var result: [Int] = []
    try array { json in
      if let value = try json.numberIfPresent().flatMap({ Int(exactly: $0) }) {
        result.append(value)
      }
    }
    return result
  }

  /// The strings of a list, or of the lists in a list: `[["a", "b"]]` gives a, b.
  fileprivate mutating func nestedStrings() throws -> [String] {
    var result: [String] = []
    switch try kind() {
    case .array: try array { json in result += try json.nestedStrings() }
    case .string: result.append(try string())
    default: try skip()
    }
    return result
  }

  fileprivate mutating func messages() throws -> [RowRecord.Message] {
    guard try kind() == .array else {
      try skip()
      return []
    }
    var result: [RowRecord.Message] = []
    try array { json in
      guard try json.kind() == .object else { return try json.skip() }
      var message = RowRecord.Message(role: "", content: "")
      try json.object { key, json in
        switch key {
        case "role": message.role = try json.stringIfPresent() ?? ""
        case "content": message.content = try json.nestedStrings().joined(separator: "\n")
        default: try json.skip()
        }
      }
      result.append(message)
    }
    return result
  }

  fileprivate mutating func evidence() throws -> [String] {
    guard try kind() == .array else {
      try skip()
      return []
    }
    var result: [String] = []
    try array { json in
      guard try json.kind() == .object else {
        if let text = try json.stringIfPresent() { result.append(text) }
        return
      }
      var text: String?
      var place: [String: Double] = [:]
      try json.object { key, json in
        if key == "text" {
          text = try json.stringIfPresent()
        } else {
          place[key] = try json.numberIfPresent()
        }
      }
      if let text { return result.append(text) }
      guard let chunk = place["chunk"], let start = place["start"], let end = place["end"] else {
        return
      }
      let digits = [chunk, start, end].map { String(Int(exactly: $0) ?? 0) }
      result.append("\(digits[0]):\(digits[1])-\(digits[2])")
    }
    return result
  }
}
