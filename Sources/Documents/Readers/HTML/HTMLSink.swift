/// Hears the SAX events of one HTML page and drives the element machine.
///
/// One task uses it, at every event: no run-time check of exclusive access to its properties.
final class HTMLSink: ElementSink {
  /// Browsers flatten what nests deeper than some hundreds; the parser's own work grows with it.
  static let deepest = 2_000
  /// A longer text is no author's name or headline.
  private static let longestValue = 1_000

  private let roles = HTMLDialect.roles
  private let keys = HTMLDialect.keys
  let machine: ElementMachine
  let extraction: ExtractionMode
  /// Whether questions with their answers are looked for, rather than text.
  let seeksQuestions: Bool
  /// The elements that group the page's blocks.
  @exclusivity(unchecked) private(set) var containers = PageContainers()
  @exclusivity(unchecked) var metadata = PageMetadata()
  /// The bodies of `<script type="application/ld+json">`.
  @exclusivity(unchecked) private(set) var linkedData: [[UInt8]] = []
  /// The line on which elements nest too deep; what follows is not read.
  @exclusivity(unchecked) private(set) var tooDeepLine: Int?
  @exclusivity(unchecked) private var scriptDepth = 0
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var questionDepths: [Int] = []
  @exclusivity(unchecked) private var admonitionDepth = Int.max
  /// The microdata property whose text is being read.
  @exclusivity(unchecked)
  private var property: (field: PageMetadata.Field, depth: Int, text: [UInt8])?

  init(
    machine: ElementMachine, extraction: ExtractionMode = .main, seeksQuestions: Bool = false
  ) {
    self.machine = machine
    self.extraction = extraction
    self.seeksQuestions = seeksQuestions
  }

  var hasEnough: Bool { tooDeepLine != nil }

  func start(_ key: UInt64, attributes: Attributes, line: Int) {
    depth += 1
    if depth > Self.deepest && tooDeepLine == nil { tooDeepLine = line }
    guard tooDeepLine == nil else { return }
    var role = roles.role(key) ?? .inline
    // "Note" above a note opens no section.
    if case .heading = role, depth > admonitionDepth { role = .container }
    if machine.isSkipping {
      machine.open(.skip, line: line)
      return
    }
    if seeksQuestions, let asking = askingRole(key, role) { role = asking }
    var meaning: ClassMeaning = []
    var reference: UnsafePointer<UInt8>?
    if attributes.pointer?[0] != nil || role == .skip || key == keys.header {
      let traits = HTMLTraits(attributes)
      meaning = traits.meaning
      // "has-sidebar" on the whole page says nothing of its parts.
      if key == keys.html || key == keys.body {
        meaning.formIntersection(.documentation)
      }
      role = refined(role, key: key, traits: traits, attributes: attributes)
      if case .link = role { reference = traits.href }
    }
    if role != .skip {
      containers.enter(kind(of: role, key: key), meaning: meaning)
      machine.builder.container = containers.current
    }
    machine.open(role, line: line)
    if let reference { machine.linkLeads(to: reference) }
  }

  func end(_ key: UInt64) {
    depth -= 1
    guard depth < Self.deepest else { return }
    if depth == scriptDepth - 1 { scriptDepth = 0 }
    if depth < admonitionDepth { admonitionDepth = .max }
    if questionDepths.last == depth { questionDepths.removeLast() }
    if let property, property.depth > depth {
      metadata.note(property.field, String(decoding: property.text, as: UTF8.self), .microdata)
      self.property = nil
    }
    let wasEntered = !machine.isSkipping
    machine.close()
    if wasEntered {
      containers.leave()
      machine.builder.container = containers.current
    }
  }

  private func text(_ string: String, line: Int) {
    var string = string
    // Those that have no character of Windows' are controls, which show nothing.
    guard string.unicodeScalars.allSatisfy({ $0.value > 0x9f }) else { return }
    string.withUTF8 { text($0, line: line) }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if tooDeepLine != nil { return }
    if bytes.count == 2, bytes[0] == 0xc2, bytes[1] < 0xa0 {
      return text(HTMLDialect.windowsCharacter(bytes[1]), line: line)
    }
    if scriptDepth > 0 {
      linkedData[linkedData.count - 1].append(contentsOf: bytes)
      return
    }
    if let read = property, read.text.count < Self.longestValue {
      property?.text.append(contentsOf: bytes)
    }
    machine.text(bytes, line: line)
  }

