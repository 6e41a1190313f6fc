import Artifacts

/// A summary for people: sections of facts, bars and tables, before it is laid out.
public struct Report: Sendable {
  public struct Section: Sendable {
    public var title: String
    public var content: Content
  }

  public enum Content: Sendable {
    /// Names and what they are.
    case facts([(name: String, value: String)])
    /// Names and how often they occurred; shares are of `total`.
    case bars([(name: String, count: Int)], total: Int)
    /// A line of column names, then rows; the first column is text, the others are numbers.
    case table(columns: [String], rows: [[String]])
    /// From files to rows.
    case funnel(Funnel)
    /// What was dropped at every stage.
    case drops([Manifest.Stage])
  }

  public var title: String
  public private(set) var sections: [Section] = []

  public init(title: String) {
    self.title = title
  }

  mutating func add(_ title: String, _ content: Content) {
    sections.append(Section(title: title, content: content))
  }
}

/// Numbers as people read them.
enum Figures {
  /// 12345 gives "12,345".
  static func grouped(_ value: Int) -> String {
    var digits = Array(String(value.magnitude))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return (value < 0 ? "-" : "") + String(digits)
  }

  /// A number without its fraction.
  static func grouped(_ value: Double) -> String {
    value.magnitude < 1e15 ? grouped(Int(value.rounded())) : value.description
  }

  /// "1 row", "2 rows", "1,000 rows".
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(grouped(count)) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A share with three decimals: 0.8 gives "0.800".
  static func share(_ value: Double) -> String { fixed(value, places: 3) }

  /// A share in percent with one decimal: 0.8 gives "80.0 %".
  static func percent(_ part: Int, of total: Int) -> String {
    total == 0 ? "–" : fixed(100 * Double(part) / Double(total), places: 1) + " %"
  }

  /// 1234567 gives "1.2 MB".
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    let units = ["kB", "MB", "GB", "TB"]
    var value = Double(count) / 1000
    var unit = 0
    while value >= 999.95, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return fixed(value, places: 1) + " " + units[unit]
  }

  static func fixed(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    // Beyond what a double holds exactly, decimals say nothing.
    guard value.magnitude * scale < 9e15 else { return value.description }
    let scaled = Int((value.magnitude * scale).rounded())
    let unit = Int(scale)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % unit)
    let zeros = String(repeating: "0", count: places - fraction.count)
    return sign + String(scaled / unit) + "." + zeros + fraction
  }
}
