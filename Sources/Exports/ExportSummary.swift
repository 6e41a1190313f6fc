import Artifacts

/// What an export wrote.
public struct ExportSummary: Sendable, Equatable {
  /// A file of the export's folder.
  public struct File: Sendable, Equatable {
    public var name: String
    public var bytes: Int
    /// False where the folder held the same bytes before.
    public var isNew: Bool
  }

  public var files: [File] = []
  /// How many of what was written, in the order in which they are shown: `passages`, `queries`, …
  public var counts: [Count] = []
  /// Files of an earlier export that this one does not write, and that were removed.
  public var removed: [String] = []
  /// What could not be written, by reason.
  public var drops = DropCounts()
  /// What was changed on the way, one sentence each.
  public var notes: [String] = []

  /// A plural noun and how many of it.
  public struct Count: Sendable, Equatable {
    public var name: String
    public var value: Int
  }

  /// The count of that name; 0 where there is none.
  public subscript(name: String) -> Int { counts.first { $0.name == name }?.value ?? 0 }

  /// The summary as a JSON object, on lines of its own.
  public func json(folder: String) -> [UInt8] {
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      json.field("output", folder)
      for count in counts { json.field(count.name, count.value) }
      json.key("files")
      json.array { json in
        for file in files {
          json.object { json in
            json.field("name", file.name)
            json.field("bytes", file.bytes)
            json.field("new", file.isNew)
          }
        }
      }
      json.field("removed", removed)
      json.field("notes", notes)
      json.key("drops")
      drops.write(to: &json)
    }
    json.newline()
    return json.bytes
  }
}
