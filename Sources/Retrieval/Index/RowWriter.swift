import GRDB
import GRDBSQLite

/// Inserts rows by one prepared statement, with values bound as they lie in memory.
///
/// GRDB's arguments are boxed, and their text is copied and measured: with tens of thousands of
/// passages and terms that costs as much as SQLite's own work. Bind the columns in their order, then
/// insert; memory that is bound stays as it is until then.
struct RowWriter: ~Copyable {
  /// Keeps the handle valid.
  private let statement: Statement
  private let handle: OpaquePointer
  private var bound: Int32 = 0

  init(_ sql: String, _ db: Database) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  deinit {
    sqlite3_clear_bindings(handle)
  }

  mutating func bind(_ value: Int) {
    bound += 1
    sqlite3_bind_int64(handle, bound, Int64(value))
  }

  /// A string, which is copied; NULL for nil.
  mutating func bind(_ value: String?) {
    bound += 1
    guard var value else {
      sqlite3_bind_null(handle, bound)
      return
    }
    value.withUTF8 { Self.bind($0, handle, bound, Self.copied) }
  }

  /// UTF-8 bytes as text.
  mutating func bind(text: UnsafeBufferPointer<UInt8>) {
    bound += 1
    Self.bind(text, handle, bound, nil)
  }

  mutating func bind(blob: UnsafeBufferPointer<UInt8>) {
    bound += 1
    if let start = blob.baseAddress, !blob.isEmpty {
      sqlite3_bind_blob(handle, bound, start, Int32(blob.count), nil)
    } else {
      sqlite3_bind_zeroblob(handle, bound, 0)
    }
  }

  /// Adds the row, and makes ready for the next.
  mutating func insert() throws {
    bound = 0
    let code = sqlite3_step(handle)
    let message =
      code == SQLITE_DONE ? nil : String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
    sqlite3_reset(handle)
    if let message { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message) }
  }

  /// What SQLite's header calls SQLITE_TRANSIENT, in a cast that Swift does not import.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }

  private static func bind(
    _ text: UnsafeBufferPointer<UInt8>, _ handle: OpaquePointer, _ column: Int32,
    _ destructor: sqlite3_destructor_type?
  ) {
    guard let start = text.baseAddress, !text.isEmpty else {
      sqlite3_bind_text(handle, column, "", 0, copied)
      return
    }
    let bytes = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    sqlite3_bind_text(handle, column, bytes, Int32(text.count), destructor)
  }
}
