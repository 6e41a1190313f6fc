/// The elements of a page that group its blocks, in flat arrays, with what they say of themselves.
///
/// Recorded while the page is parsed: every element that is a block of its own, and those inline
/// ones that carry a class. What `MainContent` makes of them comes after the parse.
struct PageContainers {
  struct Container {
    /// Index of the container around it; -1 for the outermost.
    var parent: Int32
    /// Index of the nearest container, itself or around it, that is more than a paragraph.
    var group: Int32
    var meaning: ClassMeaning
    /// Whether it is a `p`, or an inline element in one.
    var isParagraph: Bool
    /// Whether it is a table or a part of one.
    var isTable: Bool
    /// Whether it lies in a `form`.
    var isForm: Bool
    /// How many `article` elements are around it, itself included.
    var articles: UInt8
    /// Whether comments are around it, itself included.
    var isComment: Bool
    /// Whether pointers to other pages are around it, itself included.
    var isPromotion: Bool
  }

  /// What an element is to the containers.
  enum Kind {
    /// `em`, `a`: no container unless a class makes it one.
    case inline
    case paragraph
    /// Headings, lists, quotations: holds text, but is a part of the group around it.
    case text
    /// `div`, `section`.
    case group
    /// A table, its rows and cells: groups where it arranges the page.
    case table
    case article
    case form
  }

  private(set) var all: [Container] = []
  /// For each open element the innermost container, itself or around it.
  private var open: [Int32] = []
  /// Inline `code`, `kbd`, `samp`, `tt` and `var`.
  var codeElements = 0
  /// Whether the page says that a documentation generator made it.
  var isDocumentation = false

  /// The innermost open container; -1 outside of all.
  var current: Int32 { open.last ?? -1 }

  mutating func removeAll() {
    self = PageContainers()
  }

  /// An element begins.
  mutating func enter(_ kind: Kind, meaning: ClassMeaning) {
    let parent = open.last ?? -1
    if kind == .inline && meaning.isEmpty {
      open.append(parent)
      return
    }
    let index = Int32(all.count)
    let isGroup = kind != .inline && kind != .paragraph && kind != .text
    var container = Container(
      parent: parent, group: index, meaning: meaning, isParagraph: kind == .paragraph,
      isTable: kind == .table, isForm: kind == .form, articles: 0,
      isComment: meaning.contains(.comment), isPromotion: meaning.contains(.promotion))
    if parent >= 0 {
      let around = all[Int(parent)]
      container.articles = around.articles
      container.isForm = container.isForm || around.isForm
      container.isComment = container.isComment || around.isComment
      container.isPromotion = container.isPromotion || around.isPromotion
      if !isGroup { container.group = around.group }
      if kind == .inline { container.isParagraph = around.isParagraph }
    } else if !isGroup {
      container.group = -1
    }
    if kind == .article && container.articles < .max { container.articles += 1 }
    if meaning.contains(.documentation) { isDocumentation = true }
    all.append(container)
    open.append(index)
  }

  /// The innermost element that was entered ends.
  mutating func leave() {
    _ = open.popLast()
  }

  /// The group that a block belongs to: for the rows of data tables the one around the table.
  func group(of block: Block, at place: Int32) -> Int32 {
    guard place >= 0 else { return -1 }
    var group = all[Int(place)].group
    guard block.table >= 0 else { return group }
    while group >= 0, all[Int(group)].isTable { group = groupAround(group) }
    return group
  }

  /// The group around a group; -1 for the outermost.
  func groupAround(_ group: Int32) -> Int32 {
    guard group >= 0 else { return -1 }
    let parent = all[Int(group)].parent
    return parent < 0 ? -1 : all[Int(parent)].group
  }
}
