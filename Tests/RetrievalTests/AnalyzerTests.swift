import Retrieval
import Testing

@Suite struct AnalyzerTests {
  @Test(arguments: [
    ("", ""),
    ("The cats, and the DOG!", "cat dog"),
    ("Raising max_connections to 100", "rais max_connections max connect 100"),
    ("__init__ _ a_b", "init a_b b"),
    ("PostgreSQL's vacuum’s dogs'", "postgresql vacuum dog"),
    ("don't O’Neil l'été 'quoted'", "don't o'neil l'été quot"),
    ("1.5 10,000 1, 2. a.b 1990's", "1.5 10,000 1 2 b 1990"),
    ("std::vector<int> x86_64 v2.3", "std vector int x86_64 x86 64 v2.3"),
    ("Ärger über naïve cafés", "ärger über naïve cafés"),
    ("NAI\u{308}VE e\u{301}tude", "naïve étude"),
    ("ﬁnding ｆｕｌｌ ½ x²", "find full 1 2 x2"),
    ("co\u{ad}operate", "cooper"),
    ("Привет, МИР", "привет мир"),
    ("東京タワー", "東京 京タ タワ ワー"),
    ("私", "私"),
    ("Swiftで書く。", "swift で書 書く"),
    ("PostgreSQLの設定max_wal_size値", "postgresql の設 設定 max_wal_size max wal size 値"),
    ("ｶﾞｲﾄﾞ", "ガイ イド"),
    ("データ・ベース", "デー ータ ベー ース"),
    ("한국어 말", "한국 국어 말"),
    ("ที่นี่", "ที่นี่"),
    ("กินข้าว", "กิน นข้ ข้า าว"),
    ("हिन्दी में", "हिन्दी में"),
    ("𠮷野家", "𠮷野 野家"),
    ("emoji 🎉 — “quoted”…", "emoji quot"),
    ("a\u{0}b\nis\tIT", "b"),
  ])
  func findsTerms(text: String, terms: String) throws {
    let expected = terms.split(separator: " ").map(String.init)
    #expect(try Analyzer(RetrievalOptions()).terms(of: text) == expected)
  }

  @Test func optionsTurnStemmingAndStopwordsOff() throws {
    let plain = try Analyzer(RetrievalOptions(stemmer: "none", stopwords: false))
    #expect(plain.terms(of: "The cats' houses") == ["the", "cats", "houses"])
    let german = try Analyzer(RetrievalOptions(stemmer: "german", stopwords: false))
    #expect(german.terms(of: "Häuser Hauses") == ["haus", "haus"])
  }

  @Test func anUnknownStemmerIsRefused() {
    let error = #expect(throws: AnalyzerError.self) {
      try Analyzer(RetrievalOptions(stemmer: "klingon"))
    }
    #expect(
      error?.description.hasPrefix(
        "there is no stemmer `klingon`; use `auto`, `none`, `english`, or one of libstemmer's: arabic, "
      )
        == true)
  }

  @Test func longWordsAreCutAndBadBytesSkipped() throws {
    let analyzer = try Analyzer(RetrievalOptions(stemmer: "none"))
    #expect(analyzer.terms(of: String(repeating: "x", count: 300)).map(\.utf8.count) == [255])
    #expect(analyzer.terms(of: String(repeating: "ß", count: 300)).map(\.utf8.count) == [254])
  }

  @Test func theSameTextGivesTheSameTermsAgain() throws {
    let analyzer = try Analyzer(RetrievalOptions())
    let text = "Connections of max_connections, über 東京タワー"
    #expect(analyzer.terms(of: text) == analyzer.terms(of: text))
  }
}

@Suite struct LanguageAnalysisTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [
    ("en", "houses", "hous"), ("de", "Häusern", "haus"), ("tr", "kitaplar", "kitap"),
    ("ar", "المدرسة", "مدرس"), ("zh", "houses", "hous"), ("xx", "houses", "hous"),
  ])
  func wordsAreStemmedByLanguage(language: String, word: String, stem: String) throws {
    #expect(try Analyzer(RetrievalOptions()).terms(of: word, language: language) == [stem])
  }

  @Test func englishStopwordsAreOnlyEnglish() throws {
    let analyzer = try Analyzer(RetrievalOptions())
    #expect(analyzer.terms(of: "was an Bord war", language: "de") == ["was", "an", "bord", "war"])
    #expect(analyzer.terms(of: "was an on", language: "en") == [])
  }

  @Test func aQueryIsAnalysedByTheLanguagesOfTheIndex() throws {
    let path = folder.file("index.sqlite")
    try SmallCorpus.write(
      [
        SmallCorpus.document("de", language: "de", texts: ["Die alten Häuser der Stadt"]),
        SmallCorpus.document("en", language: "en", texts: ["old houses in the city"]),
      ], to: path)
    let index = try Index(path: path)
    #expect(index.meta("stemmers") == "german porter")
    #expect(try index.search("Haus", top: 5).map(\.number) == [0])
    #expect(try index.search("housing", top: 5).map(\.number) == [1])
  }

  @Test func aTermOfTheTitleCountsByItsWeight() throws {
    let scores = try [1, 2, 3].map { weight in
      let path = folder.file("w\(weight).sqlite")
      try SmallCorpus.write(
        [
          SmallCorpus.document("a", title: "kiln", texts: ["firing clay", "glaze"]),
          SmallCorpus.document("b", title: "clay", texts: ["firing kiln", "glaze"]),
        ], to: path, options: RetrievalOptions(titleWeight: weight))
      return try Index(path: path).search("kiln", top: 4).map(\.number)
    }
    // Passages 0 and 1 have it in the title, 2 in its text; 1 is shorter than 0.
    #expect(scores[0].first == 1)
    #expect(scores[1] == [1, 0, 2] && scores[2] == [1, 0, 2])
  }
}
