package import Plant

/// Why two incidents are alike, in a reader's language.
package struct LikenessWording: Sendable {
    private let language: Language
    private let tags: [TagName: Tag]

    package init(language: Language, tags: [TagName: Tag]) {
        self.language = language
        self.tags = tags
    }

    private func say(_ korean: String, _ english: String, _ arabic: String) -> String {
        switch language {
        case .korean: korean
        case .english: english
        case .arabic: arabic
        }
    }

    /// - Parameter incident: The one whose title the signs are parts of.
    package func text(_ ground: SimilarIncidents.Ground, of incident: Incident) -> String {
        switch ground {
        case .equipment(let asset):
            return say("같은 설비 ", "same equipment ", "المعدة نفسها ") + asset.rawValue
        case .equipmentClass(let code, let asset):
            let name = EquipmentClass.coded(code).map { "\($0.name(in: language)) (\(code))" } ?? code
            return say("같은 종류의 설비, ", "same equipment class, ", "صنف المعدة نفسه، ")
                + "\(name): \(asset?.rawValue ?? "")"
        case .signs(let signs):
            return say("같은 징후: ", "same signs: ", "العلامات نفسها: ")
                + signs.map { translated($0, of: incident) }.joined(separator: say(", ", ", ", "، "))
        case .shown(let shown):
            return say("같은 징후: ", "same signs: ", "العلامات نفسها: ")
                + shown.map(translated).joined(separator: say(", ", ", ", "، "))
        case .movedFirst(let letters):
            return say(
                "같은 종류의 신호 \(letters)가 먼저 움직임",
                "the same kind of signal, \(letters), moved first",
                "تحركت أولاً إشارة من النوع نفسه \(letters)"
            )
        case .daysBefore(let days): return distance(days)
        }
    }

    private func distance(_ days: Int) -> String {
        switch days {
        case ...1: return say("하루 전", "the day before", "قبل يوم")
        case ..<60: return say("\(days)일 전", "\(days) days before", "قبل \(days) يوم")
        case ..<700:
            let months = Int((Double(days) / 30.44).rounded())
            return say("\(months)개월 전", "\(months) months before", "قبل \(months) شهر")
        default:
            let years = Int((Double(days) / 365.25).rounded())
            return say("\(years)년 전", "\(years) years before", "قبل \(years) سنة")
        }
    }

    /// A part of the English title in the reader's language: titles have the same parts in the same order.
    private func translated(_ sign: String, of incident: Incident) -> String {
        guard language != .english else { return sign }
        let english = IncidentWording(language: .english, tags: tags).signs(incident)
        let own = IncidentWording(language: language, tags: tags).signs(incident)
        guard english.count == own.count,
            let place = english.firstIndex(where: { IncidentSignature.part($0) == sign })
        else { return sign }
        return own[place]
    }

    /// `limit LI low` in words.
    private func translated(_ shown: String) -> String {
        let parts = shown.split(separator: " ").map(String.init)
        guard language != .english, let kind = parts.first.flatMap({ Finding.Kind(rawValue: $0) }) else { return shown }
        let name =
            switch kind {
            case .limit: say("한계", "limit", "حد")
            case .alarm: say("알람", "alarm", "إنذار")
            case .deviation: say("평소와 다름", "deviation", "انحراف")
            case .drift: say("서서히 변화", "drift", "تغير بطيء")
            case .oscillation: say("헌팅", "oscillation", "تأرجح")
            case .rateOfChange: say("급변", "rate of change", "تغير سريع")
            case .frozen: say("고정", "frozen", "متجمد")
            case .outOfRange: say("범위 이탈", "out of range", "خارج المدى")
            case .badQuality: say("신호 불량", "bad quality", "إشارة رديئة")
            case .alarmFlood: say("알람 폭주", "alarm flood", "فيضان إنذارات")
            case .chattering: say("채터링", "chattering", "تردد")
            case .trip: say("트립", "trip", "فصل")
            case .stop: say("정지", "stop", "توقف")
            case .start: say("기동", "start", "بدء التشغيل")
            }
        let rest = parts.dropFirst().map { part in
            switch part {
            case "low": say("낮음", "low", "منخفض")
            case "high": say("높음", "high", "مرتفع")
            default: part
            }
        }
        return (rest + [name]).joined(separator: " ")
    }
}
