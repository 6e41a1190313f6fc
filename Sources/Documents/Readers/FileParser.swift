/// Reads one file's bytes, given in pieces, and hands back its documents as they become complete.
///
/// A container of many records gives each record when its end is read, so that memory is bounded by
/// the largest record.
protocol FileParser: AnyObject {
  /// The reader's name, as `source.reader` of an index records it.
  var readerName: String { get }

  /// What went wrong so far, and what was left out.
  var report: ReadReport { get }

  /// Takes the next piece of the file; `isLast` completes it.
  func feed(_ piece: [UInt8], isLast: Bool) -> [Document]
}

/// What a reader has to say about a file besides its documents.
public struct ReadReport: Sendable, Equatable {
  /// The first error, as a sentence without the file's name: `line 12: …`.
  public var error: String?
  /// How many bytes were no characters in the file's encoding and became U+FFFD.
  public var invalidBytes = 0
  /// Records and pages that hold no text.
  public var emptyDocuments = 0
  /// Records that are no documents: redirects and talk pages of a wiki, answers without question.
  public var skippedRecords = 0
  /// References to entities that were left out: what they stand for would grow over the limit.
  public var cutEntities = 0
  /// Children of the root of a file of records that hold text and are no records.
  public var strayElements = 0
  /// Answers of a StackExchange export that are neither accepted nor the best of their question.
  public var otherAnswers = 0
  /// Blocks that were navigation: lists and rows of links, "Edit this page", headings of nothing else.
  public var linkListBlocks = 0
  /// Blocks outside of the page's `main` or `article`.
  public var outsideMainBlocks = 0
  /// Blocks of a page that are no part of its content, as `MainContent` tells.
  public var boilerplateBlocks = 0
  /// Blocks at the head or foot of a page that stand so on many pages of the corpus.
  public var repeatedBlocks = 0

  /// Members of an archive that are links or devices.
  public var specialMembers = 0
  /// Members of an archive that are packed themselves.
  public var packedMembers = 0
  /// Members of an archive with the path of one before.
  public var repeatedMembers = 0

  public init() {}
}

/// What every reader knows of its file.
struct SourceName: Sendable {
  /// The path relative to the corpus; the URI of a document that is the whole file.
  var uri: String
  /// How HTML is read.
  var extraction = ExtractionMode.main
  /// Whether questions with their answers are looked for, rather than text.
  var seeksQuestions = false
  /// The blocks that the pages around it share; nil where none were looked for.
  var repeated: RepeatedBlocks?

  /// The URI without the ending of a compressed file: what tells the content's kind.
  var content: String { FileKind(name: uri).content }

  /// The parsers of the corpus.
  var contexts = ParserContexts()

  /// The file's name without its extension.
  var docno: String {
    let content = content
    let name = content.split(separator: "/").last.map(String.init) ?? content
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
