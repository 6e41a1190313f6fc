import Artifacts
import Documents
import Retrieval

/// What one conversation with a model is about: a passage, or several that belong together.
struct Material: Sendable {
  /// A passage with what says where it is from.
  struct Piece: Sendable {
    var passage: Passage
    /// Without its number.
    var title: String
    /// The headings above it, outermost first, without their numbers and the title.
    var headings: String

    init(_ passage: Passage, title: String) {
      self.passage = passage
      // "F.13. dict_int" has questions ask what F.13 is.
      self.title = Subject.cleaned(title)
      headings = passage.headingPath.filter { $0 != title }.map(Subject.cleaned)
        .joined(separator: " > ")
    }
  }

  var pieces: [Piece]
  /// The primary language subtag.
  var language: String
  /// The same as long as the texts are: by it questions are drawn and passages ordered.
  var key: String
  /// How many questions are asked for, at most.
  var count: Int

  init(_ pieces: [Piece], language: String, count: Int) {
    self.pieces = pieces
    self.language = language
    self.count = count
    key = pieces.map(\.passage.digest).joined(separator: " ")
  }

  /// Passages of an index, in the language of the first one's document.
  init(
    _ passages: [Passage], of index: Index, usualLanguage: String, count: Int
  ) throws(IndexError) {
    var pieces: [Piece] = []
    var language: String?
    for passage in passages {
      let document = try index.document(of: passage)
      pieces.append(Piece(passage, title: document.title))
      if language == nil { language = document.language }
    }
    let known = language.flatMap { $0.isEmpty ? nil : $0 } ?? usualLanguage
    self.init(pieces, language: known, count: count)
  }

  /// What is wrong with a text that is surely in another language than the passages; nil where nothing
  /// is. Short texts full of names are not sure.
  func otherLanguage(_ text: String) -> Verdict? {
    guard !language.isEmpty, text.utf8.count >= 60,
      let found = Language.guess(Array(text.utf8)), found != language
    else { return nil }
    // The guess must be right about the passage, too.
    let passage = Language.guess(Array(pieces[0].passage.text.utf8))
    guard passage == nil || passage == language else { return nil }
    return Verdict("wrongLanguage", "it reads as “\(found)”, the passage is “\(language)”")
  }

  var isMultiHop: Bool { pieces.count > 1 }

  /// How many questions a text of so many tokens gets: no more than there is something to ask.
  static func count(tokens: Int, most: Int) -> Int {
    max(1, min(most, tokens / tokensPerQuestion))
  }

  /// With less than this for each question they repeat each other.
  private static let tokensPerQuestion = 50
}

/// The sentences of a passage that say something by themselves: those of its running text, and of
/// others than headings and code what reads as sentences do.
enum PassageSentences {
  /// UTF-8 ranges, in order; none overlaps another.
  static func ranges(of passage: Passage) -> [Range<Int>] {
    let bytes = Array(passage.text.utf8)
    var found: [Range<Int>] = []
    for span in passage.spans {
      switch span.kind {
      case .heading, .code: continue
      default: break
      }
      for sentence in Sentences.ranges(in: bytes, span.range)
      where sentence.lowerBound >= (found.last?.upperBound ?? 0) && isPlain(bytes[sentence]) {
        found.append(sentence)
      }
    }
    return found
  }

  /// Whether a sentence stands on one line, as a schema's `enum` needs it, and is no fragment.
  private static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count >= 20 && bytes.count <= 600 && bytes.allSatisfy { $0 >= 0x20 }
  }
}
