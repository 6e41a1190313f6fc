/// Hears the SAX events of one HTML page and drives the element machine.
///
/// One task uses it, at every event: no run-time check of exclusive access to its properties.
final class HTMLSink: ElementSink {
  /// Browsers flatten what nests deeper than some hundreds; the parser's own work grows with it.
  static let deepest = 2_000

  let machine: ElementMachine
  /// With forms read as content: for pages that are one form from top to bottom.
  @exclusivity(unchecked) var readsForms = false
  @exclusivity(unchecked) private(set) var language: String?
  /// The bodies of `<script type="application/ld+json">`.
  @exclusivity(unchecked) private(set) var linkedData: [[UInt8]] = []
  /// The line on which elements nest too deep; what follows is not read.
  @exclusivity(unchecked) private(set) var tooDeepLine: Int?
  @exclusivity(unchecked) private var scriptDepth = 0
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var questionDepths: [Int] = []
  @exclusivity(unchecked) private var admonitionDepth = Int.max

  /// Kept here since every access to a static property of another file asks whether it is set up.
  private let roles = HTMLDialect.roles
  private let header = HTMLDialect.header

  init(machine: ElementMachine) {
    self.machine = machine
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
    guard attributes.pointer?[0] != nil || role == .skip || key == header else {
      machine.open(role, line: line)
      return
    }
    machine.open(refined(role, key: key, attributes: attributes), line: line)
  }

  func end(_ key: UInt64) {
    depth -= 1
    guard depth < Self.deepest else { return }
    if depth == scriptDepth - 1 { scriptDepth = 0 }
    if depth < admonitionDepth { admonitionDepth = .max }
    if questionDepths.last == depth { questionDepths.removeLast() }
    machine.close()
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
    if tooDeepLine != nil { return }
    if scriptDepth > 0 {
      linkedData[linkedData.count - 1].append(contentsOf: bytes)
    } else {
      machine.text(bytes, line: line)
    }
  }

  /// The role of an element whose attributes may change it.
  private func refined(_ role: Role, key: UInt64, attributes: Attributes) -> Role {
    let traits = HTMLDialect.traits(of: attributes)
    if let lang = traits.lang, key == HTMLDialect.html || key == HTMLDialect.body {
      language = lang
    }
    if key == HTMLDialect.script, traits.type == "application/ld+json" {
      scriptDepth = depth
      linkedData.append([])
      return .skip
    }
    // The skipped classes are not believed on the elements that hold the whole page.
    if traits.isSkipped && key != HTMLDialect.html && key != HTMLDialect.body { return .skip }
    if key == HTMLDialect.header { return machine.isInMain ? .container : .skip }
    if traits.isAdmonition && role == .container { admonitionDepth = min(admonitionDepth, depth) }
    if key == HTMLDialect.aside && traits.isAdmonition { return .container }
    if key == HTMLDialect.form && readsForms { return .container }
    if role == .skip { return .skip }
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
}
