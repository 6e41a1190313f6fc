import CLibArchive
import CLibXML2

/// The libraries that files are read with.
public enum ParserVersions {
  /// Their names and versions, for the records of what was read.
  public static var description: String {
    "libxml2 \(LIBXML_DOTTED_VERSION), \(String(cString: archive_version_string()))"
  }
}
