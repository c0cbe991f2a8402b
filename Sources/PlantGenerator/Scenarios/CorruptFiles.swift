/// Damages a scenario's files on purpose, and keeps account of every row it damaged.
enum CorruptFiles {
    /// A line to be put in, or to stand in place of one.
    private struct Damage {
        /// The line of the sound file (from 1) after which it goes.
        var after: Int
        var bytes: [UInt8]
        var fate: CorruptRow.Fate
        var reason: String
    }

    static func spoil(_ directory: String) throws(GeneratorError) -> [CorruptRow] {
        var rows: [CorruptRow] = []
        rows += try spoil("data/readings/2026-03-05.csv", in: directory, readings)
        rows += try spoil("data/alarms.csv", in: directory, alarms)
        rows += try spoil("data/work_orders.csv", in: directory, orders)
        rows += try spoil("data/tags.csv", in: directory, tags)
        return rows
    }

    private static func spoil(
        _ file: String,
        in directory: String,
        _ damages: ([[UInt8]]) -> [Damage]
    ) throws(GeneratorError) -> [CorruptRow] {
        let path = directory + "/" + file
        let sound = lines(try OutputFile.read(path))
        var pending = damages(sound)[...]
        var result: [UInt8] = []
        var rows: [CorruptRow] = []
        var line = 0
        func put(_ bytes: [UInt8]) {
            result += bytes
            line += 1
            // A quoted cell may span lines of the file.
            line += bytes.dropLast().count { $0 == 0x0A }
        }
        for (index, bytes) in sound.enumerated() {
            put(bytes)
            while let damage = pending.first, damage.after == index + 1 {
                pending.removeFirst()
                rows.append(CorruptRow(file: file, line: line + 1, fate: damage.fate, reason: damage.reason))
                put(damage.bytes)
            }
        }
        try OutputFile.write(result, to: path)
        return rows
    }

