/// What a spreadsheet's number format makes of a number.
enum NumberFormat: Hashable, Sendable {
    case number
    case date
    case dateTime
    /// A time of day.
    case time
    /// Hours that go past 24: `[h]:mm`.
    case duration

    /// The formats that a workbook need not write out (ECMA-376, 18.8.30), those of East Asian editions included.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
        case 18...21, 32...35, 55, 56: self = .time
        case 22: self = .dateTime
        case 45...47: self = .duration
        default: self = .number
        }
    }

    /// Reads a format's code: `yyyy-mm-dd hh:mm`, `[$-412]yyyy"년" m"월" d"일"`, `0.00`.
    init(code: String) {
        var hasDay = false
        var hasClock = false
        var hasMonth = false
        var isDuration = false
        let lower = code.lowercased().replacing("am/pm", with: "").replacing("a/p", with: "")
        var scalars = lower.unicodeScalars.makeIterator()
        scan: while let scalar = scalars.next() {
            switch scalar {
            case "\"": while let next = scalars.next(), next != "\"" {}
            case "\\", "_", "*": _ = scalars.next()
            case "[":
                var inside = ""
                while let next = scalars.next(), next != "]" { inside.unicodeScalars.append(next) }
                if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { isDuration = true }
            case ";": break scan
            case "y", "d": hasDay = true
            case "m": hasMonth = true
            case "h", "s": hasClock = true
            default: break
            }
        }
        if isDuration {
            self = .duration
        } else if hasDay || (hasMonth && !hasClock) {
            self = hasClock ? .dateTime : .date
        } else {
            self = hasClock ? .time : .number
        }
    }
}
