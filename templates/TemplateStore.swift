import Foundation

/// A template that is missing or cannot be used, as a sentence.
public struct TemplateError: Error, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}

/// The templates of questions and answers: the embedded ones, and a user's in their place.
///
/// Templates are named by their path below `templates/`: `questions/en.yaml`,
/// `answers/raft.en.mustache`. A file of that name in the user's folder wins.
public struct TemplateStore: Sendable {
  private let folder: String?

  /// - Parameter folder: the user's templates, as `raftwright init` copies them; nil for none.
  public init(folder: String? = nil) throws(TemplateError) {
    if let folder {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else {
        throw TemplateError(
          "templates: \(folder) is no folder; make one with `raftwright init` or leave the key out")
      }
    }
    self.folder = folder
  }

  /// The text of a template; nil where there is none of that name.
  public func textIfPresent(_ path: String) throws(TemplateError) -> String? {
    if let folder {
      let file = folder + "/" + path
      if FileManager.default.fileExists(atPath: file) {
        guard let data = FileManager.default.contents(atPath: file),
          let text = String(validating: data, as: UTF8.self)
        else { throw TemplateError("\(file): cannot be read as UTF-8; save it in that encoding") }
        return text
      }
    }
    return Self.embedded.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// The text of a template that must be there.
  public func text(_ path: String) throws(TemplateError) -> String {
    guard let text = try textIfPresent(path) else {
      throw TemplateError("there is no template \(path); see `raftwright init` for those there are")
    }
    return text
  }

  /// The languages for which there is a template `prefix` + language + `suffix`.
  public func languages(prefix: String, suffix: String) -> [String] {
    var paths = Self.embedded.map(\.path)
    if let folder {
      let below = String(prefix[..<(prefix.lastIndex(of: "/") ?? prefix.startIndex)])
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + below)) ?? []
      paths += names.map { below + "/" + $0 }
    }
    let found = paths.filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
      .map { String($0.dropFirst(prefix.count).dropLast(suffix.count)) }
    return Set(found).sorted()
  }

  /// How the templates work, for those who edit them.
  public static var explanation: [UInt8] { PackageResources.README_md }

  /// Every embedded template, as `raftwright init` writes them.
  public static var embedded: [(path: String, bytes: [UInt8])] {
    [
      ("answers/raft.de.mustache", PackageResources.raft_de_mustache),
      ("answers/raft.en.mustache", PackageResources.raft_en_mustache),
      ("answers/raft.ja.mustache", PackageResources.raft_ja_mustache),
      ("questions/de.yaml", PackageResources.de_yaml),
      ("questions/en.yaml", PackageResources.en_yaml),
      ("questions/ja.yaml", PackageResources.ja_yaml),
    ]
  }
}
