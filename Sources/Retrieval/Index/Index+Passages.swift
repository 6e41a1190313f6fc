extension Index {
  /// The passage with a number from 0 to `passageCount - 1`.
  public func passage(number: Int) throws(IndexError) -> Passage {
    guard number >= 0, number < passageCount else {
      throw IndexError(.noPassage(number, count: passageCount), path: path)
    }
    return try store.passages(number..<number + 1)[0]
  }

  /// The passage with an id; nil where the index has none.
  public func passage(id: Int) throws(IndexError) -> Passage? {
    guard let number = try number(ofPassage: id) else { return nil }
    return try passage(number: number)
  }

  /// The number of the passage with an id; nil where the index has none.
  public func number(ofPassage id: Int) throws(IndexError) -> Int? {
    try store.number(ofChunk: id)
  }

  /// The passages with these numbers; read one document's `passages` at a time to stay small.
  public func passages(in numbers: Range<Int>) throws(IndexError) -> [Passage] {
    guard numbers.lowerBound >= 0, numbers.upperBound <= passageCount else {
      throw IndexError(.noPassage(numbers.upperBound - 1, count: passageCount), path: path)
    }
    return try store.passages(numbers)
  }

  /// The document of a passage, whose number must be one of the index's; O(log documents).
  public func document(ofPassage number: Int) -> IndexedDocument {
    documents[documentNumber(ofPassage: number)]
  }

  /// The place in `documents` of a passage's document; O(log documents).
  public func documentNumber(ofPassage number: Int) -> Int {
    precondition(number >= 0 && number < passageCount, "no passage \(number)")
    var low = 0
    var high = documents.count
    while low < high {
      let middle = (low + high) / 2
      if documents[middle].passages.upperBound <= number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The id of a passage, whose number must be one of the index's.
  public func id(ofPassage number: Int) -> Int {
    lexical.ids[number]
  }

  /// The digest of a passage's text: SHA-256, 64 hexadecimal digits. All are read at the first call.
  public func digest(ofPassage number: Int) throws(IndexError) -> String {
    guard number >= 0, number < passageCount else {
      throw IndexError(.noPassage(number, count: passageCount), path: path)
    }
    return try digests.value { () throws(IndexError) in
      let all = try store.digests()
      guard all.count == passageCount else {
        throw IndexError(.damaged("chunks are missing"), path: path)
      }
      return all
    }[number]
  }
}
