/// Files that lie beside others unless they are told to lie elsewhere.
enum SiblingPath {
  /// The path of a file in the folder of another.
  static func of(_ file: String, named name: String) -> String {
    (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + name
  }

  /// Where servers' answers are kept: where the setting says, else beside the output.
  static func cache(_ setting: String, besides output: String) -> String {
    setting.isEmpty ? of(output, named: "cache.sqlite") : setting
  }
}
