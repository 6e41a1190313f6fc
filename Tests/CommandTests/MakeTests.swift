import Foundation
import Testing

@testable import raftwright

/// The rules that `raftwright init` writes, driven by GNU make.
@Suite("Make")
struct MakeTests {
  /// Writes down which stages make runs, and runs them.
  private static let recorder = #"""
    #!/bin/bash
    set -euo pipefail
    echo "$1" >> calls
    exec raftwright "$@" --quiet
    """#

  private struct Pipeline {
    let folder: Folder

    init() throws {
      folder = try Folder()
      _ = try Command.raftwright("init", in: folder.path)
      try folder.write(MakeTests.recorder, to: "recorder")
      try folder.write(
        """
        RAFTWRIGHT = bash ./recorder
        RAFTWRIGHT_CORPUS = docs
        RAFTWRIGHT_OUT = out/raft
        all: raftwright
        include raftwright.mk
        """, to: "Makefile")
      for name in ["a", "b", "sub/c"] {
        try page(name, "The first letter of a page called \(name).")
      }
    }

    func page(_ name: String, _ text: String) throws {
      let html =
        "<html lang=en><h1>Page \(name)</h1><dl><dt>Term of \(name)</dt><dd>\(text)</dd></dl>"
      try folder.write(html, to: "docs/\(name).html")
    }

    /// Which stages make ran.
    func make() throws -> String {
      // Some file systems count whole seconds.
      Thread.sleep(forTimeInterval: 1.05)
      try folder.write("", to: "calls")
      let run = try Command.shell("make", in: folder.path)
      #expect(run.code == 0, "\(run.stderr)")
      return try folder.read("calls").split(separator: "\n").joined(separator: " ")
    }
  }

  @Test("only what depends on a change is made again")
  func pipeline() throws {
    let pipeline = try Pipeline()
    let all = "index questions dataset"
    #expect(try pipeline.make() == all)
    #expect(try pipeline.make() == "", "a second run does nothing")

    try pipeline.page("a", "The first letter of a page called a.")
    #expect(try pipeline.make() == "index", "a touched page is read, and its index is the same")
    #expect(try pipeline.make() == "")

    try pipeline.page("a", "Page a says something else.")
    #expect(try pipeline.make() == all, "a changed page")

    try pipeline.page("sub/d", "A new page.")
    #expect(try pipeline.make() == all, "a new page")

    try FileManager.default.removeItem(atPath: pipeline.folder.path + "/docs/sub/d.html")
    #expect(try pipeline.make() == all, "a deleted page")
    #expect(try pipeline.make() == "")

    try FileManager.default.removeItem(atPath: pipeline.folder.path + "/out/raft/index.sqlite")
    #expect(try pipeline.make().hasPrefix("index"), "a deleted output")
    #expect(try pipeline.make() == "")
  }

  @Test("make understands whatever a file is called, while it is there and after it is gone")
  func names() throws {
    let names = [
      "a b.html", "c#d.html", "Category:Foo.html", "x=y.html", "p%q.html", "do$lar.html",
      "st*r.html", "qu?st.html", "br[a]ck.html", "am&p.html", "~home.html", "quo'te\".html",
      "paren(s).html", "ü日.html", "+=plus.html", "-dash.html", "include",
    ]
    try expectSeen(names)
    try expectSeen(["semi;colon.html", "pi|pe.html", "back\\slash.html", "plain.html"])
  }

  private func expectSeen(_ names: [String]) throws {
    let folder = try Folder()
    try folder.write("stamp:\n\t@touch stamp\n-include stamp.d\n", to: "Makefile")
    for name in names { try folder.write("", to: "docs/\(name)") }
    let depfile = Depfile(target: "stamp", prerequisites: names.map { "docs/\($0)" })
    try depfile.write(to: folder.path + "/stamp.d")
    for name in names {
      let path = folder.path + "/docs/\(name)"
      let old = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000)]
      try FileManager.default.setAttributes(old, ofItemAtPath: path)
    }
    let question = { try Command.shell("make -q stamp", in: folder.path).code }
    _ = try Command.shell("make stamp", in: folder.path)
    #expect(try question() == 0)
    for name in names {
      let path = folder.path + "/docs/\(name)"
      let new = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: 60)]
      try FileManager.default.setAttributes(new, ofItemAtPath: path)
      #expect(try question() == 1, "\(name) is newer")
      try FileManager.default.removeItem(atPath: path)
      #expect(try question() == 1, "\(name) is gone")
      try folder.write("", to: "docs/\(name)")
      let old = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000)]
      try FileManager.default.setAttributes(old, ofItemAtPath: path)
    }
  }
}
