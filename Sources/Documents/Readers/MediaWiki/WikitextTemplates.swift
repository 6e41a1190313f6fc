/// The templates of wikitext that hold words of the sentence around them.
///
/// What a template says is written in the wiki, not in the page, so most are left out. A few are so
/// frequent in running text, and mean the same in every wiki, that a sentence has a hole without
/// them: "they weigh {{convert|200|g}}", "from the Greek {{lang|grc|ἀρχή}}".
enum WikitextTemplates {
  /// Stands for a template that was left out until the sentence around it is closed up: a control
  /// character that XML does not allow, so that no page has it.
  static let mark: UInt8 = 0x1a

  private enum Reading {
    /// The parameter of this place, counted from 0; -1 is the last.
    case parameter(Int)
    /// All parameters with this between them.
    case joined(String)
    case constant(String)
    /// A number with its unit: `{{convert|5|to|6|mi}}`.
    case measure
    /// What stands before the first parameter.
    case prefixed(String)
    case dated
    /// `{{nihongo|Mount Fuji|富士山|Fujisan}}`
    case nihongo
  }

  private static let readings: [String: Reading] = {
    var readings: [String: Reading] = [:]
    let groups: [(Reading, String)] = [
      (
        .parameter(0),
        """
        nowrap nobr nobold small smaller big large resize em strong sc smallcaps mvar math quote \
        cquote blockquote quotation vanchor visible_anchor anchor_text abbr tooltip val nts ntsh sub \
        sup formatnum: flag flagu flagcountry ipa angbr angle_bracket not_a_typo as_written noitalic \
        gaps angbr_ipa ship uss hms linktext iw ill interlanguage_link illm keypress key-press
        """
      ),
      (.parameter(1), "lang legend color colour font_color"),
      (.parameter(-1), "transl transliteration fontcolor"),
      (.joined(", "), "hlist flatlist plainlist unbulleted_list ubl unbulleted-list"),
      (.joined(""), "chem"), (.joined("/"), "frac fraction sfrac"),
      (.constant(" – "), "snd spnd spaced_ndash spaced_en_dash dash - –"),
      (.constant("–"), "ndash en_dash"), (.constant("—"), "mdash em_dash emdash"),
      (.constant("|"), "! pipe"), (.constant("="), "="), (.constant("'"), "' apostrophe"),
      (.constant(" "), "nbsp space spaces"), (.constant(" · "), "· dot middot"),
      (.constant("•"), "• bull bullet"), (.constant("×"), "times"),
      (.prefixed("c. "), "circa c. ca. ca"), (.prefixed("fl. "), "floruit fl."),
      (.measure, "convert cvt"), (.dated, "as_of asof"), (.nihongo, "nihongo"),
    ]
    for (reading, names) in groups {
      for name in names.split(separator: " ") { readings[String(name)] = reading }
    }
    return readings
  }()

  /// What stands for a template with this text between its braces; nil where it is left out.
  static func text(of template: ArraySlice<UInt8>) -> String? {
    let end = template.firstIndex { $0 == UInt8(ascii: "|") } ?? template.endIndex
    guard end - template.startIndex <= 24 else { return nil }
    let name = String(decoding: template[..<end], as: UTF8.self).trimmed.lowercased()
      .replacing(" ", with: "_")
    let languageName = name.hasPrefix("lang-") ? Reading.parameter(0) : nil
    guard let reading = readings[name] ?? languageName else { return nil }
    let parameters = end < template.endIndex ? split(template[(end + 1)...]) : []
    return read(reading, parameters)
  }

  private static func read(_ reading: Reading, _ all: [Parameter]) -> String? {
    let parameters = all.filter { $0.name == nil }.map(\.value)
    let first = parameters.first ?? all.first { ["1", "text", "quote"].contains($0.name) }?.value
    switch reading {
    case .parameter(0): return first
    case .parameter(-1): return parameters.last
    case .parameter(let place): return parameters.count > place ? parameters[place] : nil
    case .joined(let separator):
      return parameters.filter { !$0.isEmpty }.joined(separator: separator)
    case .constant(let text): return text
    case .prefixed(let prefix): return first.map { prefix + $0 }
    case .measure: return measure(parameters)
    case .dated:
      let isLower = all.contains { $0.name == "lc" }
      return first.map { (isLower ? "as of " : "As of ") + $0 }
    case .nihongo:
      let original = parameters.dropFirst().filter { !$0.isEmpty }.joined(separator: ", ")
      return original.isEmpty ? first : (first ?? "") + " (\(original))"
    }
  }

  private struct Parameter {
    var name: String?
    var value: String
  }

