import Inspection

/// The rows that commands over datasets take: a folder's, or those of one file.
enum RowsInput {
  /// The files of a path; an index is refused with a word on what is wanted.
  static func files(_ path: String, for command: String) throws -> [InspectedInput.SplitFile] {
    switch try InspectedInput.find(path) {
    case .dataset(_, let files): return files
    case .lines(let path): return [InspectedInput.SplitFile(path)]
    case .index(let path):
      throw Failure(
        "\(path): this is an index; \(command) takes rows: a dataset folder or JSONL files",
        code: .workFailed)
    }
  }
}
