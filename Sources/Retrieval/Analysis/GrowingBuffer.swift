/// Values of a trivial type in memory of their own, which grows by doubling.
///
/// As an array, but without reference counts and checks of uniqueness at each access: for the places
/// that are touched for every word of a corpus.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 16) {
    self.capacity = max(1, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit {
    start.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return start[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      start[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (start + count).initialize(to: element)
    count += 1
  }

  mutating func append(_ elements: UnsafeBufferPointer<Element>) {
    guard let source = elements.baseAddress else { return }
    if count + elements.count > capacity { grow(to: count + elements.count) }
    (start + count).initialize(from: source, count: elements.count)
    count += elements.count
  }

  /// Adds copies of an element up to a count.
  mutating func fill(to wanted: Int, with element: Element) {
    if wanted <= count { return }
    if wanted > capacity { grow(to: wanted) }
    (start + count).initialize(repeating: element, count: wanted - count)
    count = wanted
  }

  /// Makes room for so many more elements, to be written by the caller, and some spare ones.
  mutating func extend(by more: Int, and spare: Int = 0) -> UnsafeMutablePointer<Element> {
    if count + more + spare > capacity { grow(to: count + more + spare) }
    defer { count += more }
    return start + count
  }

  mutating func removeAll() {
    count = 0
  }

  var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    capacity = max(wanted, capacity * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: start, count: count)
    start.deallocate()
    start = larger
  }
}
