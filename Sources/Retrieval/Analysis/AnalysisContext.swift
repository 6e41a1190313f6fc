/// What analysis needs on one thread: the words and terms that were seen, and counts of terms.
final class AnalysisContext {
  private var reader: TermReader
  private var counter = TermCounter()

  init(_ language: LanguageAnalysis, options: RetrievalOptions) {
    reader = TermReader(language, options: options)
  }

  /// Gives the terms of UTF-8 text in order; a term's bytes are valid during the call.
  func analyze(
    _ text: UnsafeBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var numbers: [Int] = []
    reader.read(text) { numbers.append($0) }
    for number in numbers { emit(reader.terms.bytes(of: number)) }
    reader.forgetMuch()
  }

  /// Counts the terms of a text as part of the passage at hand.
  func count(_ text: UnsafeBufferPointer<UInt8>, times: Int = 1) {
    Self.count(text, times, &reader, &counter)
  }

  func count(_ text: String, times: Int = 1) {
    var text = text
    text.withUTF8 { count($0, times: times) }
  }

  /// Both are held for the whole text: an access to a property of a class is checked each time.
  private static func count(
    _ text: UnsafeBufferPointer<UInt8>, _ times: Int, _ reader: inout TermReader,
    _ counter: inout TermCounter
  ) {
    reader.read(text) { counter.count($0, times: times) }
  }

  /// Ends a passage: where its part of the document's frequencies is.
  func takePassage() -> (terms: Range<Int>, length: Int) {
    counter.takePassage()
  }

  /// Ends a document: its terms, and how often they occur in its passages.
  func takeDocument() -> (terms: TermList, frequencies: [TermFrequency]) {
    let document = counter.takeDocument(reader.terms)
    reader.forgetMuch()
    return document
  }
}
