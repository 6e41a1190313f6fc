import Templates

/// The files that `raftwright init` writes, by their path in the folder.
struct StarterFile {
  var path: String
  var bytes: [UInt8]

  /// The configuration, the rules for make, and the templates for copying and editing.
  static func all() -> [StarterFile] {
    [
      StarterFile(path: "raftwright.yaml", bytes: Array(ConfigurationText.defaults().utf8)),
      StarterFile(path: "raftwright.mk", bytes: Array(MakeRules.text.utf8)),
    ] + templates
  }

  private static var templates: [StarterFile] {
    [StarterFile(path: "templates/README.md", bytes: TemplateStore.explanation)]
      + TemplateStore.embedded.map { StarterFile(path: "templates/" + $0.path, bytes: $0.bytes) }
  }
}
