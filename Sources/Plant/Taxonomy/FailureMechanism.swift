/// What made a failure happen, by its ISO 14224:2016 code; neither how it shows nor why it could come about.
///
/// Codes and names are those of the standard's list of failure mechanisms (annex B, table B.2).
package struct FailureMechanism: Sendable, Hashable, Identifiable {
    /// A group and a place in it, such as `2.2`; `2.0` is the group as a whole.
    package let code: String
    /// In English, lower case: `corrosion`.
    package let name: String

    package var id: String { code }

    /// Every mechanism, in the order of the standard.
    package static let all: [FailureMechanism] = table.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "|").map(String.init)
        return cells.count == 2 ? FailureMechanism(code: cells[0], name: cells[1]) : nil
    }

    /// The mechanism of a code, with the group's number alone standing for the group; `nil` when it is unknown.
    package static func coded(_ code: String) -> FailureMechanism? {
        byCode[code.utf8.count == 1 ? code + ".0" : code]
    }

    private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    private static let table = """
        1.0|mechanical failure
        1.1|leakage
        1.2|vibration
        1.3|clearance or alignment failure
        1.4|deformation
        1.5|looseness
        1.6|sticking
        2.0|material failure
        2.1|cavitation
        2.2|corrosion
        2.3|erosion
        2.4|wear
        2.5|breakage
        2.6|fatigue
        2.7|overheating
        2.8|burst
        3.0|instrument failure
        3.1|control failure
        3.2|no signal, indication or alarm
        3.3|faulty signal, indication or alarm
        3.4|out of adjustment
        3.5|software error
        3.6|common cause or common mode failure
        4.0|electrical failure
        4.1|short circuiting
        4.2|open circuit
        4.3|no power or voltage
        4.4|faulty power or voltage
        4.5|earth or isolation fault
        5.0|external influence
        5.1|blockage or plugging
        5.2|contamination
        5.3|miscellaneous external influences
        6.0|miscellaneous
        6.1|no cause found
        6.2|combined causes
        6.3|other
        6.4|unknown
        """
}
