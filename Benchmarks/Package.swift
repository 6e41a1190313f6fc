// swift-tools-version: 6.2
import PackageDescription

// What the targets `bench-…` of the Makefile measure with; see README.md here.
let package = Package(
  name: "raftwright-benchmarks",
  dependencies: [
    .package(name: "raftwright", path: ".."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2Floor", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .executableTarget(
      name: "sax-floor", dependencies: ["CLibXML2Floor"], cSettings: [.unsafeFlags(["-O2"])]),
    .executableTarget(
      name: "document-bench",
      dependencies: [
        .product(name: "RaftwrightDocuments", package: "raftwright")
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
    .executableTarget(
      name: "client-bench",
      dependencies: [
        .product(name: "RaftwrightEndpoints", package: "raftwright"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
    .executableTarget(
      name: "vector-bench",
      dependencies: [
        .product(name: "RaftwrightDocuments", package: "raftwright"),
        .product(name: "RaftwrightRetrieval", package: "raftwright"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
    .executableTarget(
      name: "retrieval-bench",
      dependencies: [
        .product(name: "RaftwrightDocuments", package: "raftwright"),
        .product(name: "RaftwrightRetrieval", package: "raftwright"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
  ]
)
