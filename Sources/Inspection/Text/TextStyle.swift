/// How results are laid out for people: how wide, and with or without colours.
public struct TextStyle: Sendable {
  /// What a stretch of text is, and so how it is shown.
  public enum Emphasis: Sendable, Equatable {
    case plain, heading, label, oracle, quote, bar, warning
  }

  /// Columns to a line.
  public var width: Int
  public var colour: Bool

  public init(width: Int = 100, colour: Bool = false) {
    self.width = max(40, width)
    self.colour = colour
  }

  /// The text between the escape sequences (ECMA-48, SGR) of its emphasis.
  public func paint(_ text: String, _ emphasis: Emphasis) -> String {
    guard colour, !text.isEmpty, emphasis != .plain else { return text }
    let code =
      switch emphasis {
      case .plain: "0"
      case .heading: "1"
      case .label: "2"
      case .oracle: "1;32"
      case .quote: "1;33"
      case .bar: "36"
      case .warning: "33"
      }
    return "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }

  /// Text from a corpus made safe for a terminal: a control character is shown, not obeyed, nor one
  /// that turns the direction of what follows (Unicode Technical Report 36, section 2).
  public static func harmless(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    let isControl: (Unicode.Scalar) -> Bool = {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7f...0x9f).contains($0.value)
        || (0x202a...0x202e).contains($0.value) || (0x2066...0x2069).contains($0.value)
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if !isControl(scalar) {
        result.unicodeScalars.append(scalar)
      } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        result.unicodeScalars.append(picture)
      } else {
        result += "\u{fffd}"
      }
    }
    return result
  }
}
