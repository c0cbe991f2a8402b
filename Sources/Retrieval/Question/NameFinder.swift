import Plant

/// What a site's names are found by, made once for many questions.
struct NameTable: Sendable {
    struct Target: Sendable, Hashable {
        var asset: AssetID?
        var tag: TagName?
        var text: String { asset?.rawValue ?? tag?.rawValue ?? "" }
    }

    /// Letters and digits of a name, folded, to what it means.
    private(set) var whole: [String: [Target]] = [:]
    /// Parts of ids: without suffix, without unit, number with suffix.
    private(set) var partial: [String: [Target]] = [:]
    /// Bare numbers of ids.
    private(set) var numbers: [String: [Target]] = [:]
    /// Words that stand before a number in names: `chiller`.
    private(set) var heads: Set<String> = []
    private(set) var files: [String: String] = [:]
    /// Ids as written, for suggestions.
    private(set) var ids: [String] = []

    init(_ site: SiteVocabulary) {
        for asset in site.assets {
            let target = Target(asset: asset.id)
            ids.append(asset.id.rawValue)
            add(asset.id.rawValue, target)
            parts(of: asset.id.rawValue, target)
            for name in [asset.name] + asset.aliases where name.utf8.count > 1 {
                add(name, target)
                numbered(name, target)
            }
        }
        for tag in site.tags {
            let target = Target(tag: tag.name)
            ids.append(tag.name.rawValue)
            add(tag.name.rawValue, target)
            let dot = tag.name.rawValue.lastIndex(of: ".")
            let stem = dot.map { String(tag.name.rawValue[..<$0]) } ?? tag.name.rawValue
            if tag.kind != .setpoint, tag.kind != .output || dot == nil {
                if dot != nil { add(stem, target) }
                parts(of: stem, target)
            }
        }
        for path in site.sourceFiles {
            let base = path.split(separator: "/").last.map(String.init) ?? path
            files[base.lowercased()] = path
            files[path.lowercased()] = path
        }
    }

    /// Letters and digits only.
    static func key(_ text: String) -> String {
        let scalars = FoldedText(text, keepsOrigins: false).scalars.filter { characterClass($0) != .separator }
        return String(String.UnicodeScalarView(scalars.compactMap(Unicode.Scalar.init)))
    }

    private mutating func add(_ name: String, _ target: Target) {
        let key = NameTable.key(name)
        guard !key.isEmpty else { return }
        if whole[key]?.contains(target) != true { whole[key, default: []].append(target) }
    }

    private mutating func parts(of id: String, _ target: Target) {
        let tokens = QuestionText(id).tokens.filter { $0.kind != .mark }
        var rest = tokens[...]
        if let first = rest.first, first.kind == .digits, rest.count > 2 { rest = rest.dropFirst() }
        guard rest.count >= 2, let letters = rest.first, letters.kind == .latin else { return }
        let number = rest[rest.startIndex + 1]
        guard number.kind == .digits, number.text.utf8.count >= 2 else { return }
        let suffix = rest.dropFirst(2).first { $0.kind == .latin }?.text ?? ""
        note(letters.text + number.text + suffix, target)
        note(letters.text + number.text, target)
        if !suffix.isEmpty { note(number.text + suffix, target) }
        if number.text.utf8.count >= 3, numbers[number.text]?.contains(target) != true {
            numbers[number.text, default: []].append(target)
        }
    }

    private mutating func note(_ key: String, _ target: Target) {
        if partial[key]?.contains(target) != true { partial[key, default: []].append(target) }
    }

    /// `Chiller 13` is also `13번 칠러`, `chiller no. 13`, `13호기`.
    private mutating func numbered(_ name: String, _ target: Target) {
        let tokens = QuestionText(name).tokens.filter { $0.kind != .mark }
        guard let at = tokens.firstIndex(where: { $0.kind == .digits }), at > 0, tokens.count - at <= 2 else { return }
        let number = tokens[at...].map(\.text).joined()
        let words = tokens[..<at].map(\.text).joined(separator: " ")
        var names = [words]
        if tokens[0].kind == .latin { names += Glossary.shared.translations(ofEnglish: words) }
        for name in names {
            let key = NameTable.key(name)
            heads.insert(key)
            for form in [
                key + number, key + "no" + number, key + "number" + number, key + number + "호기", key + number + "호",
                key + number + "번", number + "번" + key, number + "호" + key, number + "호기" + key, key + "رقم" + number,
                "ال" + key + number, "ال" + key + "رقم" + number,
            ] {
                add(form, target)
            }
        }
        note(number + "호기", target)
    }
}

/// Names of equipment, tags and files in one question.
struct NameFinder {
    struct Found {
        var targets: [NameTable.Target] = []
        var files: [String] = []
        var records: [String] = []
        var unknown: [String] = []
        var assumptions: [String] = []
    }

    let table: NameTable
    let wording: Wording