  /// The role of an element whose attributes may change it.
  private func refined(
    _ role: Role, key: UInt64, traits: HTMLTraits, attributes: Attributes
  ) -> Role {
    if let lang = traits.lang, key == keys.html || key == keys.body {
      // What the page declares goes before all that its metadata say.
      metadata.note(.language, lang, .linkedData, rank: -1)
    }
    if key == keys.meta { metadata.readMeta(attributes) }
    if key == keys.script, traits.type == "application/ld+json" {
      scriptDepth = depth
      linkedData.append([])
      return .skip
    }
    if key == keys.time, machine.isInMain, let date = attributes["datetime"] {
      metadata.note(.published, date, .time)
    }
    if let name = traits.itemProperty { readProperty(name, attributes) }
    let isWholePage = key == keys.html || key == keys.body
    // Answers are often collapsed until somebody opens them.
    if traits.isHidden && !isWholePage && !seeksQuestions { return .skip }
    if extraction == .full {
      if HTMLDialect.unseen.role(key) == .skip, role == .skip { return .skip }
    } else {
      // The skipped classes are not believed on the elements that hold the whole page.
      if traits.isSkipped && !isWholePage { return .skip }
      if key == keys.header { return machine.isInMain ? .container : .skip }
    }
    if traits.isAdmonition && role == .container { admonitionDepth = min(admonitionDepth, depth) }
    if role == .skip { return skipped(key, traits) }
    if let type = traits.itemType, type.hasSuffix("schema.org/Question") {
      questionDepths.append(depth - 1)
      return .questionEntry
    }
    if let property = traits.itemProperty, !questionDepths.isEmpty {
      if property == "name" { return .question }
      if property == "text" { return .answer }
    }
    return traits.isMain && role == .container ? .main : role
  }

  /// What an element is to who looks for questions, where that is something else: a `details` is a
  /// question with its answer, a heading inside of an answer a paragraph of it, and a button in a
  /// heading, by which an answer is opened, its text.
  private func askingRole(_ key: UInt64, _ role: Role) -> Role? {
    if case .heading = role, !machine.frames.entries.isEmpty { return .container }
    if key == keys.details { return .questionEntry }
    if key == keys.summary { return .question }
    let isInTitle = machine.builder.openKind == .heading || machine.builder.openPart == .term
    return key == keys.button && isInTitle ? .inline : nil
  }

  /// What becomes of an element that is content only now and then.
  private func skipped(_ key: UInt64, _ traits: HTMLTraits) -> Role {
    if extraction == .full || key == keys.form { return .container }
    // The foot of a quotation says whose it is.
    if key == keys.footer && machine.quoteDepth > 0 { return .container }
    return key == keys.aside && traits.isAdmonition ? .container : .skip
  }

  private func readProperty(_ name: String, _ attributes: Attributes) {
    guard let field = PageMetadata.field(ofProperty: name) else { return }
    if let value = attributes["content"] ?? attributes["datetime"] {
      metadata.note(field, value, .microdata)
    } else if property == nil && (field == .author || field == .title) {
      property = (field, depth, [])
    }
  }

  private func kind(of role: Role, key: UInt64) -> PageContainers.Kind {
    switch role {
    case .inline:
      if keys.codeElements[key] != nil { containers.codeElements += 1 }
      return .inline
    case .link, .lineBreak, .spaced, .documentTitle: return .inline
    case .item, .heading, .list, .definitionList, .term, .description, .quotation: return .text
    case .table, .tableHead, .row, .headerCell, .cell, .caption: return .table
    case .main: return key == keys.article ? .article : .group
    case .container:
      if key == keys.paragraph { return .paragraph }
      return key == keys.form ? .form : .group
    default: return .group
    }
  }
}
