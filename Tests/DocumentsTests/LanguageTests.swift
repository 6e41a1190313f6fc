import Artifacts
import Documents
import Foundation
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("en", "The needle of a compass points to the north, but not to the pole itself."),
    ("de", "Die Nadel eines Kompasses zeigt nach Norden, aber nicht auf den Pol selbst."),
    ("fr", "L’aiguille d’une boussole indique le nord, mais pas le pôle lui-même."),
    ("es", "La aguja de una brújula señala al norte, pero no al polo mismo."),
    ("it", "L’ago di una bussola indica il nord, ma non è rivolto al polo stesso."),
    ("pt", "A agulha de uma bússola aponta para o norte, mas não para o próprio polo."),
    ("nl", "De naald van een kompas wijst naar het noorden, maar niet naar de pool zelf."),
    ("sv", "Nålen på en kompass pekar mot norr, men inte på själva polen."),
    ("da", "Nålen på et kompas peger mod nord, men ikke af sig selv på polen."),
    ("fi", "Kompassin neula osoittaa pohjoiseen, mutta se ei ole sama kuin napa."),
    ("pl", "Igła kompasu wskazuje północ, ale nie jest to sam biegun."),
    ("cs", "Střelka kompasu ukazuje na sever, ale není to přímo k pólu."),
    ("hu", "Az iránytű tűje észak felé mutat, de nem a sarkra."),
    ("ro", "Acul unei busole arată spre nord, dar nu este chiar la pol."),
    ("tr", "Pusulanın iğnesi kuzeyi gösterir ve bu kutup için doğru değil."),
    ("vi", "Kim của la bàn chỉ về hướng bắc, nhưng không phải là cực."),
    ("id", "Jarum kompas menunjuk ke utara, tetapi tidak ke kutub itu."),
    ("ru", "Стрелка компаса указывает на север, но не на сам полюс."),
    ("uk", "Стрілка компаса вказує на північ, але не на сам полюс."),
    ("bg", "Стрелката на компаса сочи на север, но не към самия полюс."),
    ("el", "Η βελόνα της πυξίδας δείχνει τον βορρά."), ("he", "מחט המצפן מצביעה צפונה."),
    ("ar", "تشير إبرة البوصلة إلى الشمال."), ("fa", "عقربهٔ قطب‌نما به شمال اشاره می‌کند."),
    ("ur", "قطب نما کی سوئی شمال کی طرف اشارہ کرتی ہے۔"),
    ("hi", "कम्पास की सुई उत्तर की ओर इशारा करती है।"), ("th", "เข็มทิศชี้ไปทางทิศเหนือ"),
    ("ja", "羅針盤の針は北を指す。"), ("zh", "指南针指向北方。"), ("ko", "나침반의 바늘은 북쪽을 가리킨다."),
  ])
  func examples(_ language: String, _ text: String) {
    #expect(Language.guess(Array(text.utf8)) == language)
  }

  @Test(arguments: [
    "", "x = 1;", "SELECT x FROM y WHERE z", "1 2 3 4 5 6 7 8", "non non non non non",
  ])
  func tooLittleToTell(_ text: String) {
    #expect(Language.guess(Array(text.utf8)) == nil)
  }

  /// A cut through a character at the edge of a window does no harm.
  @Test func namesAndInitialsAreOfNoLanguage() {
    let record = """
      Secant Modification of Newton's Method

      CACM August, 1958

      Jeeves, T. A.

      CA580802 JB March 22, 1978  9:03 PM

      16	5	16
      """
    #expect([nil, "en"].contains(Language.guess(Array(record.utf8))))
  }

  @Test func windowsMayCutCharacters() {
    for shift in 0..<4 {
      let text = String(repeating: "x", count: shift) + String(repeating: "é語🙂 ", count: 2_000)
      _ = Language.guess(Array(text.utf8))
    }
    #expect(Language.guess([0xc3]) == nil && Language.guess([0x80, 0xf0, 0x9f]) == nil)
  }

  private static let xquad = "/tmp/data/qa/qa/xquad"

  /// Real passages, where the data is unpacked.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: xquad), "XQuAD is not unpacked"),
    arguments: ["ar", "de", "el", "en", "es", "hi", "ro", "ru", "th", "tr", "vi", "zh"])
  func realPassages(_ language: String) throws {
    let value = try JSONValue(parsing: WholeFile.read("\(Self.xquad)/xquad.\(language).json"))
    let passages = (value["data"]?.array ?? []).flatMap { $0["paragraphs"]?.array ?? [] }
      .compactMap { $0["context"]?.string }
    let wrong = passages.filter { Language.guess(Array($0.utf8)) != language }
    #expect(passages.count == 240)
    #expect(
      wrong.count <= 3,
      "\(wrong.map { "\(Language.guess(Array($0.utf8)) ?? "nil"): \($0.prefix(60))" })")
  }
}
