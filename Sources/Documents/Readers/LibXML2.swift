import CLibXML2

/// libxml2 as a whole, which wants to be set up before it is used from several threads.
enum LibXML2 {
  /// Sets the library up, once a process whoever asks first: contexts that two threads make at the
  /// same time would else wait for each other for ever (seen in libxml2 2.9.14, `__xmlRandom`).
  static let isReady: Bool = {
    xmlInitParser()
    raftwright_silence_libxml2()
    return true
  }()
}