    /// Rows with their line ends; a line end within quotes does not end a row.
    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var rows: [[UInt8]] = []
        var row: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            row.append(byte)
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == 0x0A, !isQuoted {
                rows.append(row)
                row = []
            }
        }
        if !row.isEmpty { rows.append(row) }
        return rows
    }

    private static func cells(_ row: [UInt8]) -> [String] {
        String(decoding: row.dropLast(), as: UTF8.self)
            .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    private static func row(_ cells: [String]) -> [UInt8] {
        Array((cells.joined(separator: ",") + "\n").utf8)
    }

    private static func changed(_ row: [UInt8], _ change: (inout [String]) -> Void) -> [UInt8] {
        var cells = cells(row)
        change(&cells)
        return CorruptFiles.row(cells)
    }

    private static func readings(_ sound: [[UInt8]]) -> [Damage] {
        func copy(_ line: Int, _ fate: CorruptRow.Fate, _ reason: String, _ change: (inout [String]) -> Void) -> Damage
        {
            Damage(after: line, bytes: changed(sound[line - 1], change), fate: fate, reason: reason)
        }
        func minute(_ cells: inout [String], _ digit: String) {
            // Between two rows, so that the row is no repetition: 10:05:00 becomes 10:05:3x.
            cells[0] = String(cells[0].dropLast(2)) + digit
        }
        return [
            copy(12, .quarantine, "the hour is 25") { $0[0] = "2026-03-05T25:30:00" },
            copy(24, .quarantine, "the time is no time") { $0[0] = "yesterday noon" },
            copy(36, .quarantine, "the row has 7 cells of 13") { $0.removeLast(6) },
            copy(48, .quarantine, "the row has 3 cells too many") { $0 += ["1.0", "2.0", "3.0"] },
            copy(60, .quality, "the historian's word Bad in place of a number") { cells in
                minute(&cells, "30")
                cells[3] = "Bad"
            },
            copy(61, .quality, "the historian's words Inp OutRange in place of a number") { cells in
                minute(&cells, "30")
                cells[6] = "Inp OutRange"
            },
            copy(84, .quality, "1O2.5 with a letter O is no number") { cells in
                minute(&cells, "30")
                cells[1] = "1O2.5"
            },
            copy(96, .quality, "1e400 is more than a number can be") { cells in
                minute(&cells, "30")
                cells[1] = "1e400"
            },
            copy(108, .keep, "the row above once more, word for word") { _ in },
            copy(120, .keep, "two cells are empty: nothing was measured") { cells in
                minute(&cells, "30")
                cells[2] = ""
                cells[3] = ""
            },
            copy(132, .quarantine, "the row has no time") { $0[0] = "" },
            copy(144, .quarantine, "30 February is no day") { $0[0] = "2026-02-30T10:00:00" },
            copy(156, .quarantine, "a quote opens and never closes") { $0[4] = "\"" + $0[4] },
            Damage(after: 180, bytes: sound[0], fate: .passOver, reason: "the heading once more"),
            copy(204, .quarantine, "the row is empty but for its commas") { cells in
                for index in cells.indices { cells[index] = "" }
                cells[5] = "0"
            },
            Damage(
                after: sound.count,
                bytes: Array("2026-03-05T23:59:30,81".utf8),
                fate: .quarantine,
                reason: "the file ends in the middle of a row"
            ),
        ]
    }

    private static func alarms(_ sound: [[UInt8]]) -> [Damage] {
        func copy(_ line: Int, _ fate: CorruptRow.Fate, _ reason: String, _ change: (inout [String]) -> Void) -> Damage
        {
            Damage(after: line, bytes: changed(sound[line - 1], change), fate: fate, reason: reason)
        }
        return [
            copy(2, .quarantine, "the row has no time") { $0[0] = "" },
            copy(3, .quarantine, "there is no 31 April") { $0[0] = "2026-04-31T11:50:00" },
            copy(4, .quarantine, "a message with a comma and without quotes makes a cell too many") {
                $0[6] = "P-101A seal pot level LOW, see SOP-CDU-011"
            },
            copy(5, .quarantine, "the row has 4 cells of 11") { $0.removeLast(7) },
            copy(6, .quarantine, "the time is a spreadsheet's ########") { $0[0] = "########" },
        ]
    }

    private static func orders(_ sound: [[UInt8]]) -> [Damage] {
        func order(_ text: String) -> [UInt8] { Array((text + "\n").utf8) }
        let korean: [UInt8] = [0xBE, 0xC0, 0x20, 0xB4, 0xA9, 0xBC, 0xB3]  // 씰 누설 in EUC-KR
        return [
            Damage(
                after: 2,
                bytes: order(
                    "WO43990001,P-101B,bad dates,month 13,PM02,4,TECO,2026-13-45T08:00:00,2026-13-45T09:00:00,"
                        + "2026-13-45T10:00:00,,0,1.0"
                ),
                fate: .quarantine,
                reason: "month 13, day 45"
            ),
            Damage(
                after: 3,
                bytes: order("WO43990002,P-101B,cut off"),
                fate: .quarantine,
                reason: "the row has 3 cells of 13"
            ),
            Damage(
                after: 4,
                bytes: Array("WO43990003,P-101A,".utf8) + korean
                    + Array(",EUC-KR text in a UTF-8 file,PM01,2,CRTD,2026-03-05T09:00:00,,,ELP,0,0.0\n".utf8),
                fate: .quarantine,
                reason: "the text is EUC-KR in a file that is UTF-8"
            ),
            Damage(
                after: 5,
                bytes: order(
                    "WO43990004,P-101B,one comma, too many,unquoted,PM02,4,CRTD,2026-03-05T09:30:00,,,,0,0.0"
                ),
                fate: .quarantine,
                reason: "a short text with a comma and without quotes makes a cell too many"
            ),
        ]
    }

    private static func tags(_ sound: [[UInt8]]) -> [Damage] {
        [
            Damage(
                after: 4,
                bytes: Array("TI-1099,Range is not a number,degC,E-104,measurement,low,300,,,,,,\n".utf8),
                fate: .quarantine,
                reason: "the range begins at the word low"
            ),
            Damage(
                after: 8,
                bytes: Array(",A tag without a name,degC,E-104,measurement,0,300,,,,,,\n".utf8),
                fate: .quarantine,
                reason: "the row names no tag"
            ),
        ]
    }
}
