import Foundation
import Recipe
import Testing

/// What comes out of a corpus that a person can keep in mind: `Tests/Snapshots/small`.
///
/// `RAFTWRIGHT_RECORD=1 swift test --filter GoldenTests` writes the files anew; read the difference.
@Suite("Golden files")
struct GoldenTests {
  private static let golden = Command.repository + "/Tests/Snapshots/small"

  @Test("questions, and rows as a person reads them")
  func small() throws {
    let folder = try Folder()
    let run = try Command.raftwright(
      "build", Self.golden + "/corpus", "--output", folder.path, "--distractors", "2", "--quiet")
    #expect(run.code == 0, "\(run.stderr)")
    var rows: [NativeRow] = []
    for split in ["train", "validation", "test"] {
      rows += try folder.read(split + ".jsonl").split(separator: "\n").map {
        try JSONDecoder().decode(NativeRow.self, from: Data($0.utf8))
      }
    }
    let questions = rows.sorted { $0.id < $1.id }.map { row in
      "[\(row.kind)] \(row.question)\n  \(row.answer.replacing("\n", with: "\n  "))\n"
    }
    try compare(questions.joined(separator: "\n"), with: "questions.txt")
    try compare(rows.map(Self.readable).joined(separator: "\n"), with: "rows.txt")
    try compare(run.stderr, with: "drops.txt")
  }

  private static func readable(_ row: NativeRow) -> String {
    var lines = ["== \(row.split.rawValue) \(row.rowClass.rawValue) \(row.id)", row.question]
    for (place, passage) in row.passages.enumerated() {
      let text = row.context.sentences[0][place].split(separator: "\n").first ?? ""
      lines.append("  \(place) \(passage.role.rawValue) \(passage.document): \(text)")
    }
    return (lines + row.cotAnswer.split(separator: "\n").map { "  > " + $0 }).joined(
      separator: "\n")
      + "\n"
  }

  private func compare(_ text: String, with name: String) throws {
    let path = Self.golden + "/" + name
    if ProcessInfo.processInfo.environment["RAFTWRIGHT_RECORD"] != nil {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      return
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == expected, "\(name) differs; record it anew if the change is meant")
  }
}
