extension LanguageProfiles {
  /// The most frequent function words of each language, and the letters that few others have.
  static let smallWords: [(language: String, words: String, letters: String)] =
    latinWords + otherWords

  private static let latinWords: [(language: String, words: String, letters: String)] = [
    (
      "en",
      """
      the of and to is in that for with are be this by was as at from or a an it not on which were
      has have had will can you if its but they their when been would there other
      """, ""
    ),
    (
      "de",
      """
      der die das und ist nicht ein eine mit den von zu auf im dem des sich für als auch werden
      wird einer eines einem wurde oder durch sind bei nach wenn aus kann noch über
      """, "äöüß"
    ),
    (
      "fr",
      """
      le la les des et est une du dans pour que sur pas qui par un au avec il sont ne plus ce cette
      ou aux être mais leur ont été comme deux sans peut elle
      """, "éèêàçùœ"
    ),
    (
      "es",
      """
      el la los las que una del por con para es se como más de en un su no lo al sus fue son entre
      pero o está cuando también sobre este esta y puede
      """, "ñáéíóú"
    ),
    (
      "it",
      """
      il che di una per della con sono non gli nel è anche la le dei delle un in alla più si da come
      ha del dal sul questo quando essere degli i
      """, "èàùòé"
    ),
    (
      "pt",
      """
      os uma não que com para dos da em são ao mais como o a do um as na no por foi das se pelo ou
      à também seu sua pela quando está
      """, "ãõçáéíóú"
    ),
    (
      "ca",
      """
      els les una que amb per del dels i és no a la el en un va són aquest més com al seva seu ser
      també l d però quan entre
      """, "àèéíòóúç"
    ),
    (
      "gl",
      """
      os unha non que con para dos da en son ao máis como o a do un as na no por foi das se polo ou
      tamén seu súa pola cando está é
      """, "ñáéíóú"
    ),
    (
      "ro",
      """
      și de în a la cu pe din care este un o nu pentru au mai fost sunt că prin sau ca se al ale dar
      după între unei unui lor ai fi sa său
      """, "ășțâîşţ"
    ),
    (
      "nl",
      """
      het een van en niet de dat voor met zijn op te aan is in der ook als bij door wordt worden naar
      uit maar om tot werd heeft deze over hij kan
      """, "ë"
    ),
    (
      "af",
      """
      die van en het in is nie n wat vir met op te dat om was sy ook hy deur as aan by word kan na
      hulle daar uit maar of
      """, "êë"
    ),
    (
      "sv",
      """
      och att det som är inte för en på med av till den i ett de om har var från vid men kan sig
      eller också ska efter när hade blev mellan
      """, "åäö"
    ),
    (
      "da",
      """
      og at det som er ikke for en på med af til den i et de om har var fra ved men kan sig eller
      også skal efter når blev mellem der hvor jeg
      """, "åæø"
    ),
    (
      "no",
      """
      og at det som er ikke for en på med av til den i et de om har var fra ved men kan seg eller
      også skal etter når ble mellom hvor jeg ei
      """, "åæø"
    ),
    (
      "is",
      """
      og að í er sem á til ekki við um en það af með var fyrir hann eru eða frá hefur ég þar þegar
      verið voru þess svo
      """, "ðþáéíóúýæö"
    ),
    (
      "fi",
      """
      ja on ei se että oli ovat joka mutta kun tai hän myös sekä kuin jos mukaan sen ole jotka sitä
      voi vain niin hänen tämä sekä olla vuonna
      """, "äö"
    ),
    (
      "et",
      """
      ja on ei see et oli ka mis kui ning või oma aga tema kes selle ta mida nende pole saab kuid
      siis välja olid
      """, "äöüõ"
    ),
    (
      "lv",
      """
      un ir ar no par kas uz tika arī bet kā vai lai pēc ka līdz tas viņš nav bija pie tiek šī gada
      var ko
      """, "āčēģīķļņšūž"
    ),
    (
      "lt",
      """
      ir yra iš su kad į buvo kaip bei ar bet tai jo nuo ne už po apie per dėl jis taip pat kurie
      gali būti metų
      """, "ąčęėįšųūž"
    ),
    (
      "pl",
      """
      nie się na jest że do to jak oraz przez dla są od i w z o po ze za był było tym lub jego być
      ale może ich co czy
      """, "ąćęłńóśźż"
    ),
    (
      "cs",
      """
      a se na je v že do to jako pro by s z i o ve nebo byl jsou které jeho po který od však při
      také k být která mezi až nebyl
      """, "ěščřžýáíéůúťďň"
    ),
    (
      "sk",
      """
      a sa na je v že do to ako pre by s z i o vo alebo bol sú ktoré jeho po ktorý od však pri tiež
      k byť ktorá medzi až bola
      """, "äľĺŕôščťžýáíéúďň"
    ),
    (
      "sl",
      """
      in je na v se da so za z ki po pa kot tudi ni bil od ali s o iz bila pri kar le bi je ter med
      do še
      """, "čšž"
    ),
    (
      "hr",
      """
      i je u na se da su za od s koji kao a iz o koja nije te bio do što ili koje po bila ali
      također više sa
      """, "čćđšž"
    ),
    (
      "hu",
      """
      a az és hogy nem is egy volt meg ez csak de ha már mint vagy el ki aki amely még kell sem
      között után pedig lehet szerint
      """, "áéíóöőúüű"
    ),
    (
      "tr",
      """
      ve bir bu için ile da de olarak olan en çok daha gibi kadar sonra ise veya değil ne her
      tarafından ancak olduğu iki o var ilk yer büyük hem fakat yılında birlikte olduğunu aldı sonraki
      """, "ğışçöü"
    ),
    (
      "az",
      """
      və bir bu üçün ilə də da olan ən çox daha kimi qədər sonra isə deyil hər tərəfindən olaraq o
      var edir
      """, "əğışçöü"
    ),
    (
      "vi",
      """
      và của là các có được trong cho một không với những người đã từ này đến khi như về cũng năm
      để vào ra theo tại bị hay nhiều
      """,
      "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    ),
    (
      "id",
      """
      yang dan di dari untuk dengan pada ini itu adalah dalam tidak ke oleh juga sebagai akan atau
      telah lebih dapat ada karena bahwa mereka tahun
      """, ""
    ),
    (
      "sw",
      """
      na ya wa kwa ni katika za la cha kama hiyo au yake huo hii kuwa vya pia wakati ambayo watu
      baada lakini sana hata
      """, ""
    ),
    (
      "eu",
      """
      eta da ez bat zen izan ere dira du baina hau den egin dute zuen bere edo dituzte beste hori
      baino zuten bezala
      """, ""
    ),
    (
      "sq",
      """
      dhe në të e i për me një nga është që si nuk u ka janë më kjo por ky kishte ishte mund
      se duke
      """, "ëç"
    ),
    (
      "ga",
      """
      agus an na ar go is ag le do bhí sé sa i tá leis don ó mar nó as seo atá ní chun
      """, "áéíóú"
    ),
    (
      "cy",
      """
      y yn a i o ar ac yr mae oedd am gan ei bod wedi fel hefyd neu roedd eu un ond cael sydd
      """, "ŵŷ"
    ),
    (
      "la",
      """
      et in est non ad ut cum quod qui ab ex sed esse quae si sunt de aut per enim nec eius atque
      hoc quam
      """, ""
    ),
  ]
}
