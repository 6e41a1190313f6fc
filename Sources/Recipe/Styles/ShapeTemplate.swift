import Mustache

/// A template of three values, taken apart into its pieces where it does nothing but place them.
///
/// Every row goes through it, and putting pieces together is a hundred times as fast as rendering.
/// Whether the pieces are all there is, is found out by rendering: with values that
/// stand nowhere else, and with values that are empty, all must come out the same.
struct ShapeTemplate: Sendable {
  private enum Piece: Equatable {
    case text(String)
    case value(Int)
  }

  private static let names = ["reasoning", "answer", "citations"]

  private let template: MustacheTemplate
  private let pieces: [Piece]?

  init(_ template: MustacheTemplate) {
    self.template = template
    let found = Self.pieces(template, mark: "\u{e000}")
    // Empty values would show a section that depends on one.
    let isPlain = [["", "x", ""], ["x", "x", ""], ["", "x", "x"], ["yy", "yy", "yy"]].allSatisfy {
      let values = Dictionary(uniqueKeysWithValues: zip(Self.names, $0))
      return template.render(values) == Self.joined(found, values)
    }
    pieces = isPlain ? found : nil
  }

  /// - Parameter values: the values of `reasoning`, `answer` and `citations`.
  func render(_ values: [String: String]) -> String {
    pieces.map { Self.joined($0, values) } ?? template.render(values)
  }

  private static func joined(_ pieces: [Piece], _ values: [String: String]) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .value(let number): result += values[names[number]] ?? ""
      }
    }
    return result
  }

  private static func pieces(_ template: MustacheTemplate, mark: String) -> [Piece] {
    let values = names.enumerated().map { ($1, "\(mark)\($0)\(mark)") }
    let text = template.render(Dictionary(uniqueKeysWithValues: values))
    var pieces: [Piece] = []
    var literal = true
    var rest = text[...]
    while let range = rest.firstRange(of: mark) {
      let part = String(rest[..<range.lowerBound])
      pieces.append(literal ? .text(part) : .value(Int(part) ?? 0))
      literal.toggle()
      rest = rest[range.upperBound...]
    }
    return pieces + [.text(String(rest))]
  }
}
