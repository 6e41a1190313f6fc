import Artifacts
import Testing

@testable import Inspection

@Suite("Reading rows")
struct ReadingTests {
  private func lines(_ path: String) throws -> [String] {
    var found: [String] = []
    var lines = try JSONLines(path)
    while let line = try lines.next() {
      found.append(String(decoding: line, as: UTF8.self).trimmed)
    }
    return found
  }

  @Test(
    "an array has its elements for rows, however it is laid out",
    arguments: [
      #"[{"a":1},{"b":[1,{"c":"]},{["}]}]"#,
      "[\n  {\"a\":1},\n  {\"b\":[1,{\"c\":\"]},{[\"}]}\n]\n",
      "\u{feff}[{\"a\":1}\r\n,{\"b\":[1,{\"c\":\"]},{[\"}]}]",
    ])
  func array(text: String) async throws {
    try await Fixture.inFolder { folder in
      try WholeFile.write(Array(text.utf8), to: folder + "/a.json")
      #expect(try lines(folder + "/a.json") == [#"{"a":1}"#, ##"{"b":[1,{"c":"]},{["}]}"##])
    }
  }

  @Test("elements are the same wherever the file is cut into pieces", arguments: 0..<40)
  func pieces(seed: UInt64) {
    var random = SeededHash(seed: seed).sequence("pieces")
    let text =
      #"[ {"q":"a \" ] , [ \\","n":[[1],{"x":[]}]} ,"# + "\n" + #"{}, {"t":"{"} ] {"after":1}"#
    var whole = Array(text.utf8)
    var turn = ArrayLines()
    whole.withUnsafeMutableBytes { turn.turn($0) }
    var parts = Array(text.utf8)
    var state = ArrayLines()
    parts.withUnsafeMutableBytes { memory in
      var start = 0
      while start < memory.count {
        let end = min(memory.count, start + 1 + random.below(9))
        state.turn(UnsafeMutableRawBufferPointer(rebasing: memory[start..<end]))
        start = end
      }
    }
    #expect(parts == whole && whole.count == text.utf8.count)
    let rows = String(decoding: whole, as: UTF8.self).split(separator: "\n").map {
      String($0).trimmed
    }
    #expect(
      rows == [#"{"q":"a \" ] , [ \\","n":[[1],{"x":[]}]}"#, "{}", #"{"t":"{"}"#, #"{"after":1}"#])
  }

  @Test("a log line in brackets makes no array of the rows behind it")
  func log() async throws {
    try await Fixture.inFolder { folder in
      try WholeFile.write(Array("[INFO] begun\n{\"a\":1}\n".utf8), to: folder + "/a.jsonl")
      #expect(try lines(folder + "/a.jsonl") == ["[INFO] begun", #"{"a":1}"#])
    }
  }

  @Test("packed files", arguments: [("xz -c", ".xz"), ("bzip2 -c", ".bz2"), ("gzip -c", ".gz")])
  func packed(packer: String, suffix: String) async throws {
    try await Fixture.inFolder { folder in
      try WholeFile.write(Array("[{\"a\":1},{\"b\":2}]".utf8), to: folder + "/a.json")
      guard try Fixture.pack(folder + "/a.json", with: packer, to: suffix) else { return }
      #expect(try lines(folder + "/a.json" + suffix) == [#"{"a":1}"#, #"{"b":2}"#])
    }
  }

  @Test(
    "the split that a file is named after",
    arguments: [
      ("train.chat.jsonl.gz", "train"), ("test.eval.jsonl", "test"),
      ("raft_dev.jsonl", "validation"),
      ("raft_eval.jsonl", "validation"), ("train-00000-of-00001.jsonl", "train"),
      ("rows.jsonl", ""),
      ("contest.jsonl", ""),
    ])
  func splits(name: String, split: String) {
    #expect(InspectedInput.SplitFile("/somewhere/" + name).split == split)
  }

  @Test(
    "what is no JSON lines is named",
    arguments: [
      ("PAR1xxxx", "this is Parquet: write its rows as JSONL first"),
      ("PK\u{3}\u{4}", "this is a zip archive: unpack it first"),
      (
        "{\n \"a\": 1\n}",
        "this is JSON over several lines: JSONL has a row on each, as jq -c . writes them"
      ),
    ])
  func hints(text: String, hint: String) async throws {
    try await Fixture.inFolder { folder in
      try WholeFile.write(Array(text.utf8), to: folder + "/x")
      #expect(InspectedInput.hint(folder + "/x") == hint)
    }
  }

  @Test(
    "text is found in either case, accents written either way",
    arguments: [
      ("LÄNGE", "Die Länge"), ("барометр", "БАРОМЕТР"), ("cafe\u{301}", "Un café"), ("Σ", "ς"),
      ("VACuum", "vacuum"),
    ])
  func find(needle: String, text: String) {
    #expect(FoldedText(needle).find(in: text) != nil)
    #expect(FoldedText(needle + "x").find(in: text) == nil)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
