import Artifacts
import Testing

@testable import Inspection

@Suite("Differences of datasets")
struct DifferenceTests {
  private func compare(
    _ old: [String], _ new: [String], threads: Int = 1
  ) async throws -> (DatasetDifference, String) {
    try await Fixture.inFolder { folder in
      let sides = try [("old", old), ("new", new)].map { name, rows in
        let path = "\(folder)/\(name)/train.jsonl"
        try WholeFile.write(Array(rows.joined(separator: "\n").utf8), to: path)
        return DatasetDifference.Side(path: name, files: [InspectedInput.SplitFile(path)])
      }
      let difference = try await DatasetDifference(sides[0], sides[1], threads: threads)
      return (difference, try difference.text(style: TextStyle()))
    }
  }

  @Test("the same rows in another order are the same")
  func same() async throws {
    let (difference, _) = try await compare(
      [Fixture.held, Fixture.remembered], [Fixture.remembered, Fixture.held])
    #expect(difference.isEmpty && difference.same == 2)
  }

  @Test("what was added, removed and changed, with what changed")
  func rows() async throws {
    let changed = Fixture.held.replacing(
      #""answer":"It reclaims storage.""#, with: #""answer":"It reclaims disk space.""#)
    let (difference, text) = try await compare(
      [Fixture.held, Fixture.remembered], [changed, Fixture.berkeley])
    #expect(difference.changedCount == 1 && difference.addedCount == 1)
    #expect(difference.removedCount == 1 && difference.same == 0)
    #expect(text.contains("changed r1 (train.jsonl:1, train.jsonl:1): answer\n"))
    #expect(text.contains("- answer:  It reclaims storage."))
    #expect(text.contains("+ answer:  It reclaims disk space."))
    #expect(text.contains("added seed_task_0 (train.jsonl:2)"))
    #expect(text.contains("removed r2 (train.jsonl:2)"))
  }

  @Test("what no other name covers is a change, too; what cannot be read is told")
  func others() async throws {
    let (more, text) = try await compare(
      [Fixture.held], [Fixture.held.replacing(#""chunk":7"#, with: #""chunk":8"#)])
    #expect(more.changedCount == 1 && text.contains(": other fields, or how they are written\n"))
    let (positions, _) = try await compare(
      [Fixture.held],
      [Fixture.held.replacing(#""oracle_positions":[1]"#, with: #""oracle_positions":[0]"#)])
    #expect(!positions.isEmpty)
    let (broken, broke) = try await compare([Fixture.held, "{"], [Fixture.held])
    #expect(!broken.isEmpty && broken.same == 1)
    #expect(broke.contains("unreadable  1 line, not compared"))
  }

  @Test("what one of two formats does not record is no change, and unknown, not 0")
  func formats() async throws {
    let eval =
      #"{"id":"r1","question":"What is VACUUM?","prompt":"<DOCUMENT>…</DOCUMENT>\nWhat is VACUUM?\n","reference":"The passage says ##begin_quote##VACUUM reclaims storage##end_quote##. So: it reclaims storage."}"#
    let (difference, text) = try await compare([Fixture.held], [eval])
    #expect(difference.changes.map(\.name) == ["passages", "format"], "\(text)")
    #expect(
      text.split(separator: "\n").contains { $0.hasPrefix("  class oracle") && $0.contains("–") })
  }

  @Test("a question with another id is the same row under another name")
  func renamed() async throws {
    let renamed = Fixture.held.replacing(#""id":"r1""#, with: #""id":"x9""#)
    let (difference, text) = try await compare([Fixture.held], [renamed])
    #expect(difference.changedCount == 1 && difference.addedCount == 0)
    #expect(text.contains("changed x9 (train.jsonl:1, train.jsonl:1): id"))
    let json = try JSONValue(parsing: difference.json())
    #expect(json["changed_rows"]?.array?.first?["old_id"]?.string == "r1")
  }

  @Test("passages in another order are told apart from other passages")
  func order() async throws {
    let turned = Fixture.held
      .replacing(#"[["Backup","VACUUM"]]"#, with: #"[["VACUUM","Backup"]]"#)
      .replacing(
        #"["Backup\n\nCopy it.","VACUUM\n\nVACUUM reclaims storage."]"#,
        with: #"["VACUUM\n\nVACUUM reclaims storage.","Backup\n\nCopy it."]"#)
    let (moved, text) = try await compare([Fixture.held], [turned])
    #expect(moved.changedCount == 1 && text.contains(": order of passages"))
    let other = Fixture.held.replacing("Copy it.", with: "Copy all.")
    let (swapped, told) = try await compare([Fixture.held], [other])
    #expect(swapped.changedCount == 1 && told.contains(": passages\n"))
    #expect(!told.contains("order of passages"))
  }

  @Test(
    "what else a row says is compared too",
    arguments: [
      ("<DOCUMENT>…</DOCUMENT>", "<DOCUMENT>…</DOCUMENT> Be brief.", "prompt"),
      (#""score":3.25"#, #""score":3.5"#, "titles, ranks or scores"),
      (#""kind":"definition""#, #""kind":"faq""#, "kind"),
      (#""language":"en""#, #""language":"de""#, "language"),
      (#""oracle_context":"VACUUM\n"#, #""oracle_context":"VACUUM \n"#, "oracle"),
    ])
  func rest(from: String, to: String, name: String) async throws {
    let other = Fixture.held.replacing(from, with: to)
    #expect(other != Fixture.held)
    let (difference, text) = try await compare([Fixture.held], [other])
    #expect(difference.changedCount == 1)
    #expect(text.contains("changed r1 (train.jsonl:1, train.jsonl:1): \(name)\n  - "), "\(text)")
  }

  @Test("chats, which have no id, are matched by their question")
  func chats() async throws {
    let chat = { (question: String, answer: String) in
      #"{"messages":[{"role":"user","content":"<DOCUMENT>x</DOCUMENT>\n\#(question)"},{"role":"assistant","content":"\#(answer)"}]}"#
    }
    let (difference, _) = try await compare(
      [chat("Q1?", "A1"), chat("Q2?", "A2")], [chat("Q2?", "other"), chat("Q1?", "A1")])
    #expect(difference.same == 1 && difference.changedCount == 1 && difference.addedCount == 0)
  }

  @Test(
    "laws, over seeds: counts add up, and turning the sides turns added and removed",
    arguments: 0..<12)
  func laws(seed: Int) async throws {
    var random = SeededHash(seed: UInt64(seed)).sequence("diff")
    let make = { (random: inout SplitMix64) in
      (0..<random.below(40)).map { _ in
        let (id, answer) = (random.below(25), random.below(3))
        return #"{"id":"\#(id)","question":"q\#(id)","answer":"\#(answer)","oracle_chunks":[1]}"#
      }
    }
    let (old, new) = (make(&random), make(&random))
    let (one, _) = try await compare(old, new)
    let (other, _) = try await compare(new, old)
    #expect(one.same + one.changedCount + one.addedCount == new.count)
    #expect(one.same + one.changedCount + one.removedCount == old.count)
    #expect(one.same == other.same && one.addedCount == other.removedCount)
    let (threaded, _) = try await compare(old, new, threads: 4)
    #expect(threaded.json() == one.json())
    let (itself, _) = try await compare(old, old)
    #expect(itself.isEmpty)
  }
}
