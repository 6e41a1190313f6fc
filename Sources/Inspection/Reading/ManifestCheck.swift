import Artifacts
import Recipe

/// Whether the files of a dataset folder are those that its manifest tells of.
///
/// Each file appears whole, but a run that is killed between two of them leaves new ones beside old
/// ones; the manifest, written last, then speaks of the old.
enum ManifestCheck {
  /// The names of files that are not what the manifest says, in its order.
  static func strangers(in folder: String, manifest: [UInt8]) throws -> [String] {
    let manifest = try JSONValue(parsing: manifest)
    var listed: [(name: String, entry: JSONValue)] = []
    for entry in manifest["outputs"]?.array ?? [] {
      if let name = entry["file"]?.string { listed.append((name, entry)) }
    }
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
