import Glibc
import Retrieval

// Raftwright's part of `make bench-retrieval`, through the public API of Retrieval.
//
//   retrieval-bench build PASSAGES.jsonl INDEX THREADS   passages to an index, one line of JSON
//   retrieval-bench search INDEX QUERIES TOP ROUNDS OUT  queries/s and latencies, one line of JSON;
//                                                        OUT gets the numbers found, a line a query

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "build" where arguments.count == 5:
  try measureBuild(passages: arguments[2], index: arguments[3], threads: Int(arguments[4]) ?? 1)
case "search" where arguments.count == 7:
  try measureSearch(
    index: arguments[2], queries: arguments[3], top: Int(arguments[4]) ?? 10,
    rounds: Int(arguments[5]) ?? 1, out: arguments[6])
default:
  print("usage: retrieval-bench build PASSAGES.jsonl INDEX THREADS")
  print("       retrieval-bench search INDEX QUERIES TOP ROUNDS OUT")
  exit(2)
}
