import ArgumentParser
import Artifacts
import Documents
import Inspection

/// `raftwright readers`: which kinds of file are understood.
struct ListReaders: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readers",
    abstract: "List the readers: which files they know, and what becomes a document.",
    discussion: """
      Each file tells its reader by its root element, namespace or document type. Where the guess \
      should be overruled, name the reader: index --reader NAME.

      Example:
        raftwright readers
        raftwright index dump --reader stackexchange --output index.sqlite
      """)

  @Flag(help: "Write JSON.")
  var json = false

  mutating func run() throws {
    var output = StandardOutput()
    try output.write(json ? Self.machineReadable() : Self.table())
    try output.flush()
  }

  /// Three columns; the last two wrap below themselves.
  static func table() -> [UInt8] {
    let width = ReaderDescription.all.map(\.name.count).max() ?? 0
    let indent = String(repeating: " ", count: width + 2)
    var text = ""
    for reader in ReaderDescription.all {
      text += reader.name.padding(to: width) + "  " + reader.recognised + "\n"
      text += indent + "documents: " + reader.documents + "\n"
    }
    return Array(text.utf8)
  }

  static func machineReadable() -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.array { json in
      for reader in ReaderDescription.all {
        json.object {
          $0.field("name", reader.name)
          $0.field("recognised", reader.recognised)
          $0.field("documents", reader.documents)
        }
      }
    }
    json.newline()
    return json.bytes
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
