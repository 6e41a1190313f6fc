extension ElementMachine {
  /// Closes an HTML page and hands it over with its content alone, or whole under `full`; nil, and
  /// counted, where it holds no text.
  func finishPage(
    _ source: SourceName, containers: PageContainers, metadata: PageMetadata,
    report: inout ReadReport
  ) -> Document? {
    finish()
    var keep = [Bool](repeating: true, count: builder.blocks.count)
    var titleHeading: Int?
    var articleTitle: String?
    if source.extraction == .main {
      var containers = containers
      if metadata.isDocumentation { containers.isDocumentation = true }
      var leftOut = DocumentBuilder.LeftOut()
      // A page of questions is no article: of it all is content that is not marked otherwise.
      var chosen =
        source.seeksQuestions ? nil : MainContent.chosen(of: builder, in: containers)
      if chosen != nil {
        titleHeading = self.titleHeading(metadata)
        if let titleHeading { chosen?[titleHeading] = true }
        articleTitle = metadata[.title]
      }
      keep = builder.contentBlocks(chosen: chosen, leftOut: &leftOut)
      if chosen == nil { dropForms(containers, from: &keep, &leftOut) }
      report.linkListBlocks += leftOut.linkListBlocks
      report.outsideMainBlocks += leftOut.outsideMainBlocks
      report.boilerplateBlocks += leftOut.boilerplateBlocks
      if source.seeksQuestions {
        // What is marked as a question is one wherever it stands, or is told by JSON-LD alone.
        for index in keep.indices
        where builder.blocks[index].kind == .questionAnswer || builder.blocks[index].owner >= 0 {
          keep[index] = true
        }
      }
      if let repeated = source.repeated {
        report.repeatedBlocks += repeated.dropEdges(
          of: builder, site: RepeatedBlocks.site(of: source.uri), from: &keep)
      }
    }
    var document = builder.finishedDocument(
      uri: source.uri, docno: source.docno, title: "", language: nil, keep: keep)
    document.title =
      titleHeading.map { string(builder.blocks[$0].range) } ?? articleTitle
      ?? guessedTitle(of: document, stated: metadata[.title])
    guard document.blocks.contains(where: { $0.kind != .heading }) else {
      report.emptyDocuments += 1
      return nil
    }
    document.language = Language.subtag(metadata[.language]) ?? Language.guess(document.text)
    document.metadata = metadata.document
    return document
  }

  /// The heading that says what the `title` element or the metadata say, which mostly add the
  /// site's name.
  private func titleHeading(_ metadata: PageMetadata) -> Int? {
    let declared = [Self.letters(documentTitle), Self.letters((metadata[.title] ?? "").utf8)]
      .filter { !$0.isEmpty }
    var longest: (index: Int, count: Int)?
    for (index, block) in builder.blocks.enumerated() where block.kind == .heading {
      let heading = Self.letters(builder.text[block.range])
      guard heading.count > longest?.count ?? 0,
        declared.contains(where: {
          heading.count * 5 >= $0.count * 2 && $0.firstRange(of: heading) != nil
        })
      else { continue }
      longest = (index, heading.count)
    }
    return longest?.index
  }

  /// Letters, digits and all that is not ASCII, in lower case.
  private static func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.compactMap { byte in
      let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      let isKept = lower >= 0x80 || lower >= 0x61 && lower <= 0x7a || lower >= 0x30 && lower <= 0x39
      return isKept ? lower : nil
    }
  }

  /// Leaves out what stands in forms, unless the page is one large form.
  private func dropForms(
    _ containers: PageContainers, from keep: inout [Bool], _ leftOut: inout DocumentBuilder.LeftOut
  ) {
    let isForm = builder.notes.map { $0.container >= 0 && containers.all[Int($0.container)].isForm }
    guard isForm.contains(true) else { return }
    var (inside, outside) = (0, 0)
    for (index, block) in builder.blocks.enumerated() where keep[index] && block.kind != .heading {
      if isForm[index] { inside += block.range.count } else { outside += block.range.count }
    }
    guard outside > 0, outside * 4 >= inside else { return }
    for index in keep.indices where keep[index] && isForm[index] {
      keep[index] = false
      leftOut.boilerplateBlocks += 1
    }
  }
}
