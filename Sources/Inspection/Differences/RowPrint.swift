import Artifacts
import Questions

/// What a comparison keeps of a row: by what it is matched, and a hash of each thing it says.
struct RowPrint: Sendable {
  /// What a row says, in the order of the hashes.
  enum Aspect: Int, CaseIterable {
    case question, answer, reasoning, rowClass, split, passages, order, prompt, oracle, evidence
    case kind, language, provenance, format, other

    var name: String {
      switch self {
      case .rowClass: "row class"
      case .order: "order of passages"
      case .provenance: "titles, ranks or scores"
      case .other: "other fields, or how they are written"
      default: "\(self)"
      }
    }

    /// What changes with others of a row's aspects is told where it alone did.
    func follows(_ others: [Aspect]) -> Bool {
      switch self {
      case .order: others.contains(.passages)
      case .prompt: others.contains { [.question, .passages, .order].contains($0) }
      case .provenance: others.contains { [.passages, .order].contains($0) }
      case .other: others.count > 1
      default: false
      }
    }
  }

  var id: String?
  /// The hash of the normalized question, of the prompt where no question stands out.
  var question: UInt64
  /// 32 bits suffice, as two rows alone are compared: one change in 4 billion goes unseen.
  private var hashes: SIMD16<UInt32>
  var file: Int
  var line: Int

  private static let hash = SeededHash(seed: 0)

  /// - Parameter text: the line that the row was read from.
  init(_ row: RowRecord, text: [UInt8], file: Int, line: Int, split: String?) {
    (self.file, self.line) = (file, line)
    id = row.id
    let asked = row.question ?? row.prompt ?? row.text ?? ""
    question = Self.hash.rank(NormalizedText(asked).bytes)
    let passages = row.passages.map { Self.hash(of: $0.text) }
    let said: [(Aspect, UInt64)] = [
      (.question, Self.hash(of: asked)), (.answer, Self.hash(of: row.answer ?? row.rejected)),
      (.reasoning, Self.hash(of: row.fullAnswer)), (.rowClass, Self.hash(of: row.rowClass)),
      (.split, Self.hash(of: split ?? row.split)), (.passages, passages.reduce(0, &+)),
      (.order, Self.hash(of: passages)), (.prompt, Self.hash(of: row.prompt.map(Self.withoutEnd))),
      (
        .oracle,
        Self.hash(
          of: (row.oracleContext == nil ? [] : [Self.hash(of: row.oracleContext)])
            + row.oracleChunks.map { UInt64(bitPattern: Int64($0)) })
      ),
      (.evidence, Self.hash(of: row.evidence.map { Self.hash(of: $0) })),
      (.kind, Self.hash(of: row.kind)), (.language, Self.hash(of: row.language)),
      (.provenance, Self.hash(of: row.passages.flatMap(Self.provenance))),
      (.format, Self.hash(of: row.format.rawValue)), (.other, Self.hash(ofLine: text)),
    ]
    hashes = SIMD16(repeating: 0)
    for (aspect, hash) in said { hashes[aspect.rawValue] = UInt32(truncatingIfNeeded: hash) }
  }

  /// White space around a line, as in a JSON array, says nothing.
  private static func hash(ofLine text: [UInt8]) -> UInt64 {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    var line = text[...].drop(while: isSpace)
    while let last = line.last, isSpace(last) { line.removeLast() }
    return hash.rank(line)
  }

  /// Formats end a prompt in a line feed or do not.
  private static func withoutEnd(_ prompt: String) -> String {
    var rest = prompt[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static func hash(of text: String?) -> UInt64 {
    guard var text else { return 0 }
    return text.withUTF8 { hash.rank($0) }
  }

  private static func hash(of hashes: [UInt64]) -> UInt64 {
    guard !hashes.isEmpty else { return 0 }
    return hashes.withUnsafeBytes { hash.rank($0.bindMemory(to: UInt8.self)) }
  }

  /// What a row tells of a passage beside its text; as text it is `RowRecord.provenance`.
  private static func provenance(of passage: RowRecord.Passage) -> [UInt64] {
    [
      hash(of: passage.title), hash(of: passage.document), passage.isOracle ? 1 : 0,
      UInt64(bitPattern: Int64(passage.rank ?? -1)), (passage.score ?? .nan).bitPattern,
      hash(of: passage.source),
    ]
  }

  /// What the two say differently.
  func differences(from other: RowPrint) -> [Aspect] {
    let isOtherFormat = hashes[Aspect.format.rawValue] != other.hashes[Aspect.format.rawValue]
    let differing = Aspect.allCases.filter { aspect in
      let (ours, theirs) = (hashes[aspect.rawValue], other.hashes[aspect.rawValue])
      guard ours == 0 || theirs == 0 else { return ours != theirs }
      // What one of two formats does not record is no difference of the rows, nor is the name of a file.
      return ours != theirs && !isOtherFormat && aspect != .split
    }
    return differing.filter { !$0.follows(differing) }
  }
}

extension RowRecord {
  /// What a row tells of each passage beside its text.
  var provenance: [String] {
    passages.map { passage in
      let facts = [
        passage.title, passage.document, passage.isOracle ? "oracle" : nil,
        passage.rank.map { "rank \($0)" }, passage.score.map { "score \($0)" }, passage.source,
      ]
      return facts.compactMap(\.self).joined(separator: ", ")
    }
  }
}
