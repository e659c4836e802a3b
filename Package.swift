// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The modules and the only arrows allowed between them are those of docs/architecture.md; `.ci/lint` holds imports to it.

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (ProcessInfo.processInfo.environment["WARNINGS_AS_ERRORS"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// C targets are small and hot: optimise them in debug builds too, so that tests run at a sensible speed.
let cSettings: [CSetting] = [.unsafeFlags(["-O2", "-Wall", "-Wextra"])]

/// `YDP_TESTS=Tabular,Tables` leaves the other test targets out, so that a change at the bottom is tested without building all
/// that stands on it (docs/extend.md).
let wantedTests = ProcessInfo.processInfo.environment["YDP_TESTS"]?.split(separator: ",").map { "\($0)Tests" }

/// `YDP_FUZZ=1` adds the targets for libFuzzer (Fuzz/README.md), which need flags that no product may have.
let fuzzTargets: [Target] =
    ProcessInfo.processInfo.environment["YDP_FUZZ"] == nil
    ? []
    : [
        ("CSV", ["Tabular"]), ("Decoders", ["CTabular"]), ("Cells", ["Tabular"]), ("JSON", ["Tabular"]),
        ("Encodings", ["CTabular", "Tabular"]),
    ].map { name, modules in
        .executableTarget(
            name: "Fuzz\(name)",
            dependencies: modules.map { .target(name: $0) },
            path: "Fuzz/\(name)",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        )
    }

let package = Package(
    name: "yamaguchi-data-platform",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ydp", targets: ["ydp"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // Compressed files and answers.
        .target(
            name: "CGzip",
            exclude: ["README.md"],
            cSettings: cSettings,
            linkerSettings: [.linkedLibrary("z")],
        ),
        // Bytes ⇄ rows.
        .target(name: "CTabular", exclude: ["README.md"], cSettings: cSettings),
        .target(name: "Tabular", dependencies: ["CGzip", "CTabular"], exclude: ["README.md"], swiftSettings: settings),
        // Vocabulary.
        .target(
            name: "OpenData",
            dependencies: ["Tabular", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Table Schema, standard datasets (schemas/, embedded), reports.
        .target(name: "CSchemas", exclude: ["README.md"], cSettings: cSettings),
        .target(
            name: "Validation",
            dependencies: ["CSchemas", "Tabular", "OpenData"],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Table files.
        .target(
            name: "CSQLite",
            exclude: ["README.md"],
            cSettings: cSettings,
            linkerSettings: [.linkedLibrary("sqlite3")],
        ),
        .target(
            name: "Tables",
            dependencies: [
                "CSQLite", "Tabular", "OpenData", "Validation", .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Guarded downloads.
        .target(
            name: "CLibcurl",
            exclude: ["README.md"],
            cSettings: cSettings,
            linkerSettings: [.linkedLibrary("curl"), .linkedLibrary("z")],
        ),
        .target(
            name: "Fetching",
            dependencies: ["CLibcurl", "Tabular", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Catalogue database.
        .target(
            name: "Catalog",
            dependencies: [
                "CSQLite", "OpenData", "Tabular", "Tables", "Validation",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // HTTP.
        .target(
            name: "WebSupport",
            dependencies: [
                "CGzip", "Catalog", "OpenData", "Tabular", "Tables", "Validation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        .target(
            name: "CatalogAPI",
            dependencies: [
                "WebSupport", "Catalog", "OpenData", "Tabular", "Tables", "Validation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        .target(
            name: "Portal",
            dependencies: [
                "WebSupport", "Catalog", "OpenData", "Tabular", "Tables", "Validation",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["README.md"],
            resources: [.embedInCode("Templates"), .embedInCode("Assets")],
            swiftSettings: settings,
        ),
        // RDF.
        .target(
            name: "CRaptor",
            exclude: ["README.md"],
            cSettings: cSettings,
            linkerSettings: [.linkedLibrary("raptor2")],
        ),
        // Gather, fetch, import; workers; scheduler.
        .target(
            name: "Harvesting",
            dependencies: [
                "CRaptor", "Catalog", "Fetching", "OpenData", "Tabular", "Tables", "Validation",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Commands, configuration, wiring.
        .executableTarget(
            name: "ydp",
            dependencies: [
                "Catalog", "CatalogAPI", "Fetching", "Harvesting", "OpenData", "Portal", "Tables", "Tabular",
                "Validation", "WebSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["README.md"],
            swiftSettings: settings,
        ),
        // Timings, as ratios in one run. Never part of the tests.
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Tables", "Tabular", "Validation", "OpenData", .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Benchmarks",
            exclude: ["README.md", "Peers", "harvest.py", "compare", "peers.sh"],
            swiftSettings: settings,
        ),
        // Tests.
        .target(name: "TestSupport", dependencies: ["CLibcurl"], path: "Tests/TestSupport", swiftSettings: settings),
        test("Tabular", ["CGzip", "CTabular"], exclude: ["Golden"]),
        test("OpenData", ["Tabular"]),
        test("Validation", ["Tabular", "OpenData"]),
        test("Tables", ["CSQLite", "Tabular", "OpenData", "Validation"]),
        test("Fetching", ["CLibcurl", "Tabular"], [.product(name: "Crypto", package: "swift-crypto")]),
        test(
            "Catalog",
            ["CSQLite", "OpenData", "Tabular", "Tables", "Validation"],
            [.product(name: "GRDB", package: "GRDB.swift")]
        ),
        test("WebSupport", ["CGzip", "Catalog", "OpenData", "Tables", "Tabular", "Validation"], web),
        test("CatalogAPI", ["WebSupport", "Catalog", "OpenData", "Tabular", "Tables", "Validation"], web),
        test(
            "Portal",
            ["CatalogAPI", "WebSupport", "Catalog", "OpenData", "Tabular", "Tables", "Validation"],
            web + [.product(name: "Mustache", package: "swift-mustache")]
        ),
        test(
            "Harvesting",
            ["Catalog", "Fetching", "OpenData", "Tabular", "Tables", "Validation"],
            [.product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log")]
        ),
        // They run the program; the modules are here so that the documentation is held against their tables.
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Catalog", "CatalogAPI", "Fetching", "Harvesting", "OpenData", "TestSupport", "Validation",
                "WebSupport", "ydp", .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: settings,
        ),
    ].filter { $0.type != .test || wantedTests?.contains($0.name) ?? true } + fuzzTargets,
    swiftLanguageModes: [.v6],
)

/// What tests that speak HTTP to a router in memory need.
var web: [Target.Dependency] {
    [
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
    ]
}

/// The test target of one module: `Tests/<Module>Tests`, with the modules and products that its tests name.
///
/// `exclude` are folders with files that tests read where they lie.
func test(
    _ module: String,
    _ modules: [String] = [],
    _ products: [Target.Dependency] = [],
    exclude: [String] = []
) -> Target {
    .testTarget(
        name: "\(module)Tests",
        dependencies: [.target(name: module), "TestSupport"] + modules.map { .target(name: $0) } + products,
        exclude: exclude,
        swiftSettings: settings,
    )
}
