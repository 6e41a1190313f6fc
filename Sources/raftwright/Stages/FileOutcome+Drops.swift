import Artifacts
import Documents

extension FileOutcome {
  /// What was dropped of the file, by reason.
  ///
  /// - Parameter coverage: of the text of its documents.
  func drops(_ coverage: TextCoverage) -> DropCounts {
    var drops = DropCounts()
    let uri = file.uri
    if let error = report.error {
      let reason = digest == nil ? "unreadableFile" : "malformedFile"
      let kept = digest == nil ? "" : "; what stands before it was read"
      drops.add(reason, keepsAll: true, example: "\(uri): \(error)\(kept)")
    }
    let counts = [
      ("specialMember", report.specialMembers, "members that are links or devices"),
      (
        "packedMember", report.packedMembers,
        "archives and compressed files inside of it stay packed"
      ),
      ("duplicatePath", report.repeatedMembers, "members with the path of one before"),
      ("emptyDocument", report.emptyDocuments, "a page or record has no text of its own"),
      ("otherAnswer", report.otherAnswers, "answers that are neither accepted nor the best"),
      (
        "cutEntity", report.cutEntities,
        "references to entities that would grow beyond a megabyte are left out"
      ),
      (
        "strayElement", report.strayElements,
        "children of the root that have text and are no records"
      ),
      (
        "skippedRecord", report.skippedRecords,
        "redirects, talk pages, posts that are no questions, or maps"
      ),
      (
        "repeatedBlocks", report.repeatedBlocks,
        "blocks that many pages of its folder begin or end with"
      ),
      (
        "invalidBytes", report.invalidBytes,
        "bytes that are no characters in its encoding became U+FFFD"
      ),
      (
        "uncoveredText", coverage.textBytes - coverage.coveredBytes,
        "bytes of text are in no passage; please report this"
      ),
    ]
    for (reason, count, what) in counts {
      drops.add(reason, count: count, example: "\(uri): \(what)")
    }
    return drops
  }
}
