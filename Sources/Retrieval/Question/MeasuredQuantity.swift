import Plant

/// What transmitters measure, as questions and the descriptions of tags call it in three languages.
enum MeasuredQuantity: CaseIterable {
    case pressure, temperature, flow, level, vibration, current, speed, power, valvePosition, oxygen

    /// Words and phrases; any of them names the quantity.
    private var names: [String] {
        switch self {
        case .pressure: ["pressure", "differential pressure", "pressure drop", "압력", "차압", "ضغط"]
        case .temperature: ["temperature", "temp", "온도", "حرارة"]
        case .flow: ["flow", "flow rate", "flowrate", "유량", "تدفق"]
        case .level: ["level", "레벨", "액위", "수위", "مستوى", "منسوب"]
        case .vibration: ["vibration", "진동", "اهتزاز"]
        case .current: ["motor current", "current draw", "amps", "amperes", "amperage", "전류"]
        case .speed: ["speed", "rpm", "회전수", "속도", "سرعة"]
        case .power: ["power consumption", "shaft power", "전력", "동력"]
        case .valvePosition: ["valve position", "valve opening", "valve output", "개도", "밸브 출력", "فتحة الصمام"]
        case .oxygen: ["oxygen", "산소", "أكسجين"]
        }
    }

    /// What a tag without a description measures if its unit is of one of these.
    private var dimensions: [Dimension] {
        switch self {
        case .pressure: [.pressure]
        case .temperature: [.temperature]
        case .flow: [.volumeFlow, .normalVolumeFlow, .massFlow]
        case .vibration: [.velocity, .acceleration]
        case .current: [.current]
        case .speed: [.frequency]
        case .power: [.power]
        case .level, .valvePosition, .oxygen: []
        }
    }

    private struct Phrases: Sendable {
        var stems: [[UInt64]] = []
        var syllables: [String] = []
    }

    private static let phrases: [MeasuredQuantity: Phrases] = {
        var result: [MeasuredQuantity: Phrases] = [:]
        for quantity in allCases {
            var phrases = Phrases()
            for name in quantity.names {
                let tokens = QuestionText(name).tokens
                if tokens.first?.kind == .hangul {
                    phrases.syllables.append(tokens.map(\.text).joined())
                } else {
                    phrases.stems.append(tokens.map(\.stem))
                }
            }
            result[quantity] = phrases
        }
        return result
    }()

    /// Where a text names the quantity: the tokens that do.
    func tokens(in text: QuestionText) -> [Int] {
        guard let phrases = MeasuredQuantity.phrases[self] else { return [] }
        var found: [Int] = []
        for index in text.tokens.indices {
            let token = text.tokens[index]
            if token.kind == .hangul {
                if phrases.syllables.contains(where: { token.text.contains($0) }) { found.append(index) }
                continue
            }
            for stems in phrases.stems where index + stems.count <= text.tokens.count {
                let range = index..<index + stems.count
                if zip(range, stems).allSatisfy({ text.tokens[$0].stem == $1 }) { found.append(contentsOf: range) }
            }
        }
        return Array(Set(found)).sorted()
    }

    func isMeasured(by tag: Tag, described description: QuestionText) -> Bool {
        guard tag.kind == .measurement || tag.kind == .analyser || (tag.kind == .output && self == .valvePosition)
        else {
            return false
        }
        if !tokens(in: description).isEmpty { return true }
        guard tag.description.isEmpty, let unit = tag.unit.flatMap(UnitOfMeasure.init) else { return false }
        return dimensions.contains(unit.dimension)
    }
}
