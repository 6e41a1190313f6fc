/// What the words of `class` and `id` say about an element.
///
/// Whole words (`sphinxsidebar`, `entry-content`) and their parts between hyphens, digits and
/// underscores (`entry`, `content`) are looked up; how much a meaning weighs stands in
/// `MainContent`, and `isSkipped` alone decides by itself.
struct ClassMeaning: OptionSet {
  let rawValue: UInt32

  /// What readers write below a page.
  static let comment = ClassMeaning(rawValue: 1 << 0)
  /// Other pages of the site.
  static let promotion = ClassMeaning(rawValue: 1 << 1)
  /// Who wrote it and when, and under which keywords.
  static let about = ClassMeaning(rawValue: 1 << 2)
  /// Captions and credits of pictures.
  static let media = ClassMeaning(rawValue: 1 << 3)
  /// Offers and notices: newsletters, paywalls, cookies.
  static let offer = ClassMeaning(rawValue: 1 << 4)
  static let advertisement = ClassMeaning(rawValue: 1 << 5)
  /// The body of an article.
  static let body = ClassMeaning(rawValue: 1 << 6)
  /// The text of a page made by a documentation generator.
  static let documentation = ClassMeaning(rawValue: 1 << 7)
  /// Never content: `HTMLDialect.skippedClasses`.
  static let skipped = ClassMeaning(rawValue: 1 << 8)
  /// A note inside of the text, though it may be an `aside`.
  static let admonition = ClassMeaning(rawValue: 1 << 9)

  /// Parts of words that together, in one word, name the body of an article: `post-content`.
  private static let bodyFirst = ClassMeaning(rawValue: 1 << 10)
  private static let bodySecond = ClassMeaning(rawValue: 1 << 11)

  private static let parts = table([
    (.comment, "comment comments commentlist disqus respond reply replies livefyre discussion"),
    (
      .promotion,
      """
      related relatedposts similar recommended recommendations recommend recirc recirculation \
      promo promos promotion promotions popular trending more most next latest breaking headlines \
      teaser teasers sponsor sponsored sponsors outbrain taboola zergnet yarpp readmore read also \
      see carousel cta callout interstitial suggested ticker upnext postbox newswell
      """
    ),
    (
      .about,
      """
      author authors contributor bio byline profile attribution date dateline timestamp time \
      published posted updated meta postmetadata submeta tag tags keywords topics category \
      categories categorias labels info rating reading subhead dek kicker eyebrow breadcrumb
      """
    ),
    (
      .media,
      """
      caption captions imagecaption credit figure image photo photos img media gallery slideshow \
      video player embed pullquote inset
      """
    ),
    (
      .offer,
      """
      newsletter newsletters subscribe subscription signup optin mailchimp login register \
      membership paywall donate modal popup overlay collapse cookie cookies consent gdpr form \
      alert alerts notice legal disclaimer disclosure copyright
      """
    ),
    (
      .advertisement,
      "ad ads adbox adslot adunit adsense advert adverts advertisement advertising banner dfp gpt"
    ),
    (
      .body,
      """
      articlebody articletext articlecontent bodycopy bodytext contentbody entrycontent \
      postbody postcontent prose storybody storycontent
      """
    ),
    (.bodyFirst, "article blog entry news post story"),
    (.bodySecond, "body content copy main text"),
  ])

  private static func table(_ lists: [(ClassMeaning, String)]) -> PackedTable<ClassMeaning> {
    var meanings: [UInt64: ClassMeaning] = [:]
    for (meaning, list) in lists {
      for word in list.split(whereSeparator: \.isWhitespace) {
        meanings[RoleTable.key(word.utf8), default: []].formUnion(meaning)
      }
    }
    return PackedTable(meanings)
  }

  private static let words = table([
    (.skipped, HTMLDialect.skippedClasses),
    (.admonition, HTMLDialect.admonitionClasses),
    (.documentation, HTMLDialect.documentationClasses),
  ])

  /// The meaning of an attribute's value, a null-terminated list of words.
  init(words value: UnsafePointer<UInt8>) {
    let (words, parts) = (Self.words, Self.parts)
    var meaning: ClassMeaning = []
    var wordMeaning: ClassMeaning = []
    var word = WordHash()
    var part = WordHash()
    var next = value
    while true {
      let byte = next.pointee
      let lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      if lower >= 0x61 && lower <= 0x7a {
        word.add(lower)
        part.add(lower)
      } else {
        if !part.isEmpty {
          wordMeaning.formUnion(parts[part.value] ?? [])
          part = WordHash()
        }
        if byte > 0x20 {
          word.add(lower)
        } else {
          if !word.isEmpty {
            meaning.formUnion(wordMeaning.joined.union(words[word.value] ?? []))
          }
          (word, wordMeaning) = (WordHash(), [])
          if byte == 0 { break }
        }
      }
      next += 1
    }
    self = meaning
  }

  init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// With `body` where both halves of such a word were seen.
  private var joined: ClassMeaning {
    let halves: ClassMeaning = [.bodyFirst, .bodySecond]
    return isSuperset(of: halves) ? subtracting(halves).union(.body) : subtracting(halves)
  }
}
