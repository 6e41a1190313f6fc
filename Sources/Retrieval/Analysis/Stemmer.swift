import CStemmer

/// One of libstemmer's stemmers over UTF-8. Not for use from two threads at once.
final class Stemmer {
  private let handle: OpaquePointer

  /// Nil where libstemmer does not know the algorithm.
  init?(algorithm: String) {
    guard let handle = sb_stemmer_new(algorithm, "UTF_8") else { return nil }
    self.handle = handle
  }

  deinit {
    sb_stemmer_delete(handle)
  }

  /// The stem of a lowercase word; the bytes are valid until the next call.
  func stem(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let stem = sb_stemmer_stem(handle, word.baseAddress, Int32(word.count)) else {
      return word
    }
    return UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle)))
  }

  /// The names that libstemmer knows, sorted.
  static var algorithms: [String] {
    guard let list = sb_stemmer_list() else { return [] }
    var names: [String] = []
    var index = 0
    while let name = list[index] {
      names.append(String(cString: name))
      index += 1
    }
    return names.sorted()
  }
}
