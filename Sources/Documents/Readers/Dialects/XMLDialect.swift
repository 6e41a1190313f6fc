/// A dialect of XML as data: what its elements mean, and what a document is in it.
///
/// `StructuredSink` reads any dialect that says no more than this; those that need state of their
/// own (feeds, wikis, verse numbers) have a sink of their own.
struct XMLDialect: Sendable {
  /// The name by which `--reader` asks for it.
  let name: String
  /// How a file is recognised, in words.
  let recognised: String
  /// What becomes a document, in words.
  let documents: String
  /// What the elements are; one without a role is part of the running text.
  let roles: RoleTable
  /// The role of an element that its parents or attributes decide; nil leaves it to `roles`.
  var refine: @Sendable (_ element: UInt64, _ parents: [UInt64], Attributes) -> Role? = {
    _, _, _ in nil
  }
  /// Where the title stands: paths of elements from the outside in, matched at their ends; the first
  /// of the file that has text wins. Without one the first heading is the title.
  var titles: [[UInt64]] = []
  /// Elements that are documents of their own where they lie inside another element.
  var records: Set<UInt64> = []
  /// Where a record's id stands if it is not an attribute; the first one counts.
  var recordID: [[UInt64]] = []
  /// Where an element with the role of a link leads.
  var reference: @Sendable (Attributes) -> String? = { $0["href"] }
  /// Whether the file is a document, or a table of contents that says nothing itself.
  var isDocument: @Sendable (_ root: UInt64) -> Bool = { _ in true }

  /// The key of an element, as `ElementSink` gets it.
  static func key(_ name: String) -> UInt64 { RoleTable.key(name.utf8) }

  /// A path such as `titleStmt/title` as keys.
  static func path(_ path: String) -> [UInt64] {
    path.split(separator: "/").map { key(String($0)) }
  }
}