    /// Finds files and whole and partial names, longest first, and marks them as understood.
    func find(in question: inout QuestionText) -> Found {
        var found = Found()
        files(&question, &found)
        var index = 0
        while index < question.tokens.count {
            if question.isTokenUsed(index) || question.tokens[index].kind == .mark {
                index += 1
                continue
            }
            if let (end, targets, isPartial) = name(question, index) {
                let first = question.tokens[index]
                let words = question.written(first.start, question.tokens[end].end)
                question.useTokens(index..<end + 1)
                useClassNoun(&question, index - 1, end + 1)
                if let negation = Negation.range(of: first.start, question.tokens[end].end, in: question) {
                    question.use(negation.lowerBound, negation.upperBound)
                    let said = question.written(negation.lowerBound, negation.upperBound)
                    found.assumptions.append(wording.notLeftOut(said, targets.map(\.text)))
                    index = end + 1
                    continue
                }
                for target in targets where !found.targets.contains(target) { found.targets.append(target) }
                if targets.count > 1 {
                    found.assumptions.append(wording.several(words, targets.map(\.text)))
                } else if isPartial, let only = targets.first {
                    found.assumptions.append(wording.partly(words, only.text))
                }
                index = end + 1
            } else {
                index += 1
            }
        }
        return found
    }

    /// `101A 펌프`, `loop 2034`: a word beside a name that only says what kind of thing it names.
    private func useClassNoun(_ question: inout QuestionText, _ before: Int, _ after: Int) {
        let nouns = ["펌프", "칠러", "설비", "장비", "태그", "루프", "pump", "chiller", "tag", "loop", "المضخه", "مضخه", "المعده"]
        for index in [before, after] where question.tokens.indices.contains(index) && !question.isTokenUsed(index) {
            let token = question.tokens[index]
            let scalars = Array(token.text.unicodeScalars.map(\.value))
            let particle = token.kind == .hangul ? HangulParticles.lengthAtEnd(of: scalars[...], leaving: 2) : 0
            if nouns.contains(String(token.text.dropLast(particle))) { question.useTokens(index..<index + 1) }
        }
    }

    private func name(_ question: QuestionText, _ start: Int) -> (Int, [NameTable.Target], Bool)? {
        if question.isTight(start), question.tokens[start - 1].kind == question.tokens[start].kind { return nil }
        var key = ""
        var best: (Int, [NameTable.Target], Bool)?
        var at = start
        var length = 0
        while at < question.tokens.count, length < 9, !question.isTokenUsed(at) {
            let token = question.tokens[at]
            if token.kind == .mark {
                guard ["-", "_", "/", ".", "#", "(", ")"].contains(token.text), !key.isEmpty else { break }
                at += 1
                continue
            }
            length += 1
            let text = token.text
            if token.kind == .hangul {
                let scalars = Array(text.unicodeScalars.map(\.value))
                let particle = HangulParticles.lengthAtEnd(of: scalars[...], leaving: 1)
                if particle > 0, let targets = lookUp(key + text.dropLast(particle)) {
                    best = (at, targets.0, targets.1)
                }
            }
            key += text
            let continues = at + 1 < question.tokens.count && question.isTight(at + 1)
            let next = continues ? question.tokens[at + 1] : nil
            let isCut = (next?.kind == .digits || next?.kind == .latin) && token.kind != .hangul
            if !isCut, let targets = lookUp(key) { best = (at, targets.0, targets.1) }
            at += 1
        }
        return best
    }

    private func lookUp(_ key: String) -> ([NameTable.Target], Bool)? {
        guard !key.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        if let targets = table.whole[key] { return (targets, false) }
        if let targets = table.partial[key] { return (targets, true) }
        return nil
    }

    private func files(_ question: inout QuestionText, _ found: inout Found) {
        let endings: Set = [
            "csv", "tsv", "txt", "json", "jsonl", "pdf", "xlsx", "xls", "md", "html", "gz", "log", "docx", "xml",
            "parquet",
        ]
        for index in question.tokens.indices where endings.contains(question.tokens[index].text) && index > 1 {
            guard question.tokens[index - 1].text == ".", question.isTight(index), question.isTight(index - 1) else {
                continue
            }
            var start = index - 1
            while start > 0, question.isTight(start),
                !["'", "\"", "(", "‘", "“"].contains(question.tokens[start - 1].text)
            {
                start -= 1
            }
            let written = question.written(question.tokens[start].start, question.tokens[index].end)
            question.useTokens(start..<index + 1)
            if let path = table.files[written.lowercased()] {
                found.files.append(path)
            } else {
                found.unknown.append(written)
            }
        }
    }

