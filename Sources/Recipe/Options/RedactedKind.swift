/// What can be taken out of rows; its raw value is the name in settings.
public enum RedactedKind: String, Codable, Sendable, CaseIterable {
  /// E-mail addresses.
  case email
  /// Telephone numbers in international or grouped form.
  case phone
  /// International bank account numbers whose check digits are right (ISO 13616).
  case iban
  /// Payment card numbers whose check digit is right (Luhn).
  case card
  /// Access keys by the prefixes that services give them.
  case key

  /// What stands in its place, before the number.
  var label: String { rawValue.uppercased() }
}
