import Artifacts

/// The pairs of a JSON value: of an object that has a question, or of all that stand inside.
///
/// Reads objects with the keys of `FieldNames`, and what holds them: lists, `{"data": […]}`, and the
/// paragraphs of SQuAD, whose `context` is that of every question below.
struct JSONPairs {
  /// Where the value stands.
  var place: String
  /// Whether what stands inside is told apart as `item 3`; not for lines.
  var numbersItems: Bool
  private(set) var items: [ImportedItem] = []

  init(_ value: JSONValue, place: String, numbersItems: Bool = false) {
    (self.place, self.numbersItems) = (place, numbersItems)
    collect(value, contexts: [])
    if items.isEmpty, !value.isEmptyList {
      items = [.fault(fault("noQuestion", Self.missing(value)))]
    }
  }

  private static func missing(_ value: JSONValue) -> String {
    guard let members = value.members else {
      return "there is no object with \(FieldNames.wanted)"
    }
    let keys = members.prefix(12).map { "`\($0.key)`" }.joined(separator: ", ")
    return "no key names \(FieldNames.wanted); there are \(keys.isEmpty ? "none" : keys)"
  }

  private var here: String {
    numbersItems ? "\(place), item \(items.count + 1)" : place
  }

  private func fault(_ reason: String, _ detail: String, _ question: String? = nil) -> ImportFault {
    ImportFault(place: here, reason: reason, detail: detail, question: question)
  }

  private mutating func collect(_ value: JSONValue, contexts: [String]) {
    switch value {
    case .array(let values): for value in values { collect(value, contexts: contexts) }
    case .object(let members):
      let fields = Fields(members)
      if let question = fields.first(FieldNames.question)?.flatTexts.first {
        items.append(item(question, fields, contexts))
        return
      }
      let own = fields.first(FieldNames.context)?.flatTexts ?? []
      for member in members where member.value.isContainer {
        collect(member.value, contexts: own.isEmpty ? contexts : own)
      }
    default: break
    }
  }

  private func item(_ question: String, _ fields: Fields, _ contexts: [String]) -> ImportedItem {
    let question = question.trimmingSpaces
    if question.isEmpty { return .fault(fault("emptyQuestion", "the question is empty")) }
    let answers = texts(fields, FieldNames.answer)
    guard !answers.isEmpty else {
      return .fault(fault("emptyAnswer", "the answer is missing or empty", question))
    }
    var pair = ImportedPair(place: here, question: question, answers: answers)
    pair.id = fields.first(FieldNames.id)?.flatTexts.first
    pair.type = fields.first(FieldNames.type)?.string
    pair.document = fields.first(FieldNames.document)?.string
    pair.quotes = texts(fields, FieldNames.quote)
    pair.contexts = texts(fields, FieldNames.context)
    if pair.contexts.isEmpty { pair.contexts = contexts }
    pair.passageIDs = fields.first(FieldNames.passageID)?.flatIntegers ?? []
    pair.answerStart = fields["answers"]?.firstAnswerStart
    return .pair(pair)
  }

  /// The texts of the first field that has some.
  private func texts(_ fields: Fields, _ names: [String]) -> [String] {
    for name in names {
      let texts = (fields[name]?.flatTexts ?? []).map(\.trimmingSpaces).filter { !$0.isEmpty }
      if !texts.isEmpty { return texts }
    }
    return []
  }

  /// The members of an object by their plain names.
  private struct Fields {
    private var values: [String: JSONValue] = [:]

    init(_ members: [JSONValue.Member]) {
      for member in members {
        let name = FieldNames.plain(member.key)
        if values[name] == nil { values[name] = member.value }
      }
    }

    subscript(_ name: String) -> JSONValue? { values[name] }

    func first(_ names: [String]) -> JSONValue? {
      names.lazy.compactMap { values[$0] }.first { $0 != .null }
    }
  }
}

extension JSONValue {
  fileprivate var isContainer: Bool { array != nil || members != nil }

  fileprivate var isEmptyList: Bool { array?.isEmpty == true }

  /// The texts of a text, a number, a list of these, or an object that holds them as `text`.
  fileprivate var flatTexts: [String] {
    switch self {
    case .string(let text): return [text]
    case .number(let digits): return [digits]
    case .array(let values): return values.flatMap(\.flatTexts)
    case .object:
      let held = self["text"] ?? self["answer"] ?? self["value"] ?? self["body"]
      return held?.flatTexts ?? []
    case .bool, .null: return []
    }
  }

  fileprivate var flatIntegers: [Int] {
    int.map { [$0] } ?? array?.compactMap(\.int) ?? []
  }

  /// SQuAD's `answer_start`, in either of its layouts.
  fileprivate var firstAnswerStart: Int? {
    let start = self["answer_start"] ?? array?.first?["answer_start"]
    return start?.int ?? start?.array?.first?.int
  }
}
