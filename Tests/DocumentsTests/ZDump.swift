import Documents
import Foundation
import Testing

@Test func dump() async throws {
  guard let path = ProcessInfo.processInfo.environment["DUMP"] else { return }
  let files = try CorpusFiles(paths: [path], extensions: DocumentsOptions().extensions)
  let reader = CorpusReader(files: files, options: .init(), threads: 2)
  let quiet = ProcessInfo.processInfo.environment["QUIET"] != nil
  var docs = 0, chunks = 0, tokens = 0, bytes = 0
  let t = ContinuousClock.now
  try await reader.read(transform: { $0 }) { event in
    switch event {
    case .document(let d):
      docs += 1; chunks += d.chunks.count; tokens += d.chunks.reduce(0) { $0 + $1.tokenCount }
      if quiet { return }
      print("=== \(d.document.uri) | \(d.document.docno) | \(d.document.title) | \(d.document.language ?? "-")")
      for c in d.chunks {
        print("--- chunk \(c.ordinal) \(c.tokenCount) \(c.headingPath)")
        for s in c.spans {
          let r = s.range.lowerBound + c.range.lowerBound..<s.range.upperBound + c.range.lowerBound
          print("[\(s.kind.rawValue) d\(s.depth) n\(s.number) l\(s.list) t\(s.table) o\(s.owner) \(s.isContinuation ? "…" : "") parts=\(s.parts.map { "\($0.role.rawValue):" + d.document.string($0.range.lowerBound + c.range.lowerBound..<$0.range.upperBound + c.range.lowerBound).prefix(40) })] \(d.document.string(r).prefix(300))")
        }
      }
      for t in d.document.tables { print("TABLE", t) }
    case .file(let f):
      bytes += f.bytes
      if f.report.error != nil || f.report.invalidBytes > 0 || f.documents == 0 { print("FILE", f.file.uri, f.reader, f.documents, f.report) }
    }
  }
  print("docs \(docs) chunks \(chunks) tokens \(tokens) bytes \(bytes) time \(ContinuousClock.now - t)")
}
