// swift-tools-version: 6.2
import PackageDescription

// The sources are links into the main package: this builds without its dependencies.
let package = Package(
  name: "tokenizer-bench",
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Artifacts", dependencies: ["CCrypto"]),
    .target(name: "Tokenizers", dependencies: ["Artifacts"]),
    .executableTarget(name: "tokenizer-bench", dependencies: ["Tokenizers", "Artifacts"]),
  ],
  swiftLanguageModes: [.v6]
)
