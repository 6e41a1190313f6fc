import Artifacts
import Questions
import Retrieval
import Testing

/// What is asked of German and Japanese pages.
@Suite("German and Japanese questions")
struct OtherLanguageTests {
  private static let german = """
    <h2>Begriffe</h2><dl><dt>Ritzel</dt><dd>Ein kleines Zahnrad an der Hinterachse.</dd></dl>
    <h2>Kettenpflege</h2><p>Ein Barometer ist ein Gerät zum Messen des Luftdrucks.</p>
    <p>Um die Kette zu reinigen, nimmt man ein trockenes Tuch.</p>
    <p>Wenn die Kette springt, muss sie ersetzt werden.</p>
    <p>Der Nippelspanner dient zum Drehen der Nippel.</p>
    <h3>Kette ölen</h3><ol><li>Kette abwischen.</li><li>Einen Tropfen Öl auftragen.</li></ol>
    <h2>Optionen</h2><dl><dt>--menge ZAHL</dt><dd>Legt die Menge fest. Standardwert ist 3.</dd></dl>
    <h2>Warum quietscht meine Bremse im Regen?</h2><p>Der Belag ist nass.</p>
    <table><caption>Reifendruck</caption><tr><th>Breite</th><th>Druck</th></tr>
    <tr><td>32 mm</td><td>4,5 bar</td></tr></table>
    """

  @Test(arguments: [
    ("Ein kleines Zahnrad an der Hinterachse.", "„Ritzel“"),
    ("Ein Barometer ist ein Gerät zum Messen des Luftdrucks.", "Was ist ein Barometer?"),
    ("Um die Kette zu reinigen, nimmt man ein trockenes Tuch.", "Wie kann man die Kette reinigen"),
    ("Wenn die Kette springt, muss sie ersetzt werden.", "die Kette springt"),
    ("Der Nippelspanner dient zum Drehen der Nippel.", "Wozu dient der Nippelspanner?"),
    ("Kette abwischen.\nEinen Tropfen Öl auftragen.", "„Kette ölen“"),
    ("Legt die Menge fest. Standardwert ist 3.", "--menge (Option"),
    ("Standardwert ist 3.", "Welchen Vorgabewert hat --menge"),
    ("Der Belag ist nass.", "Warum quietscht meine Bremse im Regen?"),
    ("4,5 bar", "Reifendruck"),
  ])
  func german(answer: String, part: String) async throws {
    let pages = try await Pages("Fahrrad", language: "de", Self.german)
    let found = try await pages.found()
    let asked = found.records.filter { $0.answer == answer }
    #expect(asked.count == 1, "\(found.records.map(\.question)) \(found.drops)")
    #expect(asked.allSatisfy { $0.question.contains(part) && $0.language == "de" }, "\(asked)")
    #expect(found.drops.reasons["noWording"] == nil)
  }

  private static let japanese = """
    <h2>用語集</h2><dl><dt>満潮</dt><dd>海面が最も高くなった状態。</dd></dl>
    <h2>潮汐の仕組み</h2><p>潮汐とは、月と太陽の引力によって海面が上下する現象です。</p>
    <p>風が強い場合は、観測を早めに切り上げてください。</p>
    <h3>糊を作る</h3><ol><li>小麦粉を水で溶く。</li><li>弱火で練る。</li></ol>
    <h2>潮の満ち引きはなぜ起こりますか。</h2><p>月の引力が海水を引くためです。</p>
    <table><caption>視程の区分</caption><tr><th>視程</th><th>呼び方</th></tr>
    <tr><td>1キロ未満</td><td>霧と呼ぶ</td></tr></table>
    """

  @Test(arguments: [
    ("海面が最も高くなった状態。", "「満潮」"),
    ("潮汐とは、月と太陽の引力によって海面が上下する現象です。", "潮汐とは何ですか。"),
    ("風が強い場合は、観測を早めに切り上げてください。", "風が強い場合"),
    ("小麦粉を水で溶く。\n弱火で練る。", "「糊を作る」"),
    ("月の引力が海水を引くためです。", "潮の満ち引きはなぜ起こりますか。"),
    ("霧と呼ぶ", "「視程の区分」の表"),
  ])
  func japanese(answer: String, part: String) async throws {
    let pages = try await Pages("潮と天気", language: "ja", Self.japanese)
    let found = try await pages.found()
    let asked = found.records.filter { $0.answer == answer }
    #expect(asked.count == 1, "\(found.records.map(\.question)) \(found.drops)")
    #expect(asked.allSatisfy { $0.question.contains(part) && $0.language == "ja" }, "\(asked)")
    #expect(found.drops.reasons["noWording"] == nil)
  }

  @Test func anUnknownLanguageTakesTheUsualOne() async throws {
    let pages = try await Pages([
      "a.html": Pages.page("Fahrrad", language: "de", Self.german),
      "b.html": "<title>X1</title><dl><dt>Qwz</dt><dd>Xkcd 12 34 56.</dd></dl>",
    ])
    #expect(try pages.index.documents.map(\.language).contains(nil))
    let found = try await pages.found()
    let asked = found.records.filter { $0.answer == "Xkcd 12 34 56." }
    #expect(asked.count == 1)
    #expect(asked.allSatisfy { $0.question.contains("„Qwz“") && $0.language == "de" }, "\(asked)")
    #expect(found.drops.reasons["noTemplates"] == nil)
  }

  @Test func aLanguageWithoutTemplatesIsCounted() async throws {
    let pages = try await Pages(
      "Vélo", language: "fr",
      "<dl><dt>Pignon</dt><dd>Une petite roue dentée.</dd></dl><h2>Quand huiler ?</h2><p>Oui.</p>")
    let found = try await pages.found()
    #expect(found.drops.reasons["noTemplates"]?.count == 1)
    #expect(found.records.filter { $0.kind != "faq" }.isEmpty)
  }
}
