import Artifacts
import Documents
import Glibc

// Raftwright's part of `make bench-documents`: files to chunks through the public CorpusReader.
//
//   document-bench run THREADS PATH…    reads everything; prints one line of JSON
//   document-bench dump THREADS PATH…   prints all that was read, to compare two builds
//   document-bench digest THREADS PATH… prints the SHA-256 of that

func usage() -> (cpuSeconds: Double, peakKiB: Int) {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
  let micros = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
  return (Double(seconds) + Double(micros) * 1e-6, usage.ru_maxrss)
}

func run(_ reader: CorpusReader) async throws {
  var (bytes, documents, chunks, text) = (0, 0, 0, 0)
  let clock = ContinuousClock()
  let start = clock.now
  let cpuBefore = usage().cpuSeconds
  try await reader.read {
    ($0.chunks.count, $0.document.text.count)
  } emit: { event in
    switch event {
    case .document(let (chunkCount, textBytes)):
      documents += 1
      chunks += chunkCount
      text += textBytes
    case .file(let file):
      bytes += file.bytes
    }
  }
  let duration = (clock.now - start) / .seconds(1)
  let (cpuAfter, peakKiB) = usage()
  print(
    """
    {"seconds": \(duration), "cpu_seconds": \(cpuAfter - cpuBefore), "bytes": \(bytes), "documents": \(documents), "chunks": \(chunks), \
    "text_bytes": \(text), "peak_kib": \(peakKiB)}
    """)
}

guard CommandLine.arguments.count > 3, let threads = Int(CommandLine.arguments[2]) else {
  print("usage: document-bench run|dump|digest THREADS PATH...")
  exit(2)
}
let options = DocumentsOptions()
let files = try CorpusFiles(
  paths: Array(CommandLine.arguments[3...]), extensions: options.extensions)
let reader = CorpusReader(files: files, options: options, threads: threads)
switch CommandLine.arguments[1] {
case "run": try await run(reader)
case let mode: try await dump(reader, digestOnly: mode == "digest")
}
