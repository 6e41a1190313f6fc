import Artifacts
import Questions

/// What a comparison keeps of a row: by what it is matched, and a hash of each thing it says.
struct RowPrint: Sendable {
  /// What a row says, in the order of the hashes.
  enum Aspect: Int, CaseIterable {
    case question, answer, reasoning, rowClass, split, passages, order, rest

    var name: String {
      switch self {
      case .rowClass: "row class"
      case .order: "order of passages"
      case .rest: "oracle, kind or language"
      default: "\(self)"
      }
    }
  }

  var id: String?
  /// The hash of the normalized question, of the prompt where no question stands out.
  var question: UInt64
  var hashes: SIMD8<UInt64>
  var file: Int
  var line: Int

  private static let hash = SeededHash(seed: 0)

  init(_ row: RowRecord, file: Int, line: Int, split: String?) {
    (self.file, self.line) = (file, line)
    id = row.id
    let asked = row.question ?? row.prompt ?? row.text ?? ""
    question = Self.hash.rank(NormalizedText(asked).bytes)
    hashes = SIMD8(repeating: 0)
    let of = { (text: String?) in text.map { Self.hash.rank(Array($0.utf8)) } ?? 0 }
    hashes[Aspect.question.rawValue] = of(asked)
    hashes[Aspect.answer.rawValue] = of(row.answer ?? row.rejected)
    hashes[Aspect.reasoning.rawValue] = of(row.fullAnswer)
    hashes[Aspect.rowClass.rawValue] = of(row.rowClass)
    hashes[Aspect.split.rawValue] = of(split ?? row.split)
    let passages = row.passages.map { of($0.text) }
    hashes[Aspect.passages.rawValue] = passages.reduce(0, &+)
    hashes[Aspect.order.rawValue] = Self.hash.rank(
      passages.map { String($0) }.joined(separator: " "))
    let rest =
      [row.oracleContext, row.kind, row.language, row.format.rawValue].map { $0 ?? "" }
      + row.oracleChunks.map(String.init) + row.evidence
    hashes[Aspect.rest.rawValue] = of(rest.joined(separator: "\u{0}"))
  }

  /// What the two say differently. Other passages are not told once more as another order.
  func differences(from other: RowPrint) -> [Aspect] {
    let differing = Aspect.allCases.filter { hashes[$0.rawValue] != other.hashes[$0.rawValue] }
    return differing.contains(.passages) ? differing.filter { $0 != .order } : differing
  }
}
