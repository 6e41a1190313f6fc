import Artifacts
import Dispatch
import Documents
import Glibc
import Retrieval
import Synchronization

/// From passages to an index file that is synced and in place. Reading the passages is not counted:
/// the peers get theirs in memory too.
func measureBuild(passages path: String, index: String, threads: Int) throws {
  let writer = try IndexWriter(path: index, options: RetrievalOptions(), configuration: "{}")
  var reader = try PassageFile(path)
  var spent = Usage.zero
  var (documents, chunks, bytes) = (0, 0, 0)
  while true {
    let batch = try reader.next(256)
    if batch.isEmpty { break }
    documents += batch.count
    chunks += batch.reduce(0) { $0 + $1.chunks.count }
    bytes += batch.reduce(0) { $0 + $1.textBytes }
    let before = Usage.now
    let analyzed = Mutex([AnalyzedDocument?](repeating: nil, count: batch.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < batch.count else { return }
        let entry = batch[place]
        let done = writer.analyze(document: entry.document, chunks: entry.chunks)
        analyzed.withLock { $0[place] = done }
      }
    }
    for document in analyzed.withLock({ $0 }) {
      if let document { try writer.add(document) }
    }
    spent += Usage.now - before
  }
  let before = Usage.now
  try writer.finish(drops: DropCounts())
  spent += Usage.now - before
  print(
    """
    {"seconds": \(spent.wall), "cpu_seconds": \(spent.cpu), "documents": \(documents), \
    "passages": \(chunks), "bytes": \(bytes), "peak_kib": \(Usage.peakKiB)}
    """)
}
