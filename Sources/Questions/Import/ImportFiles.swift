import Artifacts
import Documents

/// The files that pairs are imported from, in order, each with the reader that takes it.
struct ImportFiles {
  private(set) var readers: [any ImportReader] = []
  /// Files of folders that hold no pairs: those that were given by name are an error.
  private(set) var faults: [ImportFault] = []

  /// Finds out what each file is; a folder stands for all files below it that may hold pairs, in the
  /// order of their paths.
  init(_ paths: [String]) throws {
    let endings = ImportFinder.endings
    var markup: [String] = []
    for path in paths {
      let found = try CorpusFiles(paths: [path], extensions: endings).files
      let isFolder = found.count != 1 || found[0].path != path
      if isFolder, found.isEmpty {
        throw ImportFileError(
          path: path,
          reason: "no file below has an ending of pairs: " + endings.joined(separator: ", "))
      }
      for file in found {
        let name = isFolder ? file.path : Self.name(of: path)
        do {
          let format = try ImportFormat(of: file.path)
          if format == .markup {
            markup.append(file.path)
            continue
          }
          flush(&markup)
          add(format, file.path, name: name)
        } catch let error as ImportFileError where isFolder {
          faults.append(ImportFault(place: name, reason: "noPairs", detail: error.reason))
        }
      }
      flush(&markup)
    }
  }

  private mutating func add(_ format: ImportFormat, _ path: String, name: String) {
    switch format {
    case .jsonLines: readers.append(JSONLinesReader(path: path, name: name))
    case .jsonDocument: readers.append(JSONDocumentReader(path: path, name: name))
    case .delimited(let columns):
      readers.append(DelimitedReader(path: path, name: name, columns: columns))
    case .markup: break
    }
  }

  /// Files of markup that follow each other are read together, on all threads.
  private mutating func flush(_ markup: inout [String]) {
    if !markup.isEmpty { readers.append(MarkupReader(paths: markup)) }
    markup = []
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
