extension ElementMachine {
  /// Closes the document and hands it over; nil, and counted, when it holds no text.
  ///
  /// - Parameter title: what the dialect knows of the title; else the page's only top heading, the
  ///   `title` element or the first heading is taken.
  func finishDocument(
    uri: String, docno: String, title: String? = nil, language: String?, report: inout ReadReport
  ) -> Document? {
    finish()
    var leftOut = DocumentBuilder.LeftOut()
    let keep = builder.contentBlocks(leftOut: &leftOut)
    report.linkListBlocks += leftOut.linkListBlocks
    report.outsideMainBlocks += leftOut.outsideMainBlocks
    var document = builder.finishedDocument(
      uri: uri, docno: docno, title: title ?? "", language: nil, keep: keep)
    if title == nil { document.title = guessedTitle(of: document) }
    guard document.blocks.contains(where: { $0.kind != .heading }) else {
      report.emptyDocuments += 1
      return nil
    }
    document.language = Language.subtag(language) ?? Language.guess(document.text)
    return document
  }

  /// - Parameter stated: the title by the page's metadata, where there is no better one.
  func guessedTitle(of document: Document, stated: String? = nil) -> String {
    let headings = document.blocks.filter { $0.kind == .heading }
    let top = headings.filter { $0.depth == 0 }
    let declared = String(decoding: documentTitle, as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if top.count == 1, declared.isEmpty || top[0].range == document.blocks.first?.range {
      return document.string(top[0].range)
    }
    if !declared.isEmpty { return declared }
    if let stated { return stated }
    return headings.first.map { document.string($0.range) } ?? ""
  }
}
