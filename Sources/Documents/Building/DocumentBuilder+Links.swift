/// Links of the running text: where they stand, and where they lead.
extension DocumentBuilder {
  /// A link begins whose text is still to come; `reference` is valid during the call only.
  func awaitLink(to reference: UnsafePointer<UInt8>) {
    var reference = reference
    while reference.pointee != 0, reference.pointee <= 0x20 { reference += 1 }
    var length = LinkReference.length(reference)
    while length > 0, reference[length - 1] <= 0x20 { length -= 1 }
    awaitLink(UnsafeBufferPointer(start: reference, count: length), .reference)
  }

  /// The same for a link to another record of the file, by its title.
  func awaitLink(toTitle title: UnsafeBufferPointer<UInt8>) {
    awaitLink(title, .title)
  }

  private func awaitLink(_ target: UnsafeBufferPointer<UInt8>, _ kind: Link.Kind) {
    forgetAwaitedLink()
    guard !target.isEmpty else { return }
    awaitedTarget = linkTargets.count
    awaitedKind = kind
    linkTargets.append(contentsOf: target)
  }

  /// The link that is awaited, if any, begins where the text now ends.
  func addAwaitedLink() {
    guard awaitedTarget >= 0 else { return }
    guard links.count - firstLink < Link.mostInBlock else { return forgetAwaitedLink() }
    links.append(
      Link(offset: text.count, kind: awaitedKind, target: awaitedTarget..<linkTargets.count))
    awaitedTarget = -1
  }

  /// The link that was awaited has no text: a reference amid text stays, as `xref` in DocBook is.
  func endAwaitedLink() {
    if openBlockHasText { addAwaitedLink() } else { forgetAwaitedLink() }
  }

  private func forgetAwaitedLink() {
    guard awaitedTarget >= 0 else { return }
    linkTargets.removeSubrange(awaitedTarget...)
    awaitedTarget = -1
  }

  /// Puts the links of the block that ends, and begins at `start`, where their text begins.
  func settleLinks(from start: Int) {
    for index in firstLink..<links.count {
      var offset = links[index].offset
      while offset < text.count, text[offset] <= 0x20 { offset += 1 }
      if offset >= text.count {
        offset = text.count - 1
        while offset > start, text[offset] & 0xc0 == 0x80 { offset -= 1 }
      }
      links[index].offset = offset
    }
  }
}
