extension Index {
  /// The passage with a number from 0 to `passageCount - 1`.
  public func passage(number: Int) throws(IndexError) -> Passage {
    guard number >= 0, number < passageCount else {
      throw IndexError(.noPassage(number, count: passageCount), path: path)
    }
    let place = places.place(of: number)
    return try store.passages(at: place..<place + 1, numbered: number)[0]
  }

  /// The passage with an id; nil where the index has none.
  public func passage(id: Int) throws(IndexError) -> Passage? {
    guard let number = try number(ofPassage: id) else { return nil }
    return try passage(number: number)
  }

  /// The number of the passage with an id; nil where the index has none.
  public func number(ofPassage id: Int) throws(IndexError) -> Int? {
    guard let place = try store.place(ofChunk: id) else { return nil }
    guard let number = places.checkedNumber(at: place) else {
      throw IndexError(.damaged("a chunk has an impossible number"), path: path)
    }
    return number
  }

  /// The passages with these numbers; read one document's `passages` at a time to stay small.
  public func passages(in numbers: Range<Int>) throws(IndexError) -> [Passage] {
    guard numbers.lowerBound >= 0, numbers.upperBound <= passageCount else {
      throw IndexError(.noPassage(numbers.upperBound - 1, count: passageCount), path: path)
    }
    var found: [Passage] = []
    found.reserveCapacity(numbers.count)
    var first = numbers.lowerBound
    while first < numbers.upperBound {
      // Passages of one document lie side by side, those of the next may lie elsewhere.
      let place = places.place(of: first)
      var count = 1
      while first + count < numbers.upperBound, places.place(of: first + count) == place + count {
        count += 1
      }
      found += try store.passages(at: place..<place + count, numbered: first)
      first += count
    }
    return found
  }

  /// Single passages by their numbers, in the order given: much faster than one by one.
  public func passages(numbered numbers: [Int]) throws(IndexError) -> [Passage] {
    if let wrong = numbers.first(where: { $0 < 0 || $0 >= passageCount }) {
      throw IndexError(.noPassage(wrong, count: passageCount), path: path)
    }
    return try store.passages(at: numbers.map { (places.place(of: $0), $0) })
  }

  /// The document that a passage is of.
  ///
  /// Costs one row, unless all documents have been read; the numbers of its passages are then known
  /// as well.
  public func document(of passage: Passage) throws(IndexError) -> IndexedDocument {
    var document = try store.document(id: passage.documentID)
    let before = places.place(of: passage.number) - document.passages.lowerBound
    guard before >= 0, before < document.passages.count, before <= passage.number else {
      throw IndexError(.damaged("documents and passages do not match"), path: path)
    }
    let first = passage.number - before
    document.passages = first..<first + document.passages.count
    return document
  }

  /// The document of a passage, whose number must be one of the index's; O(log documents).
  public func document(ofPassage number: Int) throws(IndexError) -> IndexedDocument {
    try documents[documentNumber(ofPassage: number)]
  }

  /// The place in `documents` of a passage's document; O(log documents).
  public func documentNumber(ofPassage number: Int) throws(IndexError) -> Int {
    precondition(number >= 0 && number < passageCount, "no passage \(number)")
    let documents = try documents
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
    places.ids[places.place(of: number)]
  }

  /// The digest of a passage's text: SHA-256, 64 hexadecimal digits. All are read at the first call.
  public func digest(ofPassage number: Int) throws(IndexError) -> String {
    guard number >= 0, number < passageCount else {
      throw IndexError(.noPassage(number, count: passageCount), path: path)
    }
    return try digests.value { () throws(IndexError) in
      let all = try store.digests()
      var digests = [String](repeating: "", count: passageCount)
      for (place, digest) in all {
        if let number = places.checkedNumber(at: place) { digests[number] = digest }
      }
      guard all.count == passageCount, !digests.contains("") else {
        throw IndexError(.damaged("chunks are missing"), path: path)
      }
      return digests
    }[number]
  }
}
