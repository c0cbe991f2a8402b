/// Tells a shift log from a document that mentions times, such as an incident report with its timeline.
///
/// A log is mostly entries that begin with a time of day; a report is mostly prose. What a text calls itself moves the
/// line: something titled "Shift log" needs fewer entries, something titled "Procedure" or "Report" is no log.
struct ShiftLogMeasure: Hashable, Sendable {
    private var timedBytes = 0
    private var otherBytes = 0
    private var inEntry = false
    private var titles = 0
    private var saysLog = false
    private var saysDocument = false

    /// The file's name, and the first heading or line.
    mutating func title(_ text: String) {
        titles += 1
        let lower = text.lowercased()
        if ShiftLogMeasure.logWords.contains(where: { lower.contains($0) }) {
            saysLog = true
        } else if ShiftLogMeasure.documentWords.contains(where: { lower.contains($0) }) {
            saysDocument = true
        }
    }

    /// Whether nothing but the file's name was seen: the next line is the title.
    var isAtTitle: Bool { titles == 1 && timedBytes + otherBytes == 0 }

    mutating func heading(_ text: String) {
        inEntry = false
        if titles == 1 { title(text) }
    }

    mutating func blank() {
        inEntry = false
    }

    /// A line that begins with a time of day.
    mutating func timed(_ text: String) {
        inEntry = true
        titles = max(titles, 2)
        timedBytes += text.utf8.count
    }

    /// Any other line: part of the entry above when no blank line stands between.
    mutating func line(_ text: String) {
        if titles == 1 { title(text) }
        if inEntry { timedBytes += text.utf8.count } else { otherBytes += text.utf8.count }
    }

    /// How much of the text stands in lines that begin with a time of day.
    var timedShare: Double { Double(timedBytes) / Double(max(1, timedBytes + otherBytes)) }

    func isLog(timedEntries: Int) -> Bool {
        guard timedEntries > 0 else { return false }
        let share = timedShare
        if saysLog { return share >= 0.3 }
        if saysDocument { return false }
        return share >= 0.6
    }

    private static let logWords = [
        "shift log", "shift report", "shift note", "shift record", "shift handover", "handover log", "handover note",
        "logbook", "log book", "operator log", "operating log", "operations log", "daily log", "shift_log", "shift-log",
        "일지", "인수인계", "schichtbuch", "schichtprotokoll", "سجل المناوبة", "سجل الوردية", "تسليم الوردية",
    ]
    private static let documentWords = [
        "procedure", "report", "manual", "bulletin", "instruction", "investigation", "analysis", "specification",
        "minutes of", "work permit", "sop-", "절차", "보고서", "지침", "매뉴얼", "회의록", "분석", "작업표준", "تقرير", "إجراء", "تعليمات",
    ]
}
