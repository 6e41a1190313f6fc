import Artifacts
import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Which reader a file of pairs gets: by the end of its name, else by how it begins.
struct PairFiles {
  var documents: DocumentsOptions
  var threads: Int

  func reader(of path: String) throws -> any PairReader {
    let name = path.lastComponent.lowercased()
    let documents = DocumentPairs(options: documents, threads: threads)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return documents }
    switch name.split(separator: ".").last.map(String.init) ?? "" {
    case "jsonl", "ndjson": return JSONLinePairs()
    case "json": return JSONFilePairs()
    case "csv": return TablePairs(delimiter: nil)
    case "tsv", "tab": return TablePairs(delimiter: 0x09)
    case let end where self.documents.extensions.contains(end) || Self.packed.contains(end):
      return documents
    default: break
    }
    let beginning = try WholeFile.beginning(of: path, 4096)
    switch beginning.first(where: { $0 > 0x20 && ![0xef, 0xbb, 0xbf].contains($0) }) {
    case 0x7b: return JSONLinePairs()
    case 0x5b: return JSONFilePairs()
    case 0x3c: return documents
    default: return TablePairs(delimiter: nil)
    }
  }

  private static let packed: Set<String> = ["gz", "tgz", "xz", "txz", "bz2", "zst"]
}
