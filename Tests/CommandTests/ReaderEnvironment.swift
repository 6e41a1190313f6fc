import Foundation

/// A Python environment with the readers of others, made once and kept in `build/readers-venv`.
enum ReaderEnvironment {
  /// Its interpreter; nil where it cannot be made, as without Python or without a network.
  static let python: String? = made()

  private static func made() -> String? {
    let folder = "\(Command.repository)/build/readers-venv"
    let requirements = "\(Command.repository)/Tests/Readers/requirements.txt"
    let script = """
      set -e
      if ! cmp -s "\(requirements)" "\(folder)/requirements.txt"; then
        rm -rf "\(folder)"
        python3 -m venv "\(folder)"
        pip="\(folder)/bin/pip install --quiet --disable-pip-version-check --retries 1 --timeout 15"
        $pip --requirement "\(requirements)"
        # TRL itself asks for a GPU stack, and its functions over rows do without.
        $pip transformers==5.23.0 && $pip --no-deps trl==1.16.0 || true
        # The last version with SQuAD's scorer; squad.py takes that file alone.
        "\(folder)/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "\(folder)/wheels" transformers==4.57.1 || true
        cp "\(requirements)" "\(folder)/requirements.txt"
      fi
      """
    let run = try? Command.shell(script, in: NSTemporaryDirectory())
    return run?.code == 0 ? folder + "/bin/python" : nil
  }
}
