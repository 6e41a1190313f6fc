/// What becomes of the stretches by which a text is split.
enum SplitBehavior: String, Sendable {
  case removed = "Removed"
  case isolated = "Isolated"
  case mergedWithPrevious = "MergedWithPrevious"
  case mergedWithNext = "MergedWithNext"
  case contiguous = "Contiguous"

  /// Turns the stretches of a piece, each a delimiter or not, into its parts.
  func parts(
    of stretches: [(range: Range<Int>, isDelimiter: Bool)], into parts: inout [Range<Int>]
  ) {
    switch self {
    case .removed:
      for stretch in stretches where !stretch.isDelimiter { parts.append(stretch.range) }
    case .isolated:
      for stretch in stretches { parts.append(stretch.range) }
    case .contiguous:
      var last: Bool?
      for stretch in stretches {
        if stretch.isDelimiter == last {
          let start = parts.removeLast().lowerBound
          parts.append(start..<stretch.range.upperBound)
        } else {
          parts.append(stretch.range)
        }
        last = stretch.isDelimiter
      }
    case .mergedWithPrevious:
      var canTake = false
      for stretch in stretches {
        if stretch.isDelimiter && canTake {
          let start = parts.removeLast().lowerBound
          parts.append(start..<stretch.range.upperBound)
          canTake = false
        } else {
          parts.append(stretch.range)
          canTake = !stretch.isDelimiter
        }
      }
    case .mergedWithNext:
      var pending: Int?
      for stretch in stretches {
        if stretch.isDelimiter {
          if let pending { parts.append(pending..<stretch.range.lowerBound) }
          pending = stretch.range.lowerBound
        } else {
          parts.append((pending ?? stretch.range.lowerBound)..<stretch.range.upperBound)
          pending = nil
        }
      }
      if let pending, let end = stretches.last?.range.upperBound { parts.append(pending..<end) }
    }
  }
}
