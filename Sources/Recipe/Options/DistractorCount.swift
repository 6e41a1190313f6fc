/// The number of distractors that a row gets: k of the RAFT paper, drawn once per row.
///
///     DistractorCount(4)                     // always four, as in the paper
///     DistractorCount(rawValue: "2-6")       // uniform over 2, 3, 4, 5, 6
///
/// A corpus with fewer eligible passages gives fewer, and counts `tooFewPassages`.
public struct DistractorCount: RawRepresentable, Codable, Sendable, Hashable,
  ExpressibleByIntegerLiteral
{
  public let range: ClosedRange<Int>

  public init(_ count: Int) {
    range = count...count
  }

  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// `4`, or a range such as `2-6`; nil for anything else.
  public init?(rawValue: String) {
    let ends = rawValue.split(separator: "-", omittingEmptySubsequences: false).map {
      Int($0.filter { !$0.isWhitespace })
    }
    guard let first = ends.first ?? nil, ends.count <= 2 else { return nil }
    guard let last = ends.last ?? nil, first <= last else { return nil }
    range = first...last
  }

  public var rawValue: String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }

  public var most: Int { range.upperBound }
}
