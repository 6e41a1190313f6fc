import Artifacts

/// A question's id as BEIR's files can carry it.
///
/// Its qrels are read by a parser of tab-separated values that knows quotation marks, and by others
/// that part at any white space: an id with one of these, or with a control character, is replaced.
///
///     BEIRIdentifier("q17").text    // q17
///     BEIRIdentifier("q 17").text   // q- and 16 hexadecimal digits of the id's SHA-256
struct BEIRIdentifier {
  let text: String
  let isRenamed: Bool

  init(_ id: String) {
    let isFit = !id.unicodeScalars.contains {
      $0.properties.isWhitespace || $0 == "\"" || $0.properties.generalCategory == .control
    }
    isRenamed = !isFit || id.isEmpty
    text = isRenamed ? "q-" + Digest(of: id).hex.prefix(16) : id
  }
}
