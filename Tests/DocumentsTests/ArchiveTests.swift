import Documents
import Foundation
import Testing

/// Compressed files and archives, made by the system's own programs.
@Suite struct ArchiveTests {
  private func pages(_ folder: TestFolder, _ count: Int = 3) throws {
    for number in 1...count {
      try folder.write(Array("<h1>P\(number)</h1><p>Größe \(number).".utf8), to: "p\(number).html")
    }
  }

  @Test(arguments: ["gzip", "xz", "bzip2"]) func aCompressedFile(_ program: String) async throws {
    let folder = try TestFolder()
    try pages(folder, 1)
    let plain = try await folder.read()
    try shell(program + " p1.html", in: folder)
    let packed = try await folder.read()
    #expect(packed.text == plain.text)
    #expect(packed.first.docno == "p1")
    #expect(packed.outcomes.map(\.reader) == ["html"])
    let file = try #require(packed.outcomes.first)
    #expect(packed.first.uri == file.file.uri && file.file.uri.hasPrefix("p1.html."))
    #expect(file.bytes == file.file.size && file.digest != plain.outcomes.first?.digest)
  }

  @Test(arguments: [
    ("a.tar", "tar -cf"), ("a.tar.gz", "tar -czf"), ("a.tgz", "tar -czf"), ("a.tar.xz", "tar -cJf"),
  ])
  func anArchive(_ name: String, _ command: String) async throws {
    let folder = try TestFolder()
    try pages(folder)
    try shell("\(command) \(name) p2.html p1.html p3.html; rm *.html", in: folder)
    let result = try await folder.read(threads: 2)
    #expect(
      result.documents.map(\.document.uri)
        == ["\(name)/p2.html", "\(name)/p1.html", "\(name)/p3.html"])
    #expect(result.dump == ["heading 0 | P2", "paragraph | Größe 2."])
    #expect(result.outcomes.map(\.reader) == ["html", "html", "html", "archive"])
    #expect(result.outcomes.allSatisfy { $0.report.error == nil })
    #expect(result.outcomes.map(\.isMember) == [true, true, true, false])
  }

  /// Links, devices, paths out of the folder, packed members, hidden and doubled names.
  @Test func membersThatAreNoFiles() async throws {
    let folder = try TestFolder()
    try pages(folder)
    try shell(
      """
      mkdir d; ln -s /etc/passwd link.html; ln p1.html hard.html; mkfifo pipe.html
      cp p2.html .hidden.html; cp p2.html notes.txt; gzip -k p2.html
      tar -cf a.tar p1.html hard.html link.html pipe.html .hidden.html notes.txt p2.html.gz
      cd d; tar -rPf ../a.tar ../p3.html ../p1.html; cd ..
      rm -r d *.html p2.html.gz
      """, in: folder)
    let result = try await folder.read()
    #expect(result.documents.map(\.document.uri) == ["a.tar/p1.html", "a.tar/p3.html"])
    let report = try #require(result.outcomes.last?.report)
    #expect(report.specialMembers == 3 && report.packedMembers == 1 && report.repeatedMembers == 1)
    #expect(report.error == nil)
  }

  @Test func namesInArchives() async throws {
    let folder = try TestFolder()
    try shell(
      #"""
      for name in 'größe.html' "$(printf 'a\nb.html')" "$(printf 'x\377.html')" 'c#1.html'; do
        echo '<p>Text.' > "$name"
      done
      tar -cf a.tar *.html; tar --format=pax -cf b.tar *.html; rm *.html
      """#, in: folder)
    let names = ["a%0Ab.html", "c%231.html", "größe.html", "x%FF.html"]
    #expect(
      Set(try await folder.read().documents.map(\.document.uri))
        == Set(names.map { "a.tar/" + $0 } + names.map { "b.tar/" + $0 }))
  }

  /// What comes before a damage is kept, and the archive says where it is.
  @Test func aTruncatedArchive() async throws {
    let folder = try TestFolder()
    try shell(
      """
      for n in 1 2 3; do { echo '<p>'; head -c 150000 /dev/urandom | base64; } > p$n.html; done
      tar -cf a.tar p1.html p2.html p3.html; gzip -k a.tar; rm *.html
      head -c 300000 a.tar > b.tar; head -c 300000 a.tar.gz > b.tar.gz; rm a.*
      """, in: folder)
    let result = try await folder.read()
    for name in ["b.tar", "b.tar.gz"] {
      #expect(result.documents.contains { $0.document.uri == "\(name)/p1.html" })
      let archive = result.outcomes.first { $0.file.uri == name }
      #expect(archive?.report.error?.hasPrefix("after p2.html: cannot unpack on: ") == true)
    }
    let cut = result.documents.first { $0.document.uri == "b.tar/p2.html" }
    #expect((cut?.document.text.count ?? 0) > 90_000)
  }

  /// A large member is read piece by piece; a bomb ends where it has become one.
  @Test func largeMembers() async throws {
    let folder = try TestFolder()
    try shell(
      """
      { echo '<d>'; text=$(yes 'Some text of a record.' | head -n 900)
        for n in $(seq 600); do echo "<doc id='$n'><p>$text</p></doc>"; done; echo '</d>'; } > r.xml
      tar -czf r.tar.gz r.xml; xz -0 r.xml
      head -c 80000000 /dev/zero | gzip -9 > bomb.html.gz
      """, in: folder)
    let result = try await folder.read(threads: 2)
    #expect(result.documents.count == 1200)
    let errors = result.outcomes.compactMap { $0.report.error }
    #expect(
      errors == [
        "cannot unpack on: more than 250 times its size came out, as of a decompression bomb"
      ])
  }

  @Test func aFileThatIsNotWhatItsNameSays() async throws {
    let folder = try TestFolder()
    for name in ["a.html.gz", "a.html.xz", "b.tar.gz", "c.tar", "d.zip", "e.html.gz", "f.tgz"] {
      try folder.write(Array(name.first! < "e" ? "<p>No.".utf8 : "".utf8), to: name)
    }
    let result = try await folder.read()
    // What is not compressed is read as it is.
    #expect(result.documents.map(\.document.uri) == ["a.html.gz", "a.html.xz"])
    #expect(result.outcomes.count == 7)
    #expect(
      result.outcomes.filter { $0.report.error != nil }.map(\.file.uri).sorted()
        == ["b.tar.gz", "c.tar", "d.zip"])
  }
}
