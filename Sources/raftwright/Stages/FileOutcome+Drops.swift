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
    drops.add(
      "specialMember", count: report.specialMembers,
      example: "\(uri): members that are links or devices")
    drops.add(
      "packedMember", count: report.packedMembers,
      example: "\(uri): archives and compressed files inside of it stay packed")
    drops.add(
      "duplicatePath", count: report.repeatedMembers,
      example: "\(uri): members with the path of one before")
    drops.add(
      "emptyDocument", count: report.emptyDocuments,
      example: "\(uri): a page or record has no text of its own")
    drops.add(
      "otherAnswer", count: report.otherAnswers,
      example: "\(uri): answers that are neither accepted nor the best")
    drops.add(
      "cutEntity", count: report.cutEntities,
      example: "\(uri): references to entities that would grow beyond a megabyte are left out")
    drops.add(
      "strayElement", count: report.strayElements,
      example: "\(uri): children of the root that have text and are no records")
    drops.add(
      "skippedRecord", count: report.skippedRecords,
      example: "\(uri): redirects, talk pages, posts that are no questions, or maps")
    drops.add(
      "repeatedBlocks", count: report.repeatedBlocks,
      example: "\(uri): blocks that many pages of its folder begin or end with")
    drops.add(
      "invalidBytes", count: report.invalidBytes,
      example: "\(uri): bytes that are no characters in its encoding became U+FFFD")
    drops.add(
      "uncoveredText", count: coverage.textBytes - coverage.coveredBytes,
      example: "\(uri): bytes of text are in no passage; please report this")
    return drops
  }
}
