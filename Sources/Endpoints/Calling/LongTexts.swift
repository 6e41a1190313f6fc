/// Asks about texts of which a model takes only so many, or so long ones, at once.
enum LongTexts {
  /// One result a text, in order: where the server finds them too long, half of them are asked about
  /// at a time, and of a single one the beginning, shorter by a third each time.
  ///
  /// - Parameters:
  ///   - isCut: whether the one text has been cut already.
  ///   - ask: gets some texts, and whether the one text is the beginning of a longer one.
  static func ask<Result>(
    _ texts: [String], isCut: Bool = false,
    _ ask: ([String], _ isCut: Bool) async throws -> [Result]
  ) async throws -> [Result] {
    do {
      return try await ask(texts, isCut)
    } catch let error as EndpointError {
      guard case .tooLong = error.code else { throw error }
      if texts.count > 1 {
        let half = texts.count / 2
        let first = try await self.ask(Array(texts[..<half]), ask)
        return try await first + self.ask(Array(texts[half...]), ask)
      }
      let length = texts[0].unicodeScalars.count * 2 / 3
      guard length > 0 else { throw error }
      let beginning = String(String.UnicodeScalarView(texts[0].unicodeScalars.prefix(length)))
      return try await self.ask([beginning], isCut: true, ask)
    }
  }
}
