// swift-tools-version: 6.2

import PackageDescription

/// Tests of a room: the room itself, the vocabulary, and the shared builders.
func tests(of room: String, and others: [Target.Dependency] = []) -> Target {
    .testTarget(name: room + "Tests", dependencies: [.target(name: room), "Plant", "TestSupport"] + others)
}

let package = Package(
    name: "telltale",
    products: [
        .library(name: "TaskGraph", targets: ["TaskGraph"]),
        .executable(name: "telltale", targets: ["telltale"]),
        .executable(name: "telltale-bench", targets: ["telltale-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),

        .target(name: "TaskGraph"),
        .target(name: "Plant"),
        .target(
            name: "Ingestion",
            dependencies: [
                "Plant", "CZlib", "CZip", "CXML", "CZstd", "CCrypto", .product(name: "Yams", package: "Yams"),
            ]
        ),
        .target(
            name: "Storage",
            dependencies: ["Plant", "TaskGraph", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        .target(name: "Detection", dependencies: ["Plant"]),
        .target(name: "Retrieval", dependencies: ["Plant"]),
        .target(name: "HTTPTransport", dependencies: ["CCurl"]),
        .target(name: "MQTTTransport", dependencies: ["CMosquitto"]),
        .target(name: "Generation", dependencies: ["Plant", "HTTPTransport"]),
        .target(name: "Verification", dependencies: ["Plant"]),
        .target(name: "PlantGenerator", dependencies: ["Plant"]),
        .target(
            name: "Pipeline",
            dependencies: [
                "TaskGraph", "Plant", "Ingestion", "Storage", "Detection", "Retrieval", "HTTPTransport",
                "Generation", "Verification", "PlantGenerator", "MQTTTransport",
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Equipment/equipment.yaml"]
        ),
        .executableTarget(
            name: "telltale",
            dependencies: [
                "Plant", "Pipeline", "CMalloc", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .executableTarget(
            name: "telltale-bench",
            dependencies: [
                "TaskGraph", "Plant", "Storage", "Retrieval", "HTTPTransport", "Generation", "Pipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        .target(name: "TestSupport", dependencies: ["Plant"], path: "Tests/TestSupport"),
        .testTarget(name: "TaskGraphTests", dependencies: ["TaskGraph"]),
        .testTarget(name: "PlantTests", dependencies: ["Plant", "TestSupport"]),
        tests(of: "Ingestion"),
        tests(of: "Storage", and: ["TaskGraph", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(of: "Detection"),
        tests(of: "Retrieval"),
        tests(of: "HTTPTransport"),
        tests(of: "MQTTTransport"),
        tests(of: "Generation", and: ["HTTPTransport"]),
        tests(of: "Verification"),
        tests(of: "PlantGenerator"),
        tests(of: "Pipeline", and: ["Storage", "Detection", "Generation", "HTTPTransport", "TaskGraph"]),
        .testTarget(name: "ScenarioTests", dependencies: ["Plant", "Pipeline", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Fuzzing needs a toolchain with libFuzzer: see scripts/fuzz.
if Context.environment["TELLTALE_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "telltale-fuzz",
            dependencies: ["Plant", "Ingestion", "HTTPTransport", "TestSupport"],
            path: "Tests/Fuzzing",
            exclude: ["corpus"]
        )
    )
}

// One set of rules for every target: https://github.com/swiftlang/swift-evolution has each proposal.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
        .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
        .treatAllWarnings(as: .error),
        .treatWarning("ExplicitSendable", as: .error),
    ]
    if target.name == "telltale" || target.name == "telltale-bench" {
        // Packed relocations and no table of names for other programs: 3 MiB less in every process.
        target.linkerSettings = [
            .unsafeFlags(
                [
                    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "-z", "-Xlinker",
                    "nostart-stop-gc", "-Xlinker", "--no-export-dynamic",
                ],
                .when(platforms: [.linux], configuration: .release)
            )
        ]
    }
    if target.name == "Ingestion" {
        // A row of a table costs some hundred nanoseconds, a third of which went into checks that debug builds make too.
        target.swiftSettings?.append(
            .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
        )
    }
}
