import Artifacts
import GRDB

/// The passages of which the model took the beginning only: the table `cut_text`.
///
/// Kept in the index, because a run that embeds nothing has to say the same of it as the one that
/// embedded it.
enum CutTexts {
  /// What was dropped of the passages whose vectors an index has; nothing in one without vectors.
  static func drops(_ db: Database) throws -> DropCounts {
    var drops = DropCounts()
    // An index of before there was the table does not tell.
    guard try db.tableExists("cut_text") else { return drops }
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM cut_text") ?? 0
    let model = try String.fetchOne(
      db, sql: "SELECT value FROM meta WHERE key = ?", arguments: [EmbeddingMeta.model])
    drops.add(
      "cutText", count: count,
      example:
        "\(model ?? "the model") takes no longer texts: the vectors are of their beginnings")
    return drops
  }

  static func insert(_ chunkIDs: some Sequence<Int>, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "INSERT INTO cut_text VALUES (?)")
    for id in chunkIDs { try statement.execute(arguments: [id]) }
  }
}