  /// The parameters between bars that do not stand in a link.
  private static func split(_ bytes: ArraySlice<UInt8>) -> [Parameter] {
    var parameters: [Parameter] = []
    var start = bytes.startIndex
    var depth = 0
    func add(_ piece: ArraySlice<UInt8>) {
      let text = String(decoding: piece, as: UTF8.self)
      guard let equals = text.firstIndex(of: "="), !text[..<equals].contains("[") else {
        parameters.append(Parameter(name: nil, value: text.trimmed))
        return
      }
      let name = String(text[..<equals]).trimmed.lowercased()
      parameters.append(
        Parameter(name: name, value: String(text[text.index(after: equals)...]).trimmed))
    }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "|") where depth <= 0:
        add(bytes[start..<index])
        start = index + 1
      default: break
      }
    }
    add(bytes[start...])
    return parameters
  }

  // MARK: Measures

  private static let ranges: [String: String] = [
    "-": "–", "–": "–", "to": " to ", "and": " and ", "or": " or ", "by": " by ", "x": " × ",
    "*": " × ", "×": " × ", "+/-": " ± ", "±": " ± ", "to(-)": " to ", ",": ", ",
    "xx": " × ", "&": " & ", "to about": " to about ",
  ]
  private static let units: [String: String] = [
    "sqmi": "sq mi", "sqft": "sq ft", "cuft": "cu ft", "km2": "km²", "m2": "m²", "cm2": "cm²",
    "mm2": "mm²", "m3": "m³", "km3": "km³", "cm3": "cm³", "C": "°C", "F": "°F", "mph": "mph",
    "C-change": "°C", "F-change": "°F", "lb-f": "lbf", "impgal": "imperial gallons",
    "usgal": "US gallons", "e3acre": "thousand acres", "e6acre": "million acres",
    "e6USgal": "million US gallons", "e3sqmi": "thousand sq mi", "e6sqmi": "million sq mi",
    "e6km2": "million km²", "e6t": "million t", "e3t": "thousand t", "e6bbl": "million barrels",
  ]
  /// Units that a second number and unit may follow: `{{convert|6|ft|4|in}}`.
  private static let firstUnits: Set<String> = ["ft", "lb", "st", "mi", "yd", "long ton", "foot"]
  private static let secondUnits: Set<String> = ["in", "oz", "lb", "ft", "yd", "cwt"]

  private static func measure(_ parameters: [String]) -> String? {
    guard var text = parameters.first, !text.isEmpty else { return nil }
    var next = 1
    while next + 1 < parameters.count, let range = ranges[parameters[next]] {
      text += range + parameters[next + 1]
      next += 2
    }
    guard next < parameters.count else { return text }
    let unit = parameters[next]
    text += " " + (units[unit] ?? unit)
    if next + 2 < parameters.count, firstUnits.contains(unit),
      secondUnits.contains(parameters[next + 2]), Double(parameters[next + 1]) != nil
    {
      text += " \(parameters[next + 1]) \(parameters[next + 2])"
    }
    return text
  }

  // MARK: Holes

  private static let blank = UInt8(ascii: " ")

  /// Takes the marks out, with the brackets, commas and spaces that stood for what is gone: of
  /// "Achilles (▯; ▯, Akhilleus)" stays "Achilles (Akhilleus)".
  static func withoutMarks(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == mark else {
        output.append(bytes[index])
        index += 1
        continue
      }
      while index < bytes.count, bytes[index] == mark || bytes[index] == blank {
        // Without anything before it the space may be one that makes a listing.
        if bytes[index] == blank, let last = output.last, last != blank, last != 0x0a {
          output.append(blank)
        }
        index += 1
      }
      closeUp(&output, &index, bytes)
    }
    return output
  }

  private static func closeUp(_ output: inout [UInt8], _ index: inout Int, _ bytes: [UInt8]) {
    guard let before = output.last(where: { $0 != blank }), before != 0x0a else { return }
    let isPause = { (byte: UInt8) in ",;:".utf8.contains(byte) }
    if before == UInt8(ascii: "(") {
      while output.last == blank { output.removeLast() }
      while index < bytes.count, isPause(bytes[index]) || [blank, mark].contains(bytes[index]) {
        index += 1
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ")") else { return }
      output.removeLast()
      index += 1
      let goesOn = index < bytes.count && ",.;: \n)".utf8.contains(bytes[index])
      while goesOn, output.last == blank { output.removeLast() }
      return
    }
    guard index < bytes.count, ",.;:)".utf8.contains(bytes[index]) else { return }
    while output.last == blank { output.removeLast() }
    if before == UInt8(ascii: "."), bytes[index] == before { index += 1 }
    guard isPause(before) else { return }
    if isPause(bytes[index]) { index += 1 } else { output.removeLast() }
  }
}
