import Artifacts
import Retrieval

/// Writes an index as files for OpenSearch: `index.json` (settings and mappings, the body of the
/// request that creates the index), `bulk-0001.ndjson` and so on (bodies for its `_bulk`), and a
/// README with the commands that load them.
public struct OpenSearchExport: Sendable {
  /// The name of the index where none is given.
  public static let defaultName = "raftwright"
  /// The size of a bulk file where none is given, in bytes; OpenSearch takes 100 MB at most.
  public static let defaultPartSize = 50_000_000

  static let settingsFile = "index.json"
  static let readmeFile = "README.md"

  private let index: Index
  private let name: String
  private let partSize: Int
  private let progress: any ProgressReporter

  /// - Parameters:
  ///   - name: the name of the index in OpenSearch.
  ///   - partSize: the most bytes of a bulk file; a passage that alone is larger has its own.
  public init(
    index: Index, name: String, partSize: Int, progress: any ProgressReporter
  ) throws(OpenSearchNameError) {
    try OpenSearchNameError.check(name)
    self.index = index
    self.name = name
    self.partSize = partSize
    self.progress = progress
  }

  /// The files that there always are.
  public static let files = [
    ExportTarget(name: settingsFile, beginning: "{\n  \"settings\": {\n    \"index\""),
    ExportTarget(name: readmeFile, beginning: OpenSearchReadme.mark),
    ExportTarget(name: part(1), beginning: partBeginning),
  ]

  private static let partBeginning = #"{"index":{"_id":"#

  /// The name of a bulk file, counted from 1.
  static func part(_ number: Int) -> String {
    let digits = String(number)
    return "bulk-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ".ndjson"
  }

  public func write(to folder: String) throws -> ExportSummary {
    var summary = ExportSummary()
    let source = try PassageSource(index: index, progress: progress)
    let mapping = try OpenSearchMapping(index: index, vectors: source.vectors)
    summary.files.append(try write(mapping.json(), Self.settingsFile, folder))
    let (parts, vectors) = try writeParts(source, to: folder)
    summary.files += parts
    let readme = OpenSearchReadme(name: name, index: index, mapping: mapping)
    summary.files.append(try write(Array(readme.text.utf8), Self.readmeFile, folder))
    summary.counts = [
      .init(name: "documents", value: index.counts.documents),
      .init(name: "passages", value: index.passageCount),
    ]
    if source.vectors != nil {
      summary.counts.append(.init(name: "vectors", value: vectors))
      let zeros = index.passageCount - vectors
      if zeros > 0 {
        summary.notes.append(
          "\(zeros) passages have a vector of zeros, which OpenSearch has no cosine for; they are "
            + "written without")
      }
    }
    summary.removed = try removeParts(after: parts.count, in: folder)
    return summary
  }

  private func write(
    _ bytes: [UInt8], _ name: String, _ folder: String
  ) throws(FileError) -> ExportSummary.File {
    var file = try ExportFile(name, in: folder)
    try file.append(bytes)
    return try file.commit()
  }

  private func writeParts(
    _ source: PassageSource, to folder: String
  ) throws -> (files: [ExportSummary.File], vectors: Int) {
    var parts = OpenSearchParts(folder: folder, partSize: partSize)
    var json = JSONWriter()
    var vectors = 0
    try source.forEach(withVectors: true) { item in
      json.removeAll()
      json.object {
        $0.key("index")
        $0.object { $0.field("_id", String(item.passage.id)) }
      }
      json.newline()
      json.object { json in
        let (passage, document) = (item.passage, item.document)
        json.field("uri", document.uri)
        json.field("docno", document.docno)
        json.field("language", document.language)
        json.field("ordinal", passage.ordinal)
        json.field("start", passage.start)
        json.field("token_count", passage.tokenCount)
        json.field("digest", passage.digest)
        json.field("title", document.title)
        json.field("heading_path", passage.headingPath)
        json.field("text", passage.text)
        guard let vector = item.vector, vector.contains(where: { $0 != 0 }) else { return }
        vectors += 1
        json.key("vector")
        // The shortest digits that read back as the same float.
        json.array { for value in vector { $0.raw(value.description) } }
      }
      json.newline()
      try parts.append(json.bytes)
    }
    return (try parts.finish(), vectors)
  }

  /// Removes the parts of an earlier and longer export: a loop over `bulk-*` would load them too.
  private func removeParts(after last: Int, in folder: String) throws -> [String] {
    var removed: [String] = []
    var number = last + 1
    while ExportTarget(name: Self.part(number), beginning: Self.partBeginning).isOurs(in: folder),
      try WholeFile.remove(folder + "/" + Self.part(number))
    {
      removed.append(Self.part(number))
      number += 1
    }
    return removed
  }
}
