import Artifacts
import Foundation
import Retrieval

/// The texts that an index would have embedded, one JSON string a line, on stdout.
func writeTexts(of index: Index) throws {
  for document in try index.documents {
    for passage in try index.passages(in: document.passages) {
      let text = PassageRendering.text(
        title: document.title, headingPath: passage.headingPath, text: passage.text)
      var json = JSONWriter()
      json.string(text)
      json.newline()
      FileHandle.standardOutput.write(Data(json.bytes))
    }
  }
}

/// Embeds texts in one call; prints how long it took and the first vectors, as JSON.
func measureEmbedding(table: String, texts path: String, threads: Int) async throws {
  var texts: [String] = []
  for line in try WholeFile.read(path).split(separator: 0x0a) {
    guard let text = try JSONValue(parsing: Array(line)).string else { fail("a line is no text") }
    texts.append(text)
  }
  let embedder = try StaticEmbedder(files: StaticTableFiles(at: table), threads: threads)
  let all = texts
  var best = Double.infinity
  var vectors: [[Float]] = []
  var cpu = Double.infinity
  for _ in 0..<5 {
    let begin = clock()
    best = min(best, try await seconds { vectors = try await embedder.embed(all) })
    cpu = min(cpu, Double(clock() - begin) / Double(CLOCKS_PER_SEC))
  }
  var json = JSONWriter()
  json.object { json in
    json.field("seconds", best)
    json.field("cpu_seconds", cpu)
    json.field("texts", texts.count)
    json.field("bytes", texts.reduce(0) { $0 + $1.utf8.count })
    json.key("vectors")
    json.array { json in
      for vector in vectors.prefix(2000) {
        json.array { json in for value in vector { json.number(Double(value)) } }
      }
    }
  }
  print(String(decoding: json.bytes, as: UTF8.self))
}
