import Artifacts
import Foundation

/// Three rows as Raftwright writes them, small enough to check by hand.
enum Fixture {
  static let held = #"""
    {"id":"r1","type":"general","question":"What is VACUUM?","context":{"title":[["Backup","VACUUM"]],"sentences":[["Backup\n\nCopy it.","VACUUM\n\nVACUUM reclaims storage."]]},"oracle_context":"VACUUM\n\nVACUUM reclaims storage.","cot_answer":"The passage says ##begin_quote##VACUUM reclaims storage##end_quote##. So: it reclaims storage.","instruction":"<DOCUMENT>…</DOCUMENT>\nWhat is VACUUM?","answer":"It reclaims storage.","row_class":"oracle","oracle_positions":[1],"passages":[{"chunk":7,"document":"backup.html","title":"Backup","role":"distractor","rank":2,"score":3.25},{"chunk":9,"document":"vacuum.html","title":"VACUUM","role":"oracle","rank":1,"score":8.5}],"split":"train","kind":"definition","language":"en"}
    """#

  static let remembered = #"""
    {"id":"r2","question":"What is 日本?","context":{"title":[["Backup"]],"sentences":[["Backup\n\nCopy it."]]},"oracle_context":"日本 is a country.","cot_answer":"##begin_quote##日本 is a country##end_quote##","answer":"A country.","row_class":"memorize","oracle_positions":[],"passages":[{"chunk":7,"document":"backup.html","title":"Backup","role":"distractor","rank":null,"score":null}],"split":"train","kind":"definition","language":"ja"}
    """#

  /// As the Berkeley RAFT scripts write rows: no roles, the oracle known by its text.
  static let berkeley = #"""
    {"id":"seed_task_0","type":"general","question":"Who?","context":{"title":[["p","p"]],"sentences":[["Ann did.","Bob did not."]]},"oracle_context":"Ann did.","cot_answer":"Ann.","instruction":"<DOCUMENT>Ann did.</DOCUMENT>\nWho?"}
    """#

  /// A folder of its own, removed afterwards.
  static func inFolder<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("raftwright-\(UUID().uuidString)").path
    try WholeFile.makeFolder(folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }
}

extension Fixture {
  /// Packs a file in place by a program of the machine's; false where it has none.
  static func pack(_ path: String, with packer: String, to suffix: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(packer) '\(path)' > '\(path)\(suffix)' && rm '\(path)'"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
