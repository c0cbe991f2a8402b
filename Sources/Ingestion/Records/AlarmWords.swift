import Plant

/// Reads the words that alarm journals use for conditions and transitions.
enum AlarmWords {
    /// `H`, `PVHI`, `High High`, `LL` as `HI`, `HI`, `HIHI`, `LOLO`; other words in capitals.
    static func condition(_ text: String) -> String {
        let word = text.uppercased()
        let plain = word.filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "H", "HI", "HIGH", "PVHI", "PVHIGH", "상한": return "HI"
        case "HH", "HIHI", "HIGHHIGH", "PVHH", "PVHIHI", "상상한": return "HIHI"
        case "L", "LO", "LOW", "PVLO", "PVLOW", "하한": return "LO"
        case "LL", "LOLO", "LOWLOW", "PVLL", "PVLOLO", "하하한": return "LOLO"
        case "ROC", "RATE", "RATEOFCHANGE": return "ROC"
        case "BAD", "BADPV", "IOP", "BADINPUT": return "BAD"
        default: return word
        }
    }

    /// What a state says; `nil` for an unknown word.
    static func transition(_ text: String) -> AlarmTransition? {
        let word = text.lowercased()
        let plain = word.filter { $0.isLetter || $0.isNumber }
        if let known = words[plain] { return known }
        // ACT/UNACK, RTN ACK: the first word tells.
        if let first = word.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).first {
            return words[String(first)]
        }
        return nil
    }

    /// What happens to an alarm without changing its state: `unshelving`, `unsuppression`, `comment`; `nil` for any other
    /// word.
    static func otherEvent(_ text: String) -> String? {
        let plain = text.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "unshelve", "unshelved", "unshelving", "보류해제": return "unshelving"
        case "unsuppress", "unsuppressed", "unsuppression", "enabled", "억제해제": return "unsuppression"
        case "comment", "commented", "note": return "comment"
        case "prioritychange", "prioritychanged": return "priority_change"
        default: return nil
        }
    }

    /// A condition and a transition written in one cell: `H NR`, `PVHI RTN`, `LL ACK`.
    static func split(_ text: String) -> (condition: String, transition: AlarmTransition) {
        let words = text.split(separator: " ")
        if words.count > 1, let last = words.last, let transition = endings[last.uppercased()] {
            return (condition(words.dropLast().joined(separator: " ")), transition)
        }
        return (condition(text), .activation)
    }

    private static let endings: [String: AlarmTransition] = [
        "NR": .returnToNormal, "RTN": .returnToNormal, "NORMAL": .returnToNormal, "RETURN": .returnToNormal,
        "CLR": .returnToNormal, "RECOVER": .returnToNormal, "OK": .returnToNormal, "ACK": .acknowledgement,
        "ALM": .activation, "ACT": .activation, "해제": .returnToNormal, "복귀": .returnToNormal, "발생": .activation,
    ]

    private static let words: [String: AlarmTransition] = [
        "act": .activation, "active": .activation, "activation": .activation, "activated": .activation,
        "alarm": .activation, "alm": .activation, "on": .activation, "raise": .activation, "raised": .activation,
        "unack": .activation, "unacked": .activation, "unacknowledged": .activation, "actunack": .activation,
        "unackact": .activation, "unackalm": .activation, "set": .activation, "start": .activation, "in": .activation,
        "occurred": .activation, "발생": .activation, "경보": .activation, "تفعيل": .activation,
        "rtn": .returnToNormal, "return": .returnToNormal, "returned": .returnToNormal, "normal": .returnToNormal,
        "returntonormal": .returnToNormal, "clear": .returnToNormal, "cleared": .returnToNormal, "off": .returnToNormal,
        "inactive": .returnToNormal, "nr": .returnToNormal, "recover": .returnToNormal, "recovered": .returnToNormal,
        "unackrtn": .returnToNormal, "reset": .returnToNormal, "end": .returnToNormal, "out": .returnToNormal,
        "해제": .returnToNormal, "복귀": .returnToNormal, "정상": .returnToNormal, "عودة": .returnToNormal,
        "ack": .acknowledgement, "acked": .acknowledgement, "acknowledge": .acknowledgement,
        "acknowledged": .acknowledgement, "acknowledgement": .acknowledgement, "ackact": .acknowledgement,
        "actack": .acknowledgement, "확인": .acknowledgement, "인지": .acknowledgement, "إقرار": .acknowledgement,
        "shelve": .shelving, "shelved": .shelving, "shelving": .shelving, "보류": .shelving,
        "suppress": .suppression, "suppressed": .suppression, "suppression": .suppression, "disabled": .suppression,
        "억제": .suppression,
    ]
}
