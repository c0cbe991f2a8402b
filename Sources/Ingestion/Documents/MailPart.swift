/// A message or a part of one: its headers and its body as it came (RFC 5322, 2045).
struct MailPart {
    private var headers: [(name: String, value: [UInt8])] = []
    let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let line = MailPart.line(&rest) {
            if line.isEmpty { break }
            if let first = line.first, first == 0x20 || first == 0x09, !headers.isEmpty {
                headers[headers.count - 1].value += [0x20] + line.drop { $0 == 0x20 || $0 == 0x09 }
                continue
            }
            guard let colon = line.firstIndex(of: 0x3A), headers.count < 2_000 else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            headers.append((CellText.clean(name), Array(line[(colon + 1)...])))
        }
        body = rest
    }

    /// The next line without its end.
    static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[..<end]
        if line.last == 0x0D { line.removeLast() }
        rest = end < rest.endIndex ? rest[(end + 1)...] : []
        return line
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name == name }.map { MailCoding.header($0.value) }
    }

    /// `text/plain` of `Content-Type: text/plain; charset=utf-8`.
    var type: String {
        let text = header("content-type") ?? "text/plain"
        return CellText.clean(String(text.prefix { $0 != ";" })).lowercased()
    }

    /// A parameter of a header: `charset`, `boundary`, `filename`.
    func parameter(_ name: String, of header: String) -> String? {
        guard let text = self.header(header) else { return nil }
        for piece in MailPart.pieces(text).dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let key = CellText.clean(String(piece[..<equals])).lowercased()
            // name*=utf-8''… and name*0*=… (RFC 2231)
            guard key == name || key.hasPrefix(name + "*") else { continue }
            var value = CellText.clean(String(piece[piece.index(after: equals)...]))
            if value.hasPrefix("\""), value.hasSuffix("\""), value.utf8.count >= 2 {
                value = String(value.dropFirst().dropLast())
            }
            return key.contains("*") ? MailPart.extended(value) : value
        }
        return nil
    }

    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = [""]
        var inQuotes = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" { inQuotes.toggle() }
            if scalar == ";", !inQuotes {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].unicodeScalars.append(scalar)
            }
        }
        return pieces
    }

    /// `UTF-8''%EC%94%B0.pdf`
    private static func extended(_ value: String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        let coded = parts.count == 3 ? parts[2] : Substring(value)
        let bytes = MailCoding.quotedPrintable(coded.utf8.map { $0 == 0x25 ? 0x3D : $0 })
        let text = CharsetText.utf8(bytes, charset: parts.count == 3 ? String(parts[0]) : nil)
        return String(decoding: text, as: UTF8.self)
    }

    /// The name of a file that is only attached.
    var attachment: String? {
        let disposition = header("content-disposition")?.lowercased() ?? ""
        let name = parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type")
        if disposition.hasPrefix("attachment") { return name ?? "without a name" }
        return type.hasPrefix("text/") || type.hasPrefix("multipart/") || type == "message/rfc822" ? nil : name ?? type
    }

    /// The body's bytes without their coding.
    var decoded: [UInt8] {
        switch CellText.clean(header("content-transfer-encoding") ?? "").lowercased() {
        case "base64": MailCoding.base64(body)
        case "quoted-printable": MailCoding.quotedPrintable(body)
        default: Array(body)
        }
    }

    /// The parts of a multipart body.
    var parts: [MailPart] {
        guard let boundary = parameter("boundary", of: "content-type"), !boundary.isEmpty else { return [] }
        let mark = [0x2D, 0x2D] + Array(boundary.utf8)
        var parts: [MailPart] = []
        var start: Int?
        var rest = body
        while parts.count < 1_000 {
            let lineStart = rest.startIndex
            guard let line = MailPart.line(&rest) else { break }
            guard line.starts(with: mark) else { continue }
            let tail = line.dropFirst(mark.count)
            let isLast = tail.starts(with: [0x2D, 0x2D])
            guard isLast || tail.allSatisfy({ $0 <= 0x20 }) else { continue }
            if let start, start <= lineStart { parts.append(MailPart(body[start..<lineStart])) }
            start = rest.isEmpty ? body.endIndex : rest.startIndex
            if isLast { return parts }
        }
        // A message that was cut off still has its last part.
        if let start, start < body.endIndex { parts.append(MailPart(body[start...])) }
        return parts
    }
}
