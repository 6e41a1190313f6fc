import Artifacts
import Foundation
import Testing

/// Recipes as a user asks for them: flags, profiles, configuration, grids.
@Suite("Recipes from the command line")
struct RecipeCommandTests {
  /// Linked pages, with `i.sqlite` and `q.jsonl`.
  private static func indexed() throws -> Folder {
    let folder = try Folder()
    for chapter in 0..<12 {
      for page in 0..<4 {
        let number = chapter * 4 + page
        // The pages of a chapter link to each other, as do the first pages of chapters.
        let links = (0..<4).map { "<a href=\"c\(chapter)p\($0).html\">page \($0)</a>" }
        let next = page == 0 ? "<a href=\"c\((chapter + 1) % 12)p0.html\">next</a>" : ""
        try folder.write(
          """
          <title>Gear \(number)</title><h1>Gear \(number)</h1>
          <p>The wheel of gear \(number) is a disc with \(number * 7 + 3) teeth. See \(links.joined(separator: ", ")). \(next)</p>
          <h2>Oil</h2><p>The cup of gear \(number) is a vessel that holds \(number * 5 + 2) drops. It is filled by hand.</p>
          """, to: "docs/c\(chapter)p\(page).html")
      }
    }
    let run = try Command.shell(
      """
      raftwright index docs --output i.sqlite --quiet
      raftwright questions i.sqlite --output q.jsonl --quiet 2> /dev/null
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    return folder
  }

  private static func rows(_ folder: Folder, _ output: String = "out") throws -> [JSONValue] {
    try ["train", "validation", "test"].flatMap { split in
      try folder.read("\(output)/\(split).jsonl").split(separator: "\n").map {
        try JSONValue(parsing: Array($0.utf8))
      }
    }
  }

  @Test("a profile is the ground; the file's keys go before it, and flags before both")
  func precedence() throws {
    let folder = try Self.indexed()
    try folder.write("dataset:\n  profile: gorilla\n  distractors: 2\n", to: "r.yaml")
    func counts(_ flags: String) throws -> Set<Int> {
      let run = try Command.shell(
        "raftwright dataset i.sqlite q.jsonl --output out --quiet \(flags)", in: folder.path)
      #expect(run.code == 0, "\(run.stderr)")
      return Set(
        try Self.rows(folder).map { row in
          row["passages"]?.array?.count { $0["role"]?.string == "distractor" } ?? -1
        })
    }
    #expect(try counts("--profile gorilla") == [3])
    #expect(try Self.rows(folder).allSatisfy { $0["row_class"]?.string == "oracle" })
    #expect(
      try Self.rows(folder).allSatisfy {
        $0["cot_answer"]?.string?.contains("\n<ANSWER>: ") == true
      })
    #expect(try counts("--config r.yaml") == [2])
    #expect(try Self.rows(folder).allSatisfy { $0["row_class"]?.string == "oracle" })
    #expect(try counts("--config r.yaml --distractors 1-2 --oracle-fraction 0.5") == [1, 2])
    #expect(try Self.rows(folder).contains { $0["row_class"]?.string == "memorize" })
    #expect(try counts("--config r.yaml --profile paper") == [2])
    let manifest = try JSONValue(parsing: Array(try folder.read("out/manifest.json").utf8))
    #expect(manifest["configuration"]?["dataset"]?["profile"]?.string == "paper")
  }

  @Test(
    "wrong choices are refused with the right ones",
    arguments: [
      ("--profile papre", #"--profile takes hard, paper, modern, gorilla; "papre" was given."#),
      ("--answer-style x", "--answer-style takes raft, gorilla, think, cited, json, plain"),
      ("--split-by page", "--split-by takes document, question, near-duplicate, link"),
      ("--compression bz2", "--compression takes none, gzip, zstd"),
      (
        "--distractors 6-2",
        "--distractors takes a number from 0, or a range such as 2-6; 6-2 was given."
      ),
      ("--abstain-fraction 2", "--abstain-fraction takes 0 to 1; 2.0 was given."),
      ("--sources bm25=x", "--sources takes names with shares, such as bm25=0.7,random=0.3"),
      ("--sources bm52", "there is no source of distractors `bm52`; did you mean `bm25`?"),
      ("--redact mail", "there is no kind of redaction `mail`; did you mean `email`?"),
      ("--formats chta", "there is no format `chta`; did you mean `chat`?"),
      ("--abstain-fraction 0.5", "are more than 1 together; lower one"),
      ("--replay-share 0.5", "--replay-share belongs to --replay."),
      ("--grid Q=1", "an axis of a grid is a name and its values"),
      ("--decontaminate none.txt", "none.txt"), ("--replay none.jsonl", "none.jsonl"),
    ])
  func mistakes(flags: String, sentence: String) throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      "raftwright dataset i.sqlite q.jsonl --output out --quiet \(flags)", in: folder.path)
    #expect([64, 66].contains(run.code), "\(run.code)")
    #expect(run.stderr.contains(sentence), "\(run.stderr)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out/train.jsonl"))
  }

  @Test("a grid has a folder for each combination, of the same questions")
  func grid() throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      "raftwright dataset i.sqlite q.jsonl -o g --quiet --grid P=0.4,1 k=1,2", in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    #expect(run.stdout.split(separator: "\n").count == 5)
    var ids: Set<Set<String>> = []
    for (name, share, k) in [
      ("P0.4-k1", 0.4, 1), ("P0.4-k2", 0.4, 2), ("P1-k1", 1, 1), ("P1-k2", 1, 2),
    ] {
      let rows = try Self.rows(folder, "g/" + name)
      ids.insert(Set(rows.compactMap { $0["id"]?.string }))
      let oracles = rows.count { $0["row_class"]?.string == "oracle" }
      #expect(abs(Double(oracles) - share * Double(rows.count)) <= 1.5)
      #expect(
        rows.allSatisfy { row in
          row["passages"]?.array?.count { $0["role"]?.string == "distractor" } == k
        })
    }
    #expect(ids.count == 1)
  }

  @Test("pages that link to one another share a split")
  func linked() throws {
    let folder = try Self.indexed()
    func chapters(_ unit: String) throws -> Int {
      let run = try Command.shell(
        "raftwright dataset i.sqlite q.jsonl --output out --quiet --split-by \(unit) --config r.yaml",
        in: folder.path)
      #expect(run.code == 0, "\(run.stderr)")
      var splits: [Substring: Set<String>] = [:]
      for row in try Self.rows(folder) {
        for passage in row["passages"]?.array ?? [] where passage["role"]?.string == "oracle" {
          let page = passage["document"]?.string ?? ""
          splits[page.prefix { $0 != "p" }, default: []].insert(row["split"]?.string ?? "")
        }
      }
      return splits.values.count { $0.count > 1 }
    }
    try folder.write(
      "dataset:\n  splits: {train: 0.5, validation: 0.25, test: 0.25}\n", to: "r.yaml")
    let (byDocument, byLink) = (try chapters("document"), try chapters("link"))
    #expect(byDocument >= 1, "nothing to keep together")
    #expect(byLink == 0)
  }

  @Test(
    "packed rows are the same rows, and the same bytes each time",
    arguments: [
      ("gzip", "gz"), ("zstd", "zst"),
    ])
  func packed(compression: String, ending: String) throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      """
      raftwright dataset i.sqlite q.jsonl --output plain --quiet --formats chat
      raftwright dataset i.sqlite q.jsonl --output a --quiet --formats chat --compression \(compression)
      sleep 1.1
      raftwright dataset i.sqlite q.jsonl --output b --quiet --formats chat --compression \(compression) --threads 1
      cmp a/train.chat.jsonl.\(ending) b/train.chat.jsonl.\(ending) && cmp a/manifest.json b/manifest.json
      """, in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    if ending == "gz" {
      let same = try Command.shell(
        "gzip -dc a/train.chat.jsonl.gz | cmp - plain/train.chat.jsonl", in: folder.path)
      #expect(same.code == 0)
    }
    // Without packing again: the packed files are an earlier run's.
    let again = try Command.shell(
      "raftwright dataset i.sqlite q.jsonl --output a --quiet --formats chat; ls a", in: folder.path
    )
    #expect(!again.stdout.contains(".\(ending)"), "\(again.stdout)")
  }

  @Test("the dataset card has what Hugging Face reads, with the licence that was given")
  func card() throws {
    let folder = try Self.indexed()
    let run = try Command.shell(
      "raftwright dataset i.sqlite q.jsonl -o out --quiet --formats chat --license cc-by-4.0",
      in: folder.path)
    #expect(run.code == 0, "\(run.stderr)")
    let card = try folder.read("out/README.md")
    #expect(card.hasPrefix("---\n"))
    for line in [
      "license: \"cc-by-4.0\"", "- n<1K", "- config_name: raft\n  default: true",
      "- config_name: chat", "    path: train.chat.jsonl", "## Leakage",
    ] {
      #expect(card.contains(line), "\(line)")
    }
  }
}
