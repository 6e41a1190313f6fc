import Artifacts
import Foundation
import Questions
import Templates
import Testing

/// The wordings in `templates/questions`, the embedded ones and a user's.
@Suite("Templates of questions")
struct TemplateTests {
  private static let languages = ["de", "en", "ja"]
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  @Test(arguments: languages)
  func everyFormHasAWording(language: String) throws {
    let templates = try #require(try QuestionTemplates(language: language, store: TemplateStore()))
    for form in QuestionForm.all where form.languages.contains(language) {
      #expect(templates.has(form.name), "\(language).yaml lacks \(form.name)")
    }
  }

  /// Every wording is rendered with nothing but the values that its form gets.
  @Test(arguments: languages)
  func wordingsUseValuesThatTheirFormGets(language: String) throws {
    let templates = try #require(try QuestionTemplates(language: language, store: TemplateStore()))
    for form in QuestionForm.all {
      let values = Dictionary(uniqueKeysWithValues: form.values.map { ($0, "<\($0)>") })
      var wordings = 0
      _ = templates.render(form.name, values) { count in
        wordings = count
        return 0
      }
      for wording in 0..<wordings {
        let question = templates.render(form.name, values) { _ in wording } ?? ""
        for gap in ["“”", "„“", "「」", "()", "  ", " ?", " ,", "{{", "}}"] {
          #expect(!question.contains(gap), "\(language) \(form.name): \(question)")
        }
        #expect(question.contains("<") && question.contains(">"), "\(form.name): \(question)")
      }
    }
  }

  @Test(arguments: languages)
  func placeholdersAreValuesOfTheirForm(language: String) throws {
    let text = try TemplateStore().text("questions/\(language).yaml")
    let forms = Dictionary(uniqueKeysWithValues: QuestionForm.all.map { ($0.name, $0) })
    var current = ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if let name = line.wholeMatch(of: /([a-z_]+):/)?.1 {
        current = String(name)
        #expect(forms[current] != nil, "\(language).yaml: no rule asks for \(current)")
      }
      for match in line.matches(of: /\{\{(\w+)\}\}/) {
        #expect(forms[current]?.values.contains(String(match.1)) ?? true, "\(current): \(line)")
      }
    }
  }

  private func userFolder(_ name: String, _ text: String) throws -> String {
    try WholeFile.makeFolder(folder.path + "/questions")
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/questions/" + name))
    return folder.path
  }

  private static let glossary =
    "<dl><dt>Crumb</dt><dd>The inside of a loaf, without its crust.</dd></dl>"

  @Test func aUsersFolderComesFirst() async throws {
    let folder = try userFolder("en.yaml", "definition:\n  - \"Explain {{term}} to a baker?\"\n")
    let pages = try await Pages(
      "Words", Self.glossary + "<p>A loaf is a lump of bread that was baked at once.</p>")
    let found = try await pages.found(templates: folder)
    #expect(found.records.map(\.question) == ["Explain Crumb to a baker?"])
    #expect(found.drops.reasons["noWording"]?.examples.contains("en.yaml: what_is") ?? false)
  }

  @Test func aUsersLanguageIsUsed() async throws {
    let folder = try userFolder("fr.yaml", "definition:\n  - \"Qu’est-ce que « {{term}} » ?\"\n")
    let pages = try await Pages(
      "Mots", language: "fr", "<dl><dt>Mie</dt><dd>L’intérieur du pain.</dd></dl>")
    let found = try await pages.found(templates: folder)
    #expect(found.records.map(\.question) == ["Qu’est-ce que « Mie »?"], "\(found.drops)")
  }

  @Test(arguments: [
    ("definition: [", "questions/en.yaml: must map names to lists of templates: "),
    (
      "definition:\n  - \"{{#term}} no end\"\n",
      "questions/en.yaml: `definition`: “{{#term}} no end” is no Mustache template: "
    ),
  ])
  func aBadTemplateIsASentence(text: String, beginning: String) async throws {
    let folder = try userFolder("en.yaml", text)
    let pages = try await Pages("Words", Self.glossary)
    await #expect {
      _ = try await pages.found(templates: folder)
    } throws: { error in
      "\(error)".hasPrefix(beginning)
    }
  }

  @Test func aFolderThatIsNotThere() {
    #expect {
      _ = try TemplateStore(folder: "/no/such/folder")
    } throws: { error in
      "\(error)".hasPrefix("templates: /no/such/folder is no folder; ")
    }
  }
}
