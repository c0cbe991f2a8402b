/// The shift log of one day: the day shift 07:00–19:00 and the night shift that starts in its evening.
enum NoteFile {
    /// The day in whose file a note stands: the night's notes are with the evening the shift began.
    static func day(of time: WallClock) -> WallClock {
        (time - 7 * 3_600).startOfDay
    }

    static func text(day: WallClock, notes: [ShiftNote], unit: String, probes: ProbeBook) -> String? {
        let change = day.hours(19)
        let sorted = notes.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        var dayShift: [String] = []
        var nightShift: [String] = []
        for (_, note) in sorted {
            guard let text = probes.filled(note.text) else { continue }
            let line = "- \(note.time.minute) \(text)"
            if note.time < change { dayShift.append(line) } else { nightShift.append(line) }
        }
        guard !dayShift.isEmpty || !nightShift.isEmpty else { return nil }
        var lines = ["# 교대일지 / Shift log — \(unit) — \(day.date)", ""]
        if !dayShift.isEmpty {
            lines += ["## 주간조 / Day shift (\(day.hours(7).minute) – \(change.minute))", ""] + dayShift + [""]
        }
        if !nightShift.isEmpty {
            lines += ["## 야간조 / Night shift (\(change.minute) – \(day.days(1).hours(7).minute))", ""] + nightShift
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}
