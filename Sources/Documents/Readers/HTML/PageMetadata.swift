import Foundation

/// What an HTML page says about itself, by all the ways in which pages do.
///
/// Where several say the same, JSON-LD goes before microdata, microdata before `meta`, and `meta`
/// before a `time` element; within one the first.
struct PageMetadata {
  /// How much a source is trusted, the least first.
  enum Trust: Int, Comparable {
    case time, meta, microdata, linkedData

    static func < (left: Trust, right: Trust) -> Bool { left.rawValue < right.rawValue }
  }

  enum Field {
    case title, author, published, modified, description, language
  }

  /// Longer values are no metadata, in bytes.
  private static let longest = 1_000

  /// Names of `meta` elements, lowercase, the better ones of a field first.
  private static let metaNames: [(Field, [String])] = [
    (.title, ["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"]),
    (
      .author,
      [
        "author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
        "parsely-author", "sailthru.author",
      ]
    ),
    (
      .published,
      [
        "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
        "dcterms.created", "citation_publication_date", "parsely-pub-date", "pubdate", "dc.date",
        "dcterms.date", "date",
      ]
    ),
    (
      .modified,
      ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"]
    ),
    (.description, ["description", "og:description", "dc.description", "dcterms.description"]),
    (.language, ["content-language", "dc.language", "dcterms.language", "og:locale"]),
  ]

  private var values: [Field: (trust: Trust, rank: Int, text: String)] = [:]
  /// Whether `meta name="generator"` names a documentation generator.
  private(set) var isDocumentation = false

  subscript(_ field: Field) -> String? { values[field]?.text }

  var document: DocumentMetadata {
    DocumentMetadata(
      author: self[.author], published: self[.published], modified: self[.modified],
      description: self[.description])
  }

  mutating func note(_ field: Field, _ text: String, _ trust: Trust, rank: Int = 0) {
    if let known = values[field], known.trust > trust { return }
    if let known = values[field], known.trust == trust, known.rank <= rank { return }
    let text = Self.collapsed(StructuredData.plainText(text))
    guard !text.isEmpty, text.utf8.count <= Self.longest else { return }
    // Some name an author by the address of a page, and no date by the year 1.
    if field == .author && text.contains("://") || text.hasPrefix("0001-01-01") { return }
    values[field] = (trust, rank, text)
  }

  /// White space made single spaces; Unicode's is asked for only where there is more than ASCII, as
  /// every page has some of these.
  private static func collapsed(_ text: String) -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return text.utf8.split { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0d }
      .map { String(Substring($0)) }.joined(separator: " ")
  }

  // MARK: meta, microdata, time

  mutating func readMeta(_ attributes: Attributes) {
    guard let content = attributes["content"] else { return }
    let name = attributes["property"] ?? attributes["name"] ?? attributes["itemprop"]
    guard let name = (name ?? attributes["http-equiv"])?.lowercased() else { return }
    if name == "generator" {
      let generator = content.lowercased()
      if DocumentationPage.generators.contains(where: { generator.hasPrefix($0) }) {
        isDocumentation = true
      }
    }
    for (field, names) in Self.metaNames {
      if let rank = names.firstIndex(of: name) { note(field, content, .meta, rank: rank) }
    }
  }

  /// The field that a property of schema.org's `Article` and its kin gives.
  static func field(ofProperty property: String) -> Field? {
    switch property {
    case "headline": .title
    case "author": .author
    case "datePublished": .published
    case "dateModified": .modified
    case "inLanguage": .language
    default: nil
    }
  }

  // MARK: JSON-LD

  /// Types of schema.org that are about the page or its main content; others (an organisation, an
  /// image) have names and dates of their own.
  private static let articleTypes = [
    "Article", "Posting", "WebPage", "Page", "Report", "CreativeWork", "Recipe", "Book", "Review",
    "HowTo",
  ]

  mutating func readLinkedData(_ json: Any, depth: Int = 0) {
    guard depth < 4 else { return }
    if let list = json as? [Any] {
      for element in list { readLinkedData(element, depth: depth + 1) }
      return
    }
    guard let object = json as? [String: Any] else { return }
    if let graph = object["@graph"] { readLinkedData(graph, depth: depth + 1) }
    if let entity = object["mainEntity"] as? [String: Any] {
      readLinkedData(entity, depth: depth + 1)
    }
    let types = (object["@type"] as? [String]) ?? [object["@type"] as? String ?? ""]
    let place = types.compactMap { type in
      Self.articleTypes.firstIndex { type.hasSuffix($0) }
    }.min()
    // Articles go before the pages that they are on.
    guard let rank = place.map({ $0 < 2 ? 0 : 1 }) else { return }
    for (field, key) in [
      (Field.title, "headline"), (.title, "name"), (.published, "datePublished"),
      (.modified, "dateModified"), (.description, "description"), (.language, "inLanguage"),
    ] {
      if let text = Self.text(object[key]) { note(field, text, .linkedData, rank: rank) }
    }
    if let names = Self.names(object["author"] ?? object["creator"]), !names.isEmpty {
      note(.author, names.joined(separator: ", "), .linkedData, rank: rank)
    }
  }

  private static func text(_ value: Any?) -> String? {
    if let text = value as? String { return text }
    let object = value as? [String: Any]
    return (object?["@value"] ?? object?["alternateName"] ?? object?["name"]) as? String
  }

  private static func names(_ value: Any?) -> [String]? {
    if let list = value as? [Any] { return list.flatMap { names($0) ?? [] } }
    if let object = value as? [String: Any] { return names(object["name"]) }
    return (value as? String).map { [$0] }
  }
}
