import Artifacts
import Documents
import Foundation
import Retrieval

/// Whether an index that is already there is made use of.
enum IndexReuse {
  /// Changed files alone are read where that is less work.
  case update
  /// The index stays if it is what a fresh one would be, byte for byte; else a fresh one is made.
  case identical
  /// A fresh one is always made.
  case never
}

/// Tells which files an index that is there has as they are now.
///
/// A file is unchanged when its SHA-256 is, the settings, the tokenizer and the programs that read
/// it are the same, and the pages around it repeat the same blocks.
struct IndexUpdate {
  /// The settings as the index records them.
  let configuration: String
  let survey: CorpusSurvey
  private let output: String
  private let fingerprint: String

  /// Files that need not be read again.
  struct Known {
    var index: IndexContents
    /// Their URIs.
    var files: Set<String>
    /// Whether the index has no other files, and the corpus neither.
    var isEverything: Bool
    /// Whether what searches take from the index is as it would be recorded now.
    var hasSameSettings: Bool
  }

  /// With less of it in its first segment, or more to be read, a fresh index costs little more and
  /// is searched faster.
  private static let leastOrderedShare = 0.8
  private static let largestReadShare = 0.25
  private static let mostSegments = 16

  private static let fingerprintKey = "fingerprint"
  private static let sitesKey = "repeated_blocks"

  /// - Parameters:
  ///   - settings: all that is recorded, and of it what the contents of the index depend on.
  ///   - files: those that documents are cut and embedded with.
  init(
    output: String, settings: (recorded: ConfigurationSchema, contents: ConfigurationSchema),
    files: [String], survey: CorpusSurvey
  ) throws {
    self.output = output
    configuration = settings.recorded.json
    self.survey = survey
    let parts =
      try [Raftwright.version, ParserVersions.description, settings.contents.json]
      + files.map { Digest(of: try WholeFile.read($0)).hex }
    fingerprint = Digest(of: parts.joined(separator: "\n")).hex
  }

  /// What the index has to remember for the next update.
  func notes() throws -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let sites = String(decoding: try encoder.encode(survey.sites), as: UTF8.self)
    return [Self.fingerprintKey: fingerprint, Self.sitesKey: sites]
  }

  /// The files that an index at the output's path has as they are; nil to read everything.
  func known(
    _ files: CorpusFiles, _ reader: CorpusReader, allowed: IndexReuse
  ) async throws -> Known? {
    guard allowed != .never, let index = IndexContents(path: output),
      index.meta(Self.fingerprintKey) == fingerprint,
      let stored = index.meta(Self.sitesKey),
      let sites = try? JSONDecoder().decode([String: String].self, from: Data(stored.utf8))
    else { return nil }
    var unchanged: Set<String> = []
    var (bytes, changedBytes) = (0, 0)
    for (file, digest) in zip(files.files, try await reader.digests()) {
      let site = CorpusSurvey.site(of: file.uri)
      bytes += file.size
      if let digest, index.digest(ofFile: file.uri) == digest.hex,
        sites[site] == survey.sites[site]
      {
        unchanged.insert(file.uri)
      } else {
        changedBytes += file.size
      }
    }
    let isEverything =
      unchanged.count == files.files.count && unchanged.count == index.fileCount
    let known = Known(
      index: index, files: unchanged, isEverything: isEverything,
      hasSameSettings: index.meta("configuration") == configuration)
    switch allowed {
    case .never: return nil
    case .identical:
      return isEverything && index.isFresh && known.hasSameSettings ? known : nil
    case .update:
      if isEverything { return known }
      let isWorthIt =
        index.segmentCount < Self.mostSegments
        && index.orderedShare(keeping: unchanged) >= Self.leastOrderedShare
        && Double(changedBytes) <= Double(bytes) * Self.largestReadShare
      return isWorthIt ? known : nil
    }
  }
}
