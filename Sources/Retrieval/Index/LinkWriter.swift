import Artifacts
import Documents
import GRDB

/// Writes the tables `link` and `link_target` of an index.
///
/// Where a link leads is kept as text, and looked up when it is asked for: the document may come or
/// go with a later update. Each target gets a number when it first occurs.
struct LinkWriter {
  private var numbers: [LinkTarget: Int] = [:]
  private var next = 0

  /// For a fresh index.
  init() {}

  /// For an index that is updated: its targets keep their numbers.
  init(_ db: Database) throws {
    let sql = "SELECT t.id, \(Self.columns) FROM link_target t \(Self.join)"
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      let id: Int = try row.decode(atIndex: 0)
      numbers[try Self.target(row, at: 1)] = id
      next = max(next, id + 1)
    }
  }

  /// Adds the links of passages that lie side by side, the first at `place`.
  mutating func insert(_ links: [[LinkTarget]], from place: Int, _ db: Database) throws {
    for (index, targets) in links.enumerated() where !targets.isEmpty {
      var json = JSONWriter()
      try json.array { json in
        for target in targets { json.number(try number(of: target, db)) }
      }
      try db.cachedStatement(sql: "INSERT INTO link VALUES (?, ?)")
        .execute(arguments: [place + index, String(decoding: json.bytes, as: UTF8.self)])
    }
  }

  private mutating func number(of target: LinkTarget, _ db: Database) throws -> Int {
    if let number = numbers[target] { return number }
    let (name, file): (String, Int?) =
      switch target {
      case .uri(let uri): (uri, nil)
      case .title(let title, let file): (title, try self.number(of: .uri(file), db))
      }
    let number = next
    next += 1
    numbers[target] = number
    try db.cachedStatement(sql: "INSERT INTO link_target VALUES (?, ?, ?)")
      .execute(arguments: [number, name, file])
    return number
  }

  /// Removes the links of passages that go.
  static func remove(_ places: Range<Int>, _ db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM link WHERE chunk_number >= ? AND chunk_number < ?")
      .execute(arguments: [places.lowerBound, places.upperBound])
  }

  /// Removes the targets to which no passage links any more.
  static func removeUnused(_ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM link_target WHERE file_id IS NOT NULL
          AND id NOT IN (SELECT value FROM link, json_each(link.targets));
        DELETE FROM link_target WHERE file_id IS NULL
          AND id NOT IN (SELECT value FROM link, json_each(link.targets))
          AND id NOT IN (SELECT file_id FROM link_target WHERE file_id IS NOT NULL);
        """)
  }

  /// A row `t` of `link_target` with its file, as `target` reads it.
  static let columns = "t.name, f.name"
  static let join = "LEFT JOIN link_target f ON f.id = t.file_id"

  static func target(_ row: Row, at index: Int) throws -> LinkTarget {
    let name: String = try row.decode(atIndex: index)
    let file: String? = try row.decode(atIndex: index + 1)
    return file.map { .title(name, file: $0) } ?? .uri(name)
  }
}
