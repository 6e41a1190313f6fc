/// What scores are summed in while a window is searched.
protocol WindowScore: FixedWidthInteger, SignedInteger {
  /// The first group of eight, from `place` on, in which some score of a window is at least `least`;
  /// nil where none is. `place` is a multiple of 8.
  ///
  /// Each type has its own, as a comparison of generic vectors is made element by element.
  static func firstEight(
    from place: Int, in scores: UnsafeMutablePointer<Self>, atLeast least: Self
  ) -> Int?
}

extension Int32: WindowScore {
  @inline(__always)
  static func firstEight(
    from place: Int, in scores: UnsafeMutablePointer<Int32>, atLeast least: Int32
  ) -> Int? {
    let lanes = UnsafeRawPointer(scores)
    let below = SIMD8<Int32>(repeating: least &- 1)
    var place = place
    while place < TermPostings.window {
      let eight = lanes.load(fromByteOffset: place &* 4, as: SIMD8<Int32>.self)
      if any(eight .> below) { return place }
      place &+= 8
    }
    return nil
  }
}

extension Int64: WindowScore {
  @inline(__always)
  static func firstEight(
    from place: Int, in scores: UnsafeMutablePointer<Int64>, atLeast least: Int64
  ) -> Int? {
    let lanes = UnsafeRawPointer(scores)
    let below = SIMD8<Int64>(repeating: least &- 1)
    var place = place
    while place < TermPostings.window {
      let eight = lanes.load(fromByteOffset: place &* 8, as: SIMD8<Int64>.self)
      if any(eight .> below) { return place }
      place &+= 8
    }
    return nil
  }
}
