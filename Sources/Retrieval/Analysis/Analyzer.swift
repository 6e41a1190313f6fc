import Synchronization

/// Turns text into the terms that are indexed and searched.
///
///     let analyzer = try Analyzer(RetrievalOptions())
///     analyzer.terms(of: "Raising max_connections")   // ["rais", "max_connections", "max", "connect"]
///     analyzer.terms(of: "東京タワー")                  // ["東京", "京タ", "タワ", "ワー"]
///
/// Words are runs of letters, digits and marks, in lower case, after NFKC where they are not ASCII.
/// `1.5` and `don't` are single words; a possessive `'s` is dropped. Words joined by underscores give the whole, unstemmed, and then
/// the parts. Scripts without spaces give bigrams of characters, a lone character itself. Words of
/// more than 255 bytes are cut there.
public struct Analyzer: Sendable {
  public let options: RetrievalOptions
  private let contexts: AnalysisContextPool

  /// Fails for a stemmer that libstemmer does not know.
  public init(_ options: RetrievalOptions) throws(AnalyzerError) {
    let language = LanguageAnalysis(of: nil, options: options)
    if let algorithm = language.algorithm, Stemmer(algorithm: algorithm) == nil {
      throw AnalyzerError(stemmer: options.stemmer, known: Stemmer.algorithms)
    }
    self.options = options
    contexts = AnalysisContextPool()
  }

  /// The terms of a text in a language (a primary subtag), in order.
  public func terms(of text: String, language: String? = nil) -> [String] {
    var result: [String] = []
    withContext(for: LanguageAnalysis(of: language, options: options)) { context in
      var text = text
      text.withUTF8 { bytes in
        context.analyze(bytes) { result.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    return result
  }

  /// Lends a context, with its stemmer and its cache of words, to one caller.
  func withContext<R>(
    for language: LanguageAnalysis, _ body: (AnalysisContext) throws -> R
  ) rethrows -> R {
    let context = contexts.take(language) ?? AnalysisContext(language, options: options)
    defer { contexts.giveBack(context, language) }
    return try body(context)
  }
}

/// A stemmer that does not exist.
public struct AnalyzerError: Error, Sendable, Equatable, CustomStringConvertible {
  public let stemmer: String
  public let known: [String]

  public var description: String {
    "there is no stemmer `\(stemmer)`; use `auto`, `none`, `english`, or one of libstemmer's: "
      + known.joined(separator: ", ")
  }
}

/// Contexts that nobody uses at the moment.
final class AnalysisContextPool: Sendable {
  /// A context on its way between threads. Unchecked, because the pool hands each context to one
  /// caller at a time and that caller uses it on one thread until it gives it back.
  private struct Idle: @unchecked Sendable {
    let context: AnalysisContext
  }

  private let idle = Mutex<[LanguageAnalysis: [Idle]]>([:])

  func take(_ language: LanguageAnalysis) -> AnalysisContext? {
    idle.withLock { $0[language]?.popLast() }?.context
  }

  func giveBack(_ context: AnalysisContext, _ language: LanguageAnalysis) {
    let entry = Idle(context: context)
    idle.withLock { $0[language, default: []].append(entry) }
  }
}
