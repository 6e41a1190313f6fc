import Artifacts
import Foundation
import Testing

@Suite("Whole files")
final class WholeFileTests {
  private let path = NSTemporaryDirectory() + "/whole-" + UUID().uuidString

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func folder() throws -> String {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test("a file appears when it is committed, and keeps its time when its bytes are the same")
  func commit() throws {
    let path = try folder() + "/deep/er/out.txt"
    var file = try WholeFile(path)
    try file.append(Array("one".utf8))
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(try file.commit())
    #expect(try WholeFile.read(path) == Array("one".utf8))
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(try !WholeFile.write(Array("one".utf8), to: path))
    let after = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(before == after)
    #expect(try WholeFile.write(Array("two".utf8), to: path))
  }

  @Test("a writer that is dropped leaves the old file and nothing else")
  func dropped() throws {
    let folder = try folder()
    try WholeFile.write(Array("old".utf8), to: folder + "/out.txt")
    func abandon() throws {
      var file = try WholeFile(folder + "/out.txt")
      try file.append(Array("new".utf8))
    }
    try abandon()
    #expect(try WholeFile.read(folder + "/out.txt") == Array("old".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.txt"])
  }

  @Test("what a killed run left behind is removed, what another run writes is not")
  func leftovers() throws {
    let folder = try folder()
    try Data("half".utf8).write(to: URL(fileURLWithPath: folder + "/.out.txt.99999.tmp"))
    var other = try WholeFile(folder + "/other.txt")
    try other.append([1])
    let busy = other.temporaryPath
    try WholeFile.write(Array("x".utf8), to: folder + "/out.txt")
    #expect(!FileManager.default.fileExists(atPath: folder + "/.out.txt.99999.tmp"))
    #expect(FileManager.default.fileExists(atPath: busy))
    try other.commit()
  }

  @Test("no file takes the place of a pipe or a device")
  func pipes() throws {
    let pipe = try folder() + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let error = #expect(throws: FileError.self) {
      try WholeFile.write(Array("x".utf8), to: pipe)
    }
    #expect(error?.description == "\(pipe): cannot write: it is not a regular file")
    var status = stat()
    #expect(stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test("errors say what, where and why")
  func errors() throws {
    let missing = #expect(throws: FileError.self) { try WholeFile.read("/nowhere/at/all") }
    #expect(missing?.description == "/nowhere/at/all: cannot read: No such file or directory")
    let folder = #expect(throws: FileError.self) { try WholeFile.read("/tmp") }
    #expect(folder?.description == "/tmp: cannot read: it is not a regular file")
  }
}
