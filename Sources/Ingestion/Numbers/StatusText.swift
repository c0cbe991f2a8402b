import Plant

/// What historians write where a number should be.
enum StatusText {
    /// The quality a status stands for; any other words are a digital state's name.
    ///
    /// Covers AVEVA PI system digital states and the words of common exports, in English and Korean.
    static func quality(of text: String) -> Quality {
        if let known = known[folded(text)] { return known }
        let words = folded(text)
        if words.contains("timeout") || words.contains("time out") { return .timeout }
        if words.contains("range") { return .outOfRange }
        if words.hasPrefix("no data") { return .noData }
        if words.hasPrefix("bad") || words.contains("fail") || words.contains("error") { return .bad }
        return .digitalState
    }

    /// Whether a text is one of the statuses that historians are known to write, not just any state.
    static func isKnown(_ text: String) -> Bool {
        known[folded(text)] != nil
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: { $0 == " " || $0 == "_" || $0 == "-" }).joined(separator: " ")
    }

    private static let known: [String: Quality] = [
        "bad": .bad, "bad input": .sensorFailure, "bad data": .bad, "bad quality": .bad, "bad value": .bad,
        "bad output": .bad, "bad total": .bad, "bad lab data": .bad, "[ 11059] no good data for calculation": .noData,
        "no good data for calculation": .noData, "calc failed": .bad, "error": .bad, "failed": .bad,
        "i/o timeout": .timeout, "io timeout": .timeout, "scan timeout": .timeout, "timeout": .timeout,
        "comm fail": .timeout, "comm failure": .timeout, "communication failure": .timeout, "no comm": .timeout,
        "not connected": .timeout, "not connect": .timeout, "intf shut": .noData, "scan off": .noData,
        "no data": .noData, "no sample": .noData, "no result": .noData, "no lab data": .noData, "n/a": .noData,
        "na": .noData, "null": .noData, "none": .noData, "arc off line": .noData, "no input": .noData,
        "archive offline": .noData, "snapfix": .noData, "resize to show all values": .noData, "no alarm": .digitalState,
        "inp outrange": .outOfRange, "inp out range": .outOfRange, "out of range": .outOfRange,
        "over range": .outOfRange, "under range": .outOfRange, "overrange": .outOfRange, "underrange": .outOfRange,
        "outrange": .outOfRange, "#value!": .bad, "#n/a": .noData, "#ref!": .bad, "#div/0!": .bad, "#num!": .bad,
        "#name?": .bad, "pt created": .created, "point created": .created, "shutdown": .digitalState,
        "configure": .bad, "unit down": .digitalState, "manual": .digitalState, "calibration": .digitalState,
        "sensor failure": .sensorFailure, "device failure": .sensorFailure, "equip fail": .sensorFailure,
        "open circuit": .sensorFailure, "short circuit": .sensorFailure, "trace": .digitalState, "dcs failed": .bad,
        "substituted": .uncertain, "questionable": .uncertain, "uncertain": .uncertain, "doubtful": .uncertain,
        "통신불량": .timeout, "통신 불량": .timeout, "불량": .bad, "데이터 없음": .noData, "결측": .noData,
        "범위 초과": .outOfRange, "범위초과": .outOfRange,
    ]

    /// What a quality column says: `Good`, `192`, `Bad`, `0xC0`.
    static func columnQuality(of text: String) -> Quality? {
        if text.isEmpty { return .good }
        if let code = Int(text) {
            // OPC DA: the top two of eight bits; a 0/1 flag means bad/good.
            if code == 1 { return .good }
            if code == 0 { return .bad }
            return code & 0xC0 == 0xC0 ? .good : code & 0xC0 == 0x40 ? .uncertain : .bad
        }
        switch folded(text) {
        case "good", "g", "ok", "true", "good [192]", "good (192)", "정상", "양호", "جيد", "gut": return .good
        case "uncertain", "questionable", "u", "q", "substituted": return .uncertain
        case "b", "false", "불량", "비정상": return .bad
        default: return nil
        }
    }
}
