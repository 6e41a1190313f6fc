import Artifacts

extension RepeatedBlocks {
  /// One page in so many is looked at, within the bounds below, of each site.
  private static let samplingStep = 64
  private static let leastSample = 12
  private static let largestSample = 48
  /// Pages that are looked at in the whole corpus.
  private static let largestTotal = 480
  /// Larger files are not looked at, in bytes.
  private static let largestFile = 1 << 20

  /// The files that stand for their sites: those whose URIs have the lowest digests, so that the
  /// choice depends on nothing but the names. Sites of fewer than `leastPages` files have none.
  static func sample(of files: [CorpusFile]) -> [CorpusFile] {
    var sites: [String: [(rank: UInt64, file: CorpusFile)]] = [:]
    for file in files where file.size <= largestFile && file.size > 0 && !file.kind.isArchive {
      sites[site(of: file.uri), default: []].append((rank(file.uri), file))
    }
    var chosen: [CorpusFile] = []
    for (_, pages) in sites.sorted(by: { $0.key < $1.key }) where pages.count >= leastPages {
      let count = min(largestSample, max(leastSample, pages.count / samplingStep))
      guard chosen.count + count <= largestTotal else { break }
      chosen += pages.sorted { ($0.rank, $0.file.uri) < ($1.rank, $1.file.uri) }
        .prefix(count).map(\.file)
    }
    return chosen
  }

  /// Reads the sample; nil where nothing repeats, or everything is to be read.
  @concurrent
  static func find(
    in files: [CorpusFile], options: DocumentsOptions, threads: Int
  ) async throws -> RepeatedBlocks? {
    guard options.extraction == .main else { return nil }
    let sample = sample(of: files)
    guard !sample.isEmpty else { return nil }
    let readers = Readers(options: options)
    var counter = Counter()
    try await OrderedTasks.run(inFlight: threads == 1 ? 1 : threads * 2) { queue in
      for file in sample {
        try await queue.submit { Self.page(file, readers) }
      }
    } emit: { (page: Page?) in
      if let page { counter.add(page) }
    }
    let found = counter.finish()
    return found.isEmpty ? nil : found
  }

  /// A page of the sample; nil where the file is no HTML.
  private static func page(_ file: CorpusFile, _ readers: Readers) -> Page? {
    guard let bytes = try? file.content(limit: largestFile) else { return nil }
    let parser = readers.parser(for: SourceName(uri: file.uri), head: bytes)
    guard parser is HTMLFileParser else { return nil }
    return parser.feed(bytes, isLast: true).first.map { Page($0) }
  }

  private static func rank(_ uri: String) -> UInt64 {
    Digest(of: uri).prefix(bits: 64)
  }
}
