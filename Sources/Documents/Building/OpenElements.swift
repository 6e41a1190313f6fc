/// The elements that are open, from the outermost to the innermost.
///
/// Beside the stack stand the indices of the frames that are asked for, kind by kind, so that no
/// question about what is around an element walks the stack: pages may nest without end.
struct OpenElements {
  struct Frame {
    var role: Role
    /// For lists: their id, and the number of the last item.
    var list = -1
    var number = 0
    /// For items, entries and definition lists: the block that later blocks inside continue.
    fileprivate(set) var owner = -1
    /// For items: whether their first block is still to come.
    var awaitsItem = false
    /// For tables: their index; cells are no cells in a table that only arranges the page.
    var table = -1
    var isLayout = false
    /// For sections and headings: the section to return to.
    var outerSection = -1
    /// For headings: the section that they open.
    var ownSection = -1

    init(role: Role) {
      self.role = role
    }
  }

  private var frames: [Frame] = []
  /// Indices of frames, the innermost last.
  private(set) var lists: [Int] = []
  private(set) var anyLists: [Int] = []
  private(set) var items: [Int] = []
  private(set) var entries: [Int] = []
  private(set) var sections: [Int] = []
  private(set) var tables: [Int] = []
  private(set) var captions: [Int] = []
  private var owners: [Int] = []

  var count: Int { frames.count }
  var last: Frame? { frames.last }

  subscript(index: Int) -> Frame {
    get { frames[index] }
    _modify { yield &frames[index] }
  }

  mutating func push(_ frame: Frame) {
    let index = frames.count
    frames.append(frame)
    switch frame.role {
    case .list:
      lists.append(index)
      anyLists.append(index)
    case .definitionList:
      anyLists.append(index)
      entries.append(index)
    case .definitionEntry, .questionEntry: entries.append(index)
    case .item: items.append(index)
    case .section: sections.append(index)
    case .table: tables.append(index)
    case .caption, .captionLabel: captions.append(index)
    default: break
    }
  }

  mutating func pop() {
    guard let frame = frames.popLast() else { return }
    switch frame.role {
    case .list:
      lists.removeLast()
      anyLists.removeLast()
    case .definitionList:
      anyLists.removeLast()
      entries.removeLast()
    case .definitionEntry, .questionEntry: entries.removeLast()
    case .item: items.removeLast()
    case .section: sections.removeLast()
    case .table: tables.removeLast()
    case .caption, .captionLabel: captions.removeLast()
    default: break
    }
    if owners.last == frames.count { owners.removeLast() }
  }

  mutating func removeAll() {
    self = OpenElements()
  }

  /// The innermost element that is more than running text.
  var innermostStructure: Role? { frames.last { $0.role != .inline && $0.role != .link }?.role }

  // MARK: Owners

  /// The block that a new block continues; -1 where it stands by itself.
  var owner: Int { owners.last.map { frames[$0].owner } ?? -1 }

  mutating func setOwner(_ block: Int, at index: Int) {
    guard frames.indices.contains(index) else { return }
    frames[index].owner = block
    // Nearly always the innermost: the search ends at once.
    let place = (owners.lastIndex { $0 <= index }).map { $0 + 1 } ?? 0
    if place == 0 || owners[place - 1] != index { owners.insert(index, at: place) }
  }

  mutating func clearOwner(at index: Int) {
    frames[index].owner = -1
    if let place = owners.lastIndex(where: { $0 <= index }), owners[place] == index {
      owners.remove(at: place)
    }
  }
}
