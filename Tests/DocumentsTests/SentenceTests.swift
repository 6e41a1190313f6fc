import Documents
import Testing

@Suite struct SentenceTests {
  @Test(arguments: [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    (
      "Use e.g. this one. See Fig. 3 and No. 5. Done.",
      ["Use e.g. this one.", "See Fig. 3 and No. 5.", "Done."]
    ),
    (
      "Dr. J. Smith of the U.S. Army came. He left.",
      ["Dr. J. Smith of the U.S. Army came.", "He left."]
    ),
    ("Set it to 3.5. Then go.", ["Set it to 3.5.", "Then go."]),
    (
      "It works (mostly. Not always.) here. Yes.", ["It works (mostly. Not always.) here.", "Yes."]
    ),
    ("An open ( bracket. It ends. So.", ["An open ( bracket.", "It ends.", "So."]),
    ("He said \u{201c}Stop.\u{201d} She did.", ["He said \u{201c}Stop.\u{201d}", "She did."]),
    ("Set wal_level. max_wal is next.", ["Set wal_level.", "max_wal is next."]),
    ("Wait... And go. Yahoo! is a name.", ["Wait...", "And go.", "Yahoo! is a name."]),
    ("Read conf.d/x.conf. Twice.", ["Read conf.d/x.conf.", "Twice."]),
    ("One\n\nTwo", ["One", "Two"]), ("", []), ("   ", []),
    (
      "Das gilt z. B. für Öl. Am 3. Mai war es so. Vgl. Abb. 2.",
      ["Das gilt z. B. für Öl.", "Am 3. Mai war es so.", "Vgl. Abb. 2."]
    ),
    (
      "Es hat ca. 20 kg, d. h. viel, bzw. zu viel. Öl auch.",
      ["Es hat ca. 20 kg, d. h. viel, bzw. zu viel.", "Öl auch."]
    ),
    ("これは文です。次の文！「そう。」と言う？はい", ["これは文です。", "次の文！", "「そう。」", "と言う？", "はい"]),
  ])
  func examples(_ text: String, _ sentences: [String]) {
    #expect(Sentences.split(text) == sentences)
  }

  /// Other scripts, by the properties of UAX #29.
  @Test(arguments: [
    ("他来了。她走了！真的吗？好。", ["他来了。", "她走了！", "真的吗？", "好。"]),
    ("他说：“来吧。”我去了。", ["他说：“来吧。”", "我去了。"]), ("真的吗？！是。", ["真的吗？！", "是。"]),
    ("（これは注です。）次です。", ["（これは注です。）", "次です。"]), ("終わり。、続く。", ["終わり。、続く。"]),
    ("यह पहला वाक्य है। यह दूसरा है॥ तीसरा", ["यह पहला वाक्य है।", "यह दूसरा है॥", "तीसरा"]),
    ("هل أنت هنا؟ نعم. حسنا!", ["هل أنت هنا؟", "نعم.", "حسنا!"]),
    ("یہ پہلا ہے۔ یہ دوسرا ہے۔", ["یہ پہلا ہے۔", "یہ دوسرا ہے۔"]),
    ("Τι είναι αυτό; Δεν ξέρω. Ναι;", ["Τι είναι αυτό;", "Δεν ξέρω.", "Ναι;"]),
    ("Σήμερα; ίσως· αύριο.", ["Σήμερα;", "ίσως· αύριο."]),
    ("Սա առաջինն է։ Սա երկրորդն է։", ["Սա առաջինն է։", "Սա երկրորդն է։"]),
    ("ይህ አንድ ነው። ይህ ሁለት ነው።", ["ይህ አንድ ነው።", "ይህ ሁለት ነው።"]),
    ("ဒါက တစ်။ ဒါက နှစ်။", ["ဒါက တစ်။", "ဒါက နှစ်။"]),
    ("นี่คือประโยค และนี่อีกประโยค", ["นี่คือประโยค และนี่อีกประโยค"]),
    ("Это т. е. вот. А. С. Пушкин писал. Да.", ["Это т. е. вот.", "А. С. Пушкин писал.", "Да."]),
    ("Er sagte »Komm.« Sie kam.", ["Er sagte »Komm.«", "Sie kam."]),
    ("See a., b. and c., too. Done.", ["See a., b. and c., too.", "Done."]),
    ("It is so. – And on. -v is a flag.", ["It is so. – And on.", "-v is a flag."]),
    ("A line\u{2029}Another", ["A line\u{2029}", "Another"]),
    ("a = b; c = d; Then", ["a = b; c = d; Then"]),
  ])
  func otherScripts(_ text: String, _ sentences: [String]) {
    #expect(Sentences.split(text) == sentences)
  }
}

@Suite struct TokenEstimateTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("the cat", 2), ("internationalization", 4), ("123456", 2), ("x = 1;", 4),
    ("日本語", 3), ("日本語の文", 4), ("a\nb", 3), ("Größe", 2), ("русский", 3),
  ])
  func examples(_ text: String, _ tokens: Int) {
    #expect(TokenEstimate.count(text) == tokens)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func growsAndAddsUp(_ seed: UInt64) {
    var random = RandomText(seed: seed)
    let text = Array(random.text(words: 60).utf8)
    let whole = TokenEstimate.count(text[...])
    var last = 0
    for end in text.indices where text[end] & 0xc0 != 0x80 {
      let head = TokenEstimate.count(text[..<end])
      #expect(head >= last)
      last = head
      // Two halves cost as much as the whole, or one token more for a word that was cut.
      let halves = head + TokenEstimate.count(text[end...])
      #expect(whole <= halves && halves <= whole + 1)
    }
  }
}

@Suite struct TokenWindowTests {
  /// The rule in its plainest form, byte by byte, for ASCII.
  private func plainCount(_ text: String) -> Int {
    var (tokens, letters, digits) = (0, 0, 0)
    for character in text.utf8 {
      switch character {
      case 0x41...0x5a, 0x61...0x7a:
        if letters % 6 == 0 { tokens += 1 }
        (letters, digits) = (letters + 1, 0)
      case 0x30...0x39:
        if digits % 3 == 0 { tokens += 1 }
        (letters, digits) = (0, digits + 1)
      default:
        if character > 0x20 || character == 0x0a { tokens += 1 }
        (letters, digits) = (0, 0)
      }
    }
    return tokens
  }

  @Test(arguments: [
    String(repeating: "a", count: 200), String(repeating: "7", count: 131),
    String(repeating: "pneumonoultramicroscopic 1234567 ", count: 20),
    String(repeating: "a1", count: 90), String(repeating: "x = y[0];\n", count: 30),
    String(repeating: " ", count: 63) + "word" + String(repeating: "\t", count: 80),
  ])
  func wordsOverTheEndOfAWindowCountOnce(_ text: String) {
    for drop in 0..<min(70, text.count) {
      let rest = String(text.dropFirst(drop))
      #expect(TokenEstimate.count(rest) == plainCount(rest))
    }
  }
}
