/// A class of equipment, by its ISO 14224:2016 code.
///
/// Codes are those of the standard's list of equipment classes (annex A, table A.4). Korean and Arabic names are
/// working translations of this project, not of the standard; Arabic is given only where the term is settled.
package struct EquipmentClass: Sendable, Hashable, Identifiable {
    /// The standard's grouping of classes.
    package enum Category: String, Sendable, CaseIterable {
        case rotating
        case mechanical
        case electrical
        case safetyAndControl = "safety_and_control"
    }

    /// Two letters, such as `PU`.
    package let code: String
    package let category: Category
    /// In English, singular, lower case: `pump`.
    package let name: String
    package let korean: String
    package let arabic: String?
    /// Codes of the failure modes that are usually reported for the class, most usual first.
    package let failureModes: [String]

    package var id: String { code }

    /// Every class that the program knows, in the order of their codes.
    package static let all: [EquipmentClass] = EquipmentClassTable.read()

    /// The class of a code, in any case; `nil` when it is unknown.
    package static func coded(_ code: String) -> EquipmentClass? {
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
