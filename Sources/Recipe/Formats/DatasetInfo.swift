import Artifacts

/// `dataset_info.json`: how LLaMA-Factory finds the files of a dataset folder and reads them.
///
/// It has an entry for each format that it reads and each split with rows. It reads no packed files,
/// so a packed dataset has none.
struct DatasetInfo {
  static let file = "dataset_info.json"

  let summary: DatasetSummary
  let formats: [String]
  /// The dataset's name; empty for `raftwright`.
  let name: String
  let compression: Compression

  /// Nil where no format is LLaMA-Factory's.
  func write() throws(FileError) -> DatasetSummary.Output? {
    let known = formats.filter { ["chat", "sharegpt", "alpaca", "preference"].contains($0) }
    guard compression == .none, !known.isEmpty else { return nil }
    var json = JSONWriter(layout: .pretty)
    json.object { json in
      for format in known {
        for split in Split.allCases {
          let file = "\(split.rawValue).\(format).jsonl"
          guard summary.outputs.contains(where: { $0.file == file && $0.rows != 0 }) else {
            continue
          }
          json.key(entryName(format, split))
          json.object { Self.writeEntry(format, file: file, to: &$0) }
        }
      }
    }
    json.newline()
    return try DatasetSummary.Output(writing: json.bytes, to: Self.file, in: summary.folder)
  }

  /// `raftwright_chat`, `raftwright_chat_test`: the rows to learn from have no split in their name.
  private func entryName(_ format: String, _ split: Split) -> String {
    let base = name.isEmpty ? "raftwright" : name
    return "\(base)_\(format)" + (split == .train ? "" : "_" + split.rawValue)
  }

  private static func writeEntry(_ format: String, file: String, to json: inout JSONWriter) {
    json.field("file_name", file)
    switch format {
    case "chat", "sharegpt":
      let isChat = format == "chat"
      json.field("formatting", "sharegpt")
      json.key("columns")
      json.object { $0.field("messages", isChat ? "messages" : "conversations") }
      json.key("tags")
      json.object {
        $0.field("role_tag", isChat ? "role" : "from")
        $0.field("content_tag", isChat ? "content" : "value")
        $0.field("user_tag", isChat ? "user" : "human")
        $0.field("assistant_tag", isChat ? "assistant" : "gpt")
        $0.field("system_tag", "system")
      }
    case "preference":
      json.field("ranking", true)
      json.key("columns")
      json.object {
        $0.field("prompt", "prompt")
        $0.field("chosen", "chosen")
        $0.field("rejected", "rejected")
      }
    default:
      json.key("columns")
      json.object {
        $0.field("prompt", "instruction")
        $0.field("query", "input")
        $0.field("response", "output")
        $0.field("system", "system")
      }
    }
  }
}
