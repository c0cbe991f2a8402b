/// How a failure shows, by its ISO 14224:2016 code; neither its mechanism nor its cause.
///
/// Codes and English names are those of the standard's lists of failure modes (annex B, tables B.6 to B.15). Korean
/// and Arabic names, and the usual signs, are this project's own.
package struct FailureMode: Sendable, Hashable, Identifiable {
    /// A sign by which operators and instruments usually see the mode.
    package struct Sign: Sendable, Hashable {
        package enum Direction: String, Sendable {
            case up
            case down
            /// Moving to and fro, or jumping.
            case unsteady
        }

        /// What is measured, in words that tag descriptions use: `seal pressure`.
        package let quantity: String
        package let direction: Direction

        package init(quantity: String, direction: Direction) {
            self.quantity = quantity
            self.direction = direction
        }
    }

    /// Three letters, such as `ELP`.
    package let code: String
    /// In English, lower case: `external leakage of process medium`.
    package let name: String
    package let korean: String
    package let arabic: String?
    package let signs: [Sign]

    package var id: String { code }

    /// Every mode that the program knows, in the order of their codes.
    package static let all: [FailureMode] = FailureModeTable.read()

    /// The mode of a code, in any case; `nil` when it is unknown.
    package static func coded(_ code: String) -> FailureMode? {
        byCode[code.uppercased()]
    }

    /// The name in a language; English where there is no other.
    package func name(in language: Language) -> String {
        switch language {
        case .korean: korean
        case .arabic: arabic ?? name
        case .english: name
        }
    }

    private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
