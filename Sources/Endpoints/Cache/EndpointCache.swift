import Artifacts
import Foundation
import GRDB
import Retrieval

/// What servers have answered, in an SQLite file: nothing is asked for, or paid, twice.
///
/// Entries are found by a digest of what was asked (model, parameters, text), not of where: another
/// address of the same model finds them too. Each answer is a transaction, so a run that is killed
/// keeps what came before. The file may be removed at any time; no key is ever in it.
public final class EndpointCache: Sendable {
  public let path: String
  let queue: DatabaseQueue

  /// "RAFC" in `PRAGMA application_id`.
  private static let applicationID: Int32 = 0x5241_4643
  /// Seconds to wait for another run.
  private static let patience = 30.0

  /// What brings a file from each version to the next; their count is `PRAGMA user_version`.
  private static let migrations = [
    """
    CREATE TABLE embedding(
      digest BLOB PRIMARY KEY,
      vector BLOB NOT NULL,
      is_cut INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE response(
      digest BLOB PRIMARY KEY,
      model TEXT NOT NULL,
      content TEXT NOT NULL,
      finish TEXT NOT NULL,
      prompt_tokens INTEGER NOT NULL,
      completion_tokens INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE gathered(
      digest BLOB PRIMARY KEY,
      body TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE score(
      digest BLOB PRIMARY KEY,
      score REAL NOT NULL,
      is_cut INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
  ]

  /// Opens a cache, which is made where there is none.
  public init(path: String) throws(EndpointError) {
    self.path = path
    do {
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        try WholeFile.makeFolder(String(path[..<slash]))
      }
      queue = try Self.open(path)
    } catch let error as EndpointError {
      throw error
    } catch let error as DatabaseError {
      throw EndpointError(
        .cache(error.message ?? "\(error.resultCode)"), address: path)
    } catch {
      throw EndpointError(.cache("\(error)"), address: path)
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    // Two runs may share it.
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // One transaction: another run may be making the same file.
    try queue.write { try migrate($0, path) }
    // A commit costs no sync of the disk then, and outlives the process. SQLite does not wait for
    // the lock that the change needs.
    let deadline = ContinuousClock.now + .seconds(patience)
    while true {
      do {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        return queue
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
      {
        usleep(10_000)
      }
    }
  }

  private static func migrate(_ db: Database, _ path: String) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    guard found == applicationID || found == 0 && isEmpty else {
      throw EndpointError(.cache("it is some other database"), address: path)
    }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version <= migrations.count else {
      throw EndpointError(.cache("a newer Raftwright made it"), address: path)
    }
    guard version < migrations.count else { return }
    for migration in migrations[version...] { try db.execute(sql: migration) }
    try db.execute(
      sql: """
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(migrations.count)
        """)
  }

  /// The vectors that are known of some digests.
  func vectors(_ digests: [Digest]) throws(EndpointError) -> [Digest: TextVector] {
    try reading { db in
      let statement = try db.cachedStatement(
        sql: "SELECT vector, is_cut FROM embedding WHERE digest = ?")
      var found: [Digest: TextVector] = [:]
      for digest in digests where found[digest] == nil {
        guard let row = try Row.fetchOne(statement, arguments: [Data(digest.bytes)]) else {
          continue
        }
        let data: Data = try row.decode(atIndex: 0)
        let vector = data.withUnsafeBytes { bytes in
          stride(from: 0, to: bytes.count & ~3, by: 4).map {
            let bits = bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self)
            return Float(bitPattern: UInt32(littleEndian: bits))
          }
        }
        found[digest] = TextVector(values: vector, isCut: try row.decode(atIndex: 1))
      }
      return found
    }
  }

  func keep(_ vectors: [(key: Digest, vector: TextVector)]) throws(EndpointError) {
    try writing { db in
      let statement = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO embedding VALUES (?, ?, ?)")
      for (key, vector) in vectors {
        var bytes = Data(capacity: vector.values.count * 4)
        for value in vector.values {
          withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        try statement.execute(arguments: [Data(key.bytes), bytes, vector.isCut])
      }
    }
  }

  func reading<R>(_ body: (Database) throws -> R) throws(EndpointError) -> R {
    try using { try queue.read(body) }
  }

  func writing<R>(_ body: (Database) throws -> R) throws(EndpointError) -> R {
    try using { try queue.write(body) }
  }

  private func using<R>(_ body: () throws -> R) throws(EndpointError) -> R {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw EndpointError(.cache(error.message ?? "\(error.resultCode)"), address: path)
    } catch {
      throw EndpointError(.cache("\(error)"), address: path)
    }
  }
}
