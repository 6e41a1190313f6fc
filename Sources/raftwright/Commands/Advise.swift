import ArgumentParser
import Artifacts
import Documents
import Foundation
import Inspection
import Questions
import Retrieval

/// `raftwright advise`: what to do with a corpus, before it is done.
struct Advise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Say whether long context, retrieval, fine-tuning or both suit a corpus.",
    discussion: """
      Measures the corpus (tokens against a context window, duplicates, how old the files are, \
      whether the search finds the passages of generated questions, how many examples there are, how \
      fast the search is) and asks for what cannot be measured: by flags, on a terminal in a short \
      dialogue. What nobody tells is assumed, and marked so. The recommendation comes with the figure \
      behind each point, costs by a table that you can edit (templates/advice/costs.yaml, as "init" \
      writes it), and a raftwright.yaml to start from.

      Example:
        raftwright advise corpora --updates monthly --citations --latency 3
        raftwright advise build/demo/index.sqlite --no-citations --gpu 24 --offline --yes
        raftwright advise corpora --costs costs.yaml --write raftwright.yaml
      """)

  @Argument(help: ArgumentHelp("Files and folders of a corpus, or an index.", valueName: "path"))
  var paths: [String]

  @OptionGroup var needs: NeedFlags

  @Option(help: ArgumentHelp("The table of prices to reckon with.", valueName: "costs.yaml"))
  var costs: String?

  @Option(
    help: ArgumentHelp(
      "Write the configuration to start from; a file that is there stays.",
      valueName: "raftwright.yaml"))
  var write: String?

  @OptionGroup var settings: ConfigurationOptions

  @Flag(help: "Write JSON.")
  var json = false

  @OptionGroup var reading: ReadingOptions

  mutating func validate() throws {
    if paths.isEmpty { throw ValidationError("Name the corpus, or an index.") }
  }

  mutating func run() async throws {
    try InputPath.require(paths)
    try OutputPath.require(file: write, apartFrom: paths)
    if let write, FileManager.default.fileExists(atPath: write) {
      throw Failure(
        "\(write): it exists already; name another file for --write", code: .workFailed)
    }
    try refuseOthers()
    let table = try costTable()
    let configuration = try settings.load()
    // Asked before the work, so that nobody waits for a question.
    var needs = NeedDialogue(isWanted: self.needs.asks && !json).complete(self.needs)
    let facts = try await measure(configuration)
    if let ages = facts.ages { needs.assume(from: ages) }
    guard facts.passages > 0 else {
      throw Failure(
        "\(paths.joined(separator: ", ")): no text was found, so there is nothing to advise on; "
          + "see \"raftwright index --help\" for what is read", code: .workFailed)
    }
    let advice = Advice(facts: facts, needs: needs, table: table)
    let name = paths.joined(separator: ", ")
    var output = StandardOutput()
    if json {
      try output.write(advice.json(path: name))
    } else {
      try output.print(advice.text(path: name, style: Terminal.style()))
    }
    try output.flush()
    if let write {
      guard let configuration = advice.configuration else {
        throw Failure(
          "\(write): not written, as nothing is recommended", code: .workFailed)
      }
      try WholeFile.write(Array(configuration.utf8), to: write)
      if !reading.quiet { StandardError.print("\(write): written") }
    }
  }

  private func costTable() throws -> CostTable {
    guard let costs else { return CostTable() }
    let text = String(decoding: try WholeFile.read(costs), as: UTF8.self)
    let table = try ConfigurationReading(path: costs).read(text, over: CostTable())
    if let fault = table.fault {
      throw Failure("\(costs): \(fault.key) takes \(fault.reason)", code: .usage)
    }
    return table
  }

  /// Refuses what is no corpus: rows, and indexes beside something else.
  private func refuseOthers() throws {
    for path in paths {
      switch try? InspectedInput.find(path) {
      case .index? where paths.count > 1:
        throw Failure(
          "\(path): this is an index, which is advised on alone: leave the other paths out",
          code: .usage)
      case .dataset?:
        throw Failure(
          "\(path): this is a dataset; name the corpus or the index that it was made from",
          code: .usage)
      case .lines? where path.hasSuffix(".jsonl"):
        throw Failure(
          "\(path): these are rows; name the corpus or the index that they were made from",
          code: .usage)
      default: continue
      }
    }
  }

  private func measure(_ configuration: Configuration) async throws -> CorpusFacts {
    if paths.count == 1, case .index(let path)? = try? InspectedInput.find(paths[0]) {
      let index = try Index(path: path)
      var facts = try await facts(of: index, configuration)
      facts.ages = try documentAges(of: index)
      return facts
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("raftwright-advise-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/index.sqlite"
    var work = try WorkOptions.parse([])
    (work.threads, work.quiet) = (reading.threads, reading.quiet)
    let drops = try await IndexStage(
      paths: paths, output: path, configuration: configuration, work: work,
      make: try DepfileOptions.parse([])
    ).perform().drops
    if !reading.quiet { for line in Drops.lines(drops) { StandardError.print(line) } }
    let index = try Index(path: path)
    var facts = try await facts(of: index, configuration)
    facts.ages = try documentAges(of: index) ?? fileAges(configuration)
    return facts
  }

  private func facts(of index: Index, _ configuration: Configuration) async throws -> CorpusFacts {
    var options = configuration.questions
    options.generator = .structure
    // Questions that do not find their passage are dropped elsewhere; here they are what is measured.
    options.roundTrip = 0
    let found = try await QuestionFinder(
      index: index, options: options, templates: try configuration.templateStore()
    ).find(
      threads: reading.threadCount, progress: Progress.reporter(quiet: reading.quiet))
    return try await CorpusFacts.measure(
      index, questions: found.records, progress: reading.progress)
  }

  /// What documents say of themselves, where most do.
  private func documentAges(of index: Index) throws -> FileAges? {
    let parser = ISO8601DateFormatter()
    parser.formatOptions = [.withFullDate]
    var days: [Int] = []
    let documents = try index.documents
    for document in documents {
      let metadata = try index.metadata(ofDocument: document.id)
      guard let date = (metadata.modified ?? metadata.published)?.prefix(10),
        let parsed = parser.date(from: String(date))
      else { continue }
      days.append(max(0, Int(-parsed.timeIntervalSinceNow / 86_400)))
    }
    guard days.count * 2 > documents.count else { return nil }
    return FileAges(days: days, source: "documents")
  }

  private func fileAges(_ configuration: Configuration) throws -> FileAges? {
    let files = try CorpusFiles(paths: paths, extensions: configuration.documents.extensions)
    let now = time(nil)
    let days = files.files.compactMap { file -> Int? in
      var status = stat()
      guard stat(file.path, &status) == 0 else { return nil }
      return max(0, (now - status.st_mtim.tv_sec) / 86_400)
    }
    return FileAges(days: days, source: "files")
  }
}
