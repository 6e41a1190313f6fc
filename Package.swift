// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "raftwright",
  products: [
    .executable(name: "raftwright", targets: ["raftwright"]),
    // Files to chunks, for Benchmarks/.
    .library(name: "RaftwrightDocuments", targets: ["Documents", "Artifacts"]),
    // Vectors and search, for Benchmarks/.
    .library(name: "RaftwrightRetrieval", targets: ["Retrieval", "Artifacts"]),
    // Models behind servers, for Benchmarks/.
    .library(name: "RaftwrightEndpoints", targets: ["Endpoints", "Questions", "Artifacts"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    // One instruction that Swift lacks; a header without a library.
    .systemLibrary(name: "CPrefetch"),
    // Inner loops over vectors, by what the processor has; in C, see its header for the reason.
    .target(name: "CVectorKernels"),
    .target(name: "Artifacts", dependencies: ["CCrypto"]),
    .target(name: "Tokenizers", dependencies: ["Artifacts"]),
    .target(
      name: "Documents", dependencies: ["CLibXML2", "CLibArchive", "Tokenizers", "Artifacts"]),
    .target(
      name: "Templates",
      dependencies: [
        .product(name: "Mustache", package: "swift-mustache"),
        "Yams",
      ],
      path: "templates",
      resources: [
        .embedInCode("questions"), .embedInCode("answers"), .embedInCode("prompts"),
        .embedInCode("advice"),
        .embedInCode("README.md"),
      ]),
    .target(
      name: "Retrieval",
      dependencies: [
        "Documents", "Tokenizers", "Artifacts", "CPrefetch", "CStemmer", "CVectorKernels",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(
      name: "Endpoints",
      dependencies: [
        "Questions", "Retrieval", "Artifacts",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(name: "Questions", dependencies: ["Retrieval", "Templates", "Artifacts"]),
    .target(
      name: "Recipe",
      dependencies: [
        "Questions", "Retrieval", "Documents", "Templates", "Artifacts", "CLibArchive",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "Inspection",
      dependencies: [
        "Recipe", "Questions", "Retrieval", "Documents", "Artifacts", "CLibArchive",
      ],
      resources: [.embedInCode("Page/Assets")]),
    .target(name: "Exports", dependencies: ["Questions", "Retrieval", "Documents", "Artifacts"]),
    .executableTarget(
      name: "raftwright",
      dependencies: [
        "Exports", "Inspection", "Recipe", "Questions", "Endpoints", "Retrieval", "Documents",
        "Tokenizers", "Templates", "Artifacts", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .testTarget(name: "ArtifactsTests", dependencies: ["Artifacts"]),
    .testTarget(
      name: "TokenizersTests", dependencies: ["Tokenizers", "Artifacts"], exclude: ["Fixtures"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Tokenizers", "Artifacts"]),
    .testTarget(
      name: "RetrievalTests",
      dependencies: [
        "Retrieval", "Artifacts", "Tokenizers", "CVectorKernels",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    // A server for the tests of what calls one; no product has it.
    .target(
      name: "TestServer",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      path: "Tests/TestServer"),
    .testTarget(
      name: "EndpointsTests",
      dependencies: [
        "Endpoints", "Questions", "Retrieval", "Artifacts", "TestServer",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "QuestionsTests", dependencies: ["Questions"]),
    .testTarget(name: "RecipeTests", dependencies: ["Recipe"]),
    .testTarget(name: "InspectionTests", dependencies: ["Inspection"]),
    .testTarget(
      name: "ExportsTests", dependencies: ["Exports", "Retrieval", "Documents", "Artifacts"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "raftwright", "Recipe", "Retrieval", "Artifacts", "TestServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
)

for target in package.targets
where ![.system, .plugin].contains(target.type) && target.name != "CVectorKernels" {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
