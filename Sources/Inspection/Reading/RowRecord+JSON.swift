import Artifacts

extension RowRecord {
  /// Reads one line; throws a `JSONSyntaxError` where it is no JSON object.
  public init(line: [UInt8]) throws {
    try self.init(line: line, skippingTexts: false)
  }

  /// Reads one line for counting: the texts of passages and of the oracle, which are most of it, are
  /// stepped over where roles tell which passage is which, and the instruction is only measured.
  init(counting line: [UInt8]) throws {
    try self.init(line: line, skippingTexts: true)
    // Others' rows tell the oracle by its text alone.
    if !tellsRoles, format == .raft { try self.init(line: line, skippingTexts: false) }
  }

  private init(line: [UInt8], skippingTexts: Bool) throws {
    var json = JSONScanner(line)
    var columns = PassageColumns()
    columns.skipsTexts = skippingTexts
    var keys: FormatKeys = []
    var parts = ConversationParts()
    try json.object { key, json in
      switch key {
      case "id": id = try json.identifier()
      case "question":
        keys.insert(.question)
        question = try json.stringIfPresent()
      case "answer":
        keys.insert(.answer)
        answer = try json.stringIfPresent()
      case "answers": answers = try json.answers()
      case "cot_answer", "reference":
        keys.insert(key == "reference" ? .reference : .reasoning)
        reasoning = try json.stringIfPresent()
      case "instruction":
        keys.insert(.instruction)
        if skippingTexts, try json.kind() == .string {
          promptSize = try json.withString { TextSize($0) }
        } else {
          instruction = try json.stringIfPresent()
        }
      case "oracle_context":
        keys.insert(.oracleContext)
        if skippingTexts { try json.skip() } else { oracleContext = try json.stringIfPresent() }
      case "row_class": rowClass = try json.stringIfPresent()
      case "split": split = try json.stringIfPresent()
      case "kind": kind = try json.stringIfPresent()
      case "language": language = try json.stringIfPresent()
      case "origin": origin = try json.stringIfPresent()
      case "text":
        keys.insert(.text)
        text = try json.stringIfPresent()
      case "rejected": rejected = try json.messages(as: "assistant").last?.content
      case "oracle_positions":
        keys.insert(.oraclePositions)
        oraclePositions = try json.integers()
      case "oracle_chunks":
        keys.insert(.oracleChunks)
        oracleChunks = try json.integers()
      case "evidence":
        keys.insert(.evidence)
        evidence = try json.evidence()
      case "context":
        keys.insert(.context)
        try columns.readContext(&json)
      case "passages":
        keys.insert(.passages)
        try columns.readPassages(&json)
      case "messages", "conversations":
        keys.insert(key == "messages" ? .messages : .conversations)
        messages = try json.messages(as: "")
      case "prompt":
        keys.insert(try json.kind() == .array ? [.prompt, .promptList] : .prompt)
        parts.prompt = try json.messages(as: "user")
      case "completion", "chosen", "output", "response":
        switch key {
        case "completion": keys.insert(.completion)
        case "chosen": keys.insert(.chosen)
        case "output": keys.insert(.output)
        default: keys.insert(.response)
        }
        parts.answer = try json.messages(as: "assistant")
      case "input": parts.input = try json.stringIfPresent() ?? ""
      case "system": parts.system = try json.stringIfPresent() ?? ""
      case "segments":
        keys.insert(.segments)
        parts.segments = try json.segments()
      default: try json.skip()
      }
    }
    try json.end()
    format = keys.format
    passages = columns.passages
    parts.put(into: &self)
    finishOracles(recorded: columns.hasRoles, positions: keys.contains(.oraclePositions))
  }

  /// Makes roles and positions agree: others' rows record neither, only the oracle's text.
  private mutating func finishOracles(recorded: Bool, positions: Bool) {
    recordsRoles = recorded
    tellsRoles = recorded || oracleContext?.isEmpty == false
    if !passages.isEmpty, !oraclePositions.allSatisfy(passages.indices.contains) {
      hasMisplacedOracle = true
      oraclePositions.removeAll { !passages.indices.contains($0) }
    }
    if recorded {
      let roles = passages.indices.filter { passages[$0].isOracle }
      if oraclePositions.isEmpty {
        oraclePositions = roles
        if positions, !roles.isEmpty { hasMisplacedOracle = true }
      }
      if oraclePositions.contains(where: { !roles.contains($0) }) { hasMisplacedOracle = true }
      return
    }
    if oraclePositions.isEmpty, let oracleContext, !oracleContext.isEmpty {
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
  /// Whether only the number of the texts is wanted.
  var skipsTexts = false
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
      case "title": if skipsTexts { try json.skip() } else { titles = try json.nestedStrings() }
      case "sentences": if skipsTexts { try json.skip() } else { texts = try json.nestedStrings() }
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
        case "source": passage.source = try json.stringIfPresent()
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

  /// A list of texts, or SQuAD's object with such a list under `text`.
  fileprivate mutating func answers() throws -> [String] {
    guard try kind() == .object else { return try nestedStrings() }
    var result: [String] = []
    try object { key, json in
      if key == "text" { result = try json.nestedStrings() } else { try json.skip() }
    }
    return result
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

  /// Messages of a list, by the names of chats and of ShareGPT; a string alone is one of `role`.
  fileprivate mutating func messages(as role: String) throws -> [RowRecord.Message] {
    switch try kind() {
    case .string: return [RowRecord.Message(role: role, content: try string())]
    case .array: break
    default:
      try skip()
      return []
    }
    var result: [RowRecord.Message] = []
    try array { json in
      guard try json.kind() == .object else { return try json.skip() }
      var message = RowRecord.Message(role: role, content: "")
      try json.object { key, json in
        switch key {
        case "role", "from": message.role = RoleName.usual(try json.stringIfPresent() ?? "")
        case "content", "value": message.content = try json.content()
        default: try json.skip()
        }
      }
      result.append(message)
    }
    return result
  }

  /// A text, or a list of parts of which those with text count.
  private mutating func content() throws -> String {
    guard try kind() == .array else { return try stringIfPresent() ?? "" }
    var parts: [String] = []
    try array { json in
      guard try json.kind() == .object else {
        parts += try json.nestedStrings()
        return
      }
      try json.object { key, json in
        if key == "text", let text = try json.stringIfPresent() {
          parts.append(text)
        } else if key != "text" {
          try json.skip()
        }
      }
    }
    return parts.joined(separator: "\n")
  }

  fileprivate mutating func segments() throws -> [RowRecord.Message] {
    guard try kind() == .array else {
      try skip()
      return []
    }
    var result: [RowRecord.Message] = []
    try array { json in
      guard try json.kind() == .object else { return try json.skip() }
      var segment = RowRecord.Message(role: "user", content: "")
      try json.object { key, json in
        switch key {
        case "label":
          guard try json.kind() == .bool else { return try json.skip() }
          if try json.bool() { segment.role = "assistant" }
        case "text": segment.content = try json.stringIfPresent() ?? ""
        default: try json.skip()
        }
      }
      result.append(segment)
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
