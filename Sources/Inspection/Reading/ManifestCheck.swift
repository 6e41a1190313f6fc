import Artifacts
import Recipe

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether the files of a dataset folder are those that its manifest tells of.
///
/// Each file appears whole, but a run that is killed between two of them leaves new ones beside old
/// ones; the manifest, written last, then speaks of the old.
enum ManifestCheck {
  /// The names of outputs that the manifest lists and the folder has not, in its order.
  static func missing(from folder: String, manifest: [UInt8]) throws -> [String] {
    outputs(try JSONValue(parsing: manifest)).map(\.name).filter {
      access(folder + "/" + $0, F_OK) != 0
    }
  }

  /// Whether all of the files are outputs that the manifest lists.
  static func lists(_ names: [String], manifest: [UInt8]) throws -> Bool {
    let listed = Set(outputs(try JSONValue(parsing: manifest)).map(\.name))
    return names.allSatisfy(listed.contains)
  }

  private static func outputs(_ manifest: JSONValue) -> [(name: String, entry: JSONValue)] {
    (manifest["outputs"]?.array ?? []).compactMap { entry in
      entry["file"]?.string.map { (name: $0, entry: entry) }
    }
  }

  /// The names of files that are not what the manifest says, in its order.
  static func strangers(in folder: String, manifest: [UInt8]) throws -> [String] {
    let manifest = try JSONValue(parsing: manifest)
    var listed = outputs(manifest)
    for (key, name) in [("index", "index.sqlite"), ("questions", "questions.jsonl")] {
      if let entry = manifest["inputs"]?[key] { listed.append((name, entry)) }
    }
    return listed.filter { name, entry in
      // Inputs may lie elsewhere, and files may have been moved away.
      guard let file = try? FileFingerprint(of: folder + "/" + name) else { return false }
      return file.bytes != entry["bytes"]?.int || file.digest != entry["sha256"]?.string
    }.map(\.name)
  }
}
