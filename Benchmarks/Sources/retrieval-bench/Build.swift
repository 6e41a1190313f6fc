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
  // Documents are added while the next ones are analysed, as `raftwright index` does it.
  var waiting: [AnalyzedDocument] = []
  while true {
    let batch = try reader.next(64)
    documents += batch.count
    chunks += batch.reduce(0) { $0 + $1.chunks.count }
    bytes += batch.reduce(0) { $0 + $1.textBytes }
    let before = Usage.now
    waiting = try step(writer, adding: waiting, analyzing: batch, threads: threads)
    spent += Usage.now - before
    if batch.isEmpty { break }
  }
  let before = Usage.now
  try writer.finish(drops: DropCounts())
  let finishing = Usage.now - before
  spent += finishing
  print(
    """
    {"seconds": \(spent.wall), "cpu_seconds": \(spent.cpu), "finish_seconds": \(finishing.wall), \
    "documents": \(documents), "passages": \(chunks), "bytes": \(bytes), \
    "peak_kib": \(Usage.peakKiB)}
    """)
}

/// Adds some documents on one thread, while all threads analyse the next ones, which it gives.
private func step(
  _ writer: IndexWriter, adding ready: [AnalyzedDocument], analyzing batch: [PassageFile.Entry],
  threads: Int
) throws -> [AnalyzedDocument] {
  let analyzed = Mutex([AnalyzedDocument?](repeating: nil, count: batch.count))
  let next = Atomic(0)
  let failure = Mutex<(any Error)?>(nil)
  DispatchQueue.concurrentPerform(iterations: threads) { thread in
    if thread == 0 {
      do {
        for document in ready { try writer.add(document) }
      } catch {
        failure.withLock { $0 = error }
        return
      }
    }
    while true {
      let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard place < batch.count else { return }
      let entry = batch[place]
      let done = writer.analyze(document: entry.document, chunks: entry.chunks)
      analyzed.withLock { $0[place] = done }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
  return analyzed.withLock { $0 }.compactMap { $0 }
}
