/// One posting: a passage that holds a term, and how often.
struct Posting: Sendable, Hashable {
  var passage: Int
  var frequency: Int
}
