import Foundation

/// A template that is missing or cannot be used, as a sentence.
public struct TemplateError: Error, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}

/// The templates of questions and answers, and the costs that advice reckons with: the embedded ones, and a user's in their place.
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
      ("questions/de.yaml", PackageResources.de_yaml),
      ("questions/en.yaml", PackageResources.en_yaml),
      ("questions/ja.yaml", PackageResources.ja_yaml),
      ("advice/costs.yaml", PackageResources.costs_yaml),
    ] + embeddedAnswers + embeddedPrompts
  }

  private static var embeddedAnswers: [(path: String, bytes: [UInt8])] {
    [
      ("abstain.de.mustache", PackageResources.abstain_de_mustache),
      ("abstain.en.mustache", PackageResources.abstain_en_mustache),
      ("abstain.ja.mustache", PackageResources.abstain_ja_mustache),
      ("cited.mustache", PackageResources.cited_mustache),
      ("gorilla.mustache", PackageResources.gorilla_mustache),
      ("json.schema.json", PackageResources.json_schema_json),
      ("memorize.de.mustache", PackageResources.memorize_de_mustache),
      ("memorize.en.mustache", PackageResources.memorize_en_mustache),
      ("memorize.ja.mustache", PackageResources.memorize_ja_mustache),
      ("plain.mustache", PackageResources.plain_mustache),
      ("raft.mustache", PackageResources.raft_mustache),
      ("reasoning.de.mustache", PackageResources.reasoning_de_mustache),
      ("reasoning.en.mustache", PackageResources.reasoning_en_mustache),
      ("reasoning.ja.mustache", PackageResources.reasoning_ja_mustache),
      ("think.mustache", PackageResources.think_mustache),
    ].map { ("answers/" + $0.0, $0.1) }
  }

  private static var embeddedPrompts: [(path: String, bytes: [UInt8])] {
    [
      ("answer.de.mustache", PackageResources.answer_de_mustache),
      ("answer.en.mustache", PackageResources.answer_en_mustache),
      ("answer.ja.mustache", PackageResources.answer_ja_mustache),
      ("answer-first.de.mustache", PackageResources.answer_first_de_mustache),
      ("answer-first.en.mustache", PackageResources.answer_first_en_mustache),
      ("answer-first.ja.mustache", PackageResources.answer_first_ja_mustache),
      ("closed-book.de.mustache", PackageResources.closed_book_de_mustache),
      ("closed-book.en.mustache", PackageResources.closed_book_en_mustache),
      ("closed-book.ja.mustache", PackageResources.closed_book_ja_mustache),
      ("judge.de.mustache", PackageResources.judge_de_mustache),
      ("judge.en.mustache", PackageResources.judge_en_mustache),
      ("judge.ja.mustache", PackageResources.judge_ja_mustache),
      ("multi-hop.de.mustache", PackageResources.multi_hop_de_mustache),
      ("multi-hop.en.mustache", PackageResources.multi_hop_en_mustache),
      ("multi-hop.ja.mustache", PackageResources.multi_hop_ja_mustache),
      ("questions.de.mustache", PackageResources.questions_de_mustache),
      ("questions.en.mustache", PackageResources.questions_en_mustache),
      ("questions.ja.mustache", PackageResources.questions_ja_mustache),
      ("repair.de.mustache", PackageResources.repair_de_mustache),
      ("repair.en.mustache", PackageResources.repair_en_mustache),
      ("repair.ja.mustache", PackageResources.repair_ja_mustache),
      ("sentences.de.mustache", PackageResources.sentences_de_mustache),
      ("sentences.en.mustache", PackageResources.sentences_en_mustache),
      ("sentences.ja.mustache", PackageResources.sentences_ja_mustache),
      ("single.de.mustache", PackageResources.single_de_mustache),
      ("single.en.mustache", PackageResources.single_en_mustache),
      ("single.ja.mustache", PackageResources.single_ja_mustache),
      ("variety.de.yaml", PackageResources.variety_de_yaml),
      ("variety.en.yaml", PackageResources.variety_en_yaml),
      ("variety.ja.yaml", PackageResources.variety_ja_yaml),
    ].map { ("prompts/" + $0.0, $0.1) }
  }

  /// The parts of a template's text, which lines of three hyphens divide, without comments and the
  /// empty lines around them.
  public static func parts(of text: String) -> [String] {
    var parts: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "---" {
        parts.append([])
      } else if !line.hasPrefix("{{!") {
        parts[parts.count - 1].append(line)
      }
    }
    return parts.compactMap { part in
      var part = part[...]
      while part.first?.isEmpty == true { part.removeFirst() }
      while part.last?.isEmpty == true { part.removeLast() }
      return part.isEmpty ? nil : part.joined(separator: "\n")
    }
  }
}
