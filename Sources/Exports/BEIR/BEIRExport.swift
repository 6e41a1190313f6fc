import Artifacts
import Questions
import Retrieval

/// Writes an index and its questions in the layout of BEIR (Thakur et al. 2021, arXiv 2104.08663):
/// `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`, as its `GenericDataLoader` reads them.
///
/// A passage's `_id` is its chunk id in decimal digits, which stays the same when other documents come
/// and go; a query's is its question's id. Every oracle of a question is relevant with grade 1.
/// `title` is what stands above the text: the document's title and headings, joined by ` > `.
public struct BEIRExport: Sendable {
  public static let files = [
    ExportTarget(name: "corpus.jsonl", beginning: #"{"_id":"#),
    ExportTarget(name: "queries.jsonl", beginning: #"{"_id":"#),
    ExportTarget(name: "qrels/test.tsv", beginning: header),
  ]

  private static let header = "query-id\tcorpus-id\tscore\n"

  private let index: Index
  private let progress: any ProgressReporter

  public init(index: Index, progress: any ProgressReporter) {
    self.index = index
    self.progress = progress
  }

  /// Writes the three files into a folder. Questions that cannot be used, such as those whose
  /// passages the index lacks, are dropped and counted.
  public func write(questions path: String, to folder: String) throws -> ExportSummary {
    let (questions, drops) = try QuestionFile.read(path, index: index)
    var summary = ExportSummary()
    summary.drops = drops
    try summary.files.append(corpus(folder))
    var renamed = 0
    var judgements = 0
    var queries = try ExportFile(Self.files[1].name, in: folder)
    var qrels = try ExportFile(Self.files[2].name, in: folder)
    try qrels.append(Array(Self.header.utf8))
    var json = JSONWriter()
    for question in questions {
      let id = BEIRIdentifier(question.id)
      if id.isRenamed { renamed += 1 }
      json.removeAll()
      Self.write(question, id: id.text, to: &json)
      try queries.append(json.bytes)
      var judged: Set<Int> = []
      for oracle in question.oracleChunks where judged.insert(oracle).inserted {
        try qrels.append(Array("\(id.text)\t\(oracle)\t1\n".utf8))
      }
      judgements += judged.count
    }
    try summary.files.append(queries.commit())
    try summary.files.append(qrels.commit())
    summary.counts = [
      .init(name: "documents", value: index.counts.documents),
      .init(name: "passages", value: index.passageCount),
      .init(name: "queries", value: questions.count),
      .init(name: "judgements", value: judgements),
    ]
    if renamed > 0 {
      summary.notes.append(
        "\(renamed) question ids hold white space, a quotation mark or a control character, which "
          + "a qrels file cannot carry; these queries are named by a digest, and keep the id in "
          + "their metadata")
    }
    return summary
  }

  private func corpus(_ folder: String) throws -> ExportSummary.File {
    var file = try ExportFile(Self.files[0].name, in: folder)
    var json = JSONWriter()
    try PassageSource(index: index, progress: progress).forEach(withVectors: false) { item in
      let (passage, document) = (item.passage, item.document)
      json.removeAll()
      json.object { json in
        json.field("_id", String(passage.id))
        json.field(
          "title",
          ([document.title] + passage.headingPath).filter { !$0.isEmpty }.joined(separator: " > "))
        json.field("text", passage.text)
        json.key("metadata")
        json.object { json in
          json.field("uri", document.uri)
          json.field("docno", document.docno)
          json.field("title", document.title)
          json.field("heading_path", passage.headingPath)
          json.field("language", document.language)
        }
      }
      json.newline()
      try file.append(json.bytes)
    }
    return try file.commit()
  }

  private static func write(
    _ question: QuestionRecord, id: String, to json: inout JSONWriter
  ) {
    json.object { json in
      json.field("_id", id)
      json.field("text", question.question)
      json.key("metadata")
      json.object { json in
        if id != question.id { json.field("id", question.id) }
        json.field("answer", question.answer)
        json.field("kind", question.kind)
        json.field("language", question.language)
      }
    }
    json.newline()
  }
}