    /// What looks like a name and stands for nothing: called when everything else is understood.
    func unknownNames(in question: inout QuestionText, _ found: inout Found) {
        let tokens = question.tokens
        var index = 0
        while index < tokens.count {
            defer { index += 1 }
            guard !question.isTokenUsed(index) else { continue }
            var end = index
            while end + 1 < tokens.count, question.isTight(end + 1),
                // The `a` of a name is no article.
                !question.isTokenUsed(end + 1)
                    || tokens[end + 1].kind == .latin && tokens[end + 1].text.utf8.count == 1,
                tokens[end + 1].kind == .latin || tokens[end + 1].kind == .digits
                    || ["-", "_", "."].contains(tokens[end + 1].text) && end + 2 < tokens.count
                        && question.isTight(end + 2)
                        && (tokens[end + 2].kind == .latin || tokens[end + 2].kind == .digits)
            {
                end += 1
            }
            let run = tokens[index...end]
            if run.first?.kind == .latin, run.count > 2, run.contains(where: { $0.kind == .digits }),
                let targets = lookalikes(question.written(tokens[index].start, tokens[end].end))
            {
                let written = question.written(tokens[index].start, tokens[end].end)
                question.useTokens(index..<end + 1)
                for target in targets where !found.targets.contains(target) { found.targets.append(target) }
                found.assumptions.append(wording.partly(written, targets.map(\.text).joined(separator: ", ")))
                index = end
                continue
            }
            let letters = run.filter { $0.kind == .latin }
            let digits = run.filter { $0.kind == .digits }.map { $0.end - $0.start }.max() ?? 0
            let isNumberedWord =
                end == index && tokens[index].kind != .digits && index + 1 < tokens.count
                && tokens[index + 1].kind == .digits && !question.isTokenUsed(index + 1)
                && table.heads.contains(tokens[index].text)
            let isSpaced =
                end == index && run.first?.kind == .latin && (run.first?.text.utf8.count ?? 9) <= 4
                && index + 1 < tokens.count
                && tokens[index + 1].kind == .digits && !question.isTokenUsed(index + 1)
                && tokens[index + 1].end - tokens[index + 1].start >= 3
                && question.written(tokens[index].start, tokens[index].end).utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
            let isNamed =
                run.first?.kind == .latin && !letters.isEmpty && digits >= 2
                || run.count >= 3 && run.first?.kind == .digits && !letters.isEmpty && digits >= 2
                    && run.last?.kind == .digits
            // `P-9`: capitals, a hyphen and a number are how plants write equipment.
            let isHyphenated =
                run.count == 3 && run.first?.kind == .latin && run.last?.kind == .digits
                && (run.first?.text.utf8.count ?? 9) <= 4
                && question.written(tokens[index].start, tokens[index].end).utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
            guard isNumberedWord || isSpaced || isNamed || isHyphenated else { continue }
            let last = isNumberedWord || isSpaced ? index + 1 : end
            let written = question.written(tokens[index].start, tokens[last].end)
            question.useTokens(index..<last + 1)
            if ["wo", "wr", "mo", "sr"].contains(tokens[index].text) {
                found.records.append(written)
            } else if !found.unknown.contains(written) {
                found.unknown.append(written)
                let near = nearest(written)
                if !near.isEmpty { found.assumptions.append(wording.nearest(written, near)) }
            }
            index = last
        }
    }

    /// Bare numbers that are a part of one name: `2034`.
    func numbers(in question: inout QuestionText, _ found: inout Found) {
        for index in question.tokens.indices where !question.isTokenUsed(index) {
            let token = question.tokens[index]
            guard token.kind == .digits, let targets = table.numbers[token.text] else { continue }
            let next = index + 1 < question.tokens.count ? question.tokens[index + 1] : nil
            if let next, !next.isAfterSpace, next.kind != .mark, !["번", "호", "호기"].contains(next.text) { continue }
            question.useTokens(index..<index + 1)
            useClassNoun(&question, index - 1, index + 1)
            for target in targets where !found.targets.contains(target) { found.targets.append(target) }
            found.assumptions.append(
                targets.count > 1
                    ? wording.several(token.text, targets.map(\.text)) : wording.partly(token.text, targets[0].text)
            )
        }
    }

    /// What a name means once letters that look like digits are read as these: `P-1O1A`.
    private func lookalikes(_ name: String) -> [NameTable.Target]? {
        let key = NameTable.key(name)
        // The letters that a name starts with, up to its first sign or digit, are letters.
        let head = name.unicodeScalars.prefix { $0.properties.isAlphabetic }.count
        var read = ""
        for (place, letter) in key.unicodeScalars.enumerated() {
            switch letter {
            case "o" where place >= head: read += "0"
            case "l" where place >= head, "i" where place >= head: read += "1"
            default: read.unicodeScalars.append(letter)
            }
        }
        return read == key ? nil : table.whole[read]
    }

    private func nearest(_ name: String) -> [String] {
        let key = Array(NameTable.key(name).utf8)
        let scored = table.ids.map { ($0, distance(key, Array(NameTable.key($0).utf8))) }
        guard let best = scored.map(\.1).min(), best <= 2 else { return [] }
        return scored.filter { $0.1 == best }.map(\.0).sorted().prefix(3).map { $0 }
    }

    /// Edits between two short names (V. Levenshtein, 1965).
    private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard abs(left.count - right.count) <= 2 else { return 9 }
        var row = Array(0...right.count)
        for (i, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(min(above, row[j]) + 1, diagonal + (byte == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
