import Artifacts
import Retrieval

/// Queries a second on one thread and two, and how long single queries take, the index open and
/// every query answered once before.
func measureSearch(index path: String, queries file: String, top: Int, rounds: Int, out: String)
  throws
{
  let queries = String(decoding: try WholeFile.read(file), as: UTF8.self)
    .split(separator: "\n").map(String.init)
  let before = Usage.now
  let index = try Index(path: path)
  let opening = Usage.now - before
  let first = Usage.now
  let found = try index.searchBatch(queries, top: top, threads: 1)
  let cold = Usage.now - first
  var latencies: [Double] = []
  for query in queries {
    let start = ContinuousClock.now
    _ = try index.search(query, top: top)
    latencies.append((ContinuousClock.now - start) / .seconds(1))
  }
  latencies.sort()
  var best: [(wall: Double, cpu: Double)] = []
  for threads in [1, 2] {
    var least = Usage(wall: .infinity, cpu: .infinity)
    for _ in 0..<rounds {
      let before = Usage.now
      _ = try index.searchBatch(queries, top: top, threads: threads)
      let spent = Usage.now - before
      least = Usage(wall: min(least.wall, spent.wall), cpu: min(least.cpu, spent.cpu))
    }
    best.append((least.wall, least.cpu))
  }
  try WholeFile.write(
    Array(
      found.map { $0.map { String($0.number) }.joined(separator: " ") + "\n" }.joined().utf8),
    to: out)
  print(
    """
    {"queries": \(queries.count), "open_seconds": \(opening.wall), "cold_seconds": \(cold.wall), \
    "seconds_1": \(best[0].wall), "cpu_1": \(best[0].cpu), "seconds_2": \(best[1].wall), \
    "cpu_2": \(best[1].cpu), "p50": \(latencies[latencies.count / 2]), \
    "p99": \(latencies[latencies.count * 99 / 100]), "peak_kib": \(Usage.peakKiB)}
    """)
}
