import Artifacts
import Documents
import GRDB

extension Index {
  /// What a document's source says about it; `id` is the document's. Nothing for an unknown id.
  public func metadata(ofDocument id: Int) throws(IndexError) -> DocumentMetadata {
    try store.read { db in
      let statement = try db.cachedStatement(sql: "SELECT metadata FROM document WHERE id = ?")
      guard let text = try String.fetchOne(statement, arguments: [id]) else {
        return DocumentMetadata()
      }
      let value = try JSONValue(parsing: Array(text.utf8))
      return DocumentMetadata(
        author: value["author"]?.string, published: value["published"]?.string,
        modified: value["modified"]?.string, description: value["description"]?.string)
    }
  }
}
