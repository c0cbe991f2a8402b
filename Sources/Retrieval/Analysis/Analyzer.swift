/// Turns text into the terms that are indexed and searched: the same for documents and for questions.
///
/// One analyzer serves one thread at a time and keeps its buffers.
struct Analyzer {
    /// Stored with every index. Raise it whenever the terms of any text change.
    static let version: UInt32 = 3

    private(set) var text = FoldedText()
    private(set) var terms: [Term] = []
    private var pieces: [WordPiece] = []
    private var stemmer = PorterStemmer()
    /// The last word of the main field, for pairs; 0 where a sentence starts anew.
    private var previous: UInt64 = 0
    private var previousStart = 0

    init() {}

    mutating func start() {
        text.removeAll()
        terms.removeAll(keepingCapacity: true)
    }

    /// Adds the terms of some text after those already there.
    mutating func add(_ string: String) {
        var copy = string
        copy.withUTF8 { add($0) }
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        let from = text.scalars.count
        text.append(bytes)
        previous = 0
        scan(from)
    }

    private mutating func scan(_ from: Int) {
        let count = text.scalars.count
        var index = from
        while index < count {
            switch characterClass(text.scalars[index]) {
            case .separator: index += 1
            case .hangul: index = hangulRun(index)
            case .latin, .digit: index = latinSegment(index)
            case .arabic: index = arabicRun(index)
            case .ideograph: index = ideographRun(index)
            case .otherLetter: index = otherRun(index)
            }
        }
    }

    private func end(of kind: CharacterClass, from start: Int) -> Int {
        var index = start + 1
        while index < text.scalars.count, characterClass(text.scalars[index]) == kind { index += 1 }
        return index
    }

    @inline(__always)
    private mutating func emit(_ hash: UInt64, _ field: TermField, _ start: Int, _ end: Int, _ name: Term.Name = .none)
    {
        terms.append(Term(hash: hash, field: field, name: name, start: start, end: end))
    }

    /// A word as one term of the main field, with the pair it makes with the word before.
    private mutating func word(_ hash: UInt64, _ start: Int, _ end: Int) {
        emit(hash, .main, start, end)
        pair(hash, start, end)
    }

    private mutating func pair(_ hash: UInt64, _ start: Int, _ end: Int) {
        if previous != 0 {
            var both = TermHash(.pair)
            both.add(previous)
            both.add(hash)
            emit(both.value, .pair, previousStart, end)
        }
        previous = hash
        previousStart = start
    }

    // MARK: - Korean

    private mutating func hangulRun(_ start: Int) -> Int {
        let end = end(of: .hangul, from: start)
        let isAttached = start > 0 && [.latin, .digit].contains(characterClass(text.scalars[start - 1]))
        let run = text.scalars[start..<end]
        if isAttached, HangulParticles.isParticle(run) { return end }
        let wordEnd = end - HangulParticles.lengthAtEnd(of: run)
        if wordEnd - start == 1 {
            word(TermHash.of(run.prefix(1), in: .main), start, wordEnd)
            return end
        }
        for index in start..<wordEnd - 1 {
            emit(TermHash.of(text.scalars[index..<index + 2], in: .main), .main, start, wordEnd)
        }
        pair(TermHash.of(text.scalars[start..<wordEnd], in: .main), start, wordEnd)
        return end
    }

    // MARK: - Arabic, Chinese and Japanese, other alphabets

    private mutating func arabicRun(_ start: Int) -> Int {
        let end = end(of: .arabic, from: start)
        let run = text.scalars[start..<end]
        word(TermHash.of(ArabicStemmer.stem(run), in: .main), start, end)
        if end - start >= 3 {
            for index in start..<end - 2 {
                emit(TermHash.of(text.scalars[index..<index + 3], in: .part), .part, start, end)
            }
        }
        return end
    }

    private mutating func ideographRun(_ start: Int) -> Int {
        let end = end(of: .ideograph, from: start)
        if end - start == 1 { word(TermHash.of(text.scalars[start..<end], in: .main), start, end) }
        var index = start
        while index + 1 < end {
            emit(TermHash.of(text.scalars[index..<index + 2], in: .main), .main, start, end)
            index += 1
        }
        return end
    }

    private mutating func otherRun(_ start: Int) -> Int {
        let end = end(of: .otherLetter, from: start)
        word(TermHash.of(text.scalars[start..<end], in: .main), start, end)
        return end
    }

    // MARK: - Latin letters and digits

    /// Words and numbers up to the next character that is neither these nor a single joiner between them.
    private mutating func latinSegment(_ start: Int) -> Int {
        let next = WordPiece.read(text.scalars, from: start, into: &pieces)
        grams()
        var index = 0
        while index < pieces.count {
            if let length = EquipmentName.length(pieces, at: index, in: text.scalars) {
                name(index, length)
                // A name's letters and numbers are found by themselves, too.
                for part in index..<index + length { plain(part, isInName: true) }
                index += length
            } else {
                index += expanded(index)
            }
        }
        return next
    }

    private mutating func name(_ index: Int, _ length: Int) {
        let start = pieces[index].start
        let end = pieces[index + length - 1].end
        let spellings = EquipmentName.spellings(pieces[index..<index + length], in: text.scalars)
        for spelling in spellings.all {
            let name: Term.Name = spellings.isTag && spelling == spellings.whole ? .tag : .part
            emit(TermHash.of(spelling, in: .main), .main, start, end, name)
        }
    }

    /// A piece that is no name: shorthand, number or word. Returns how many pieces it took.
    private mutating func expanded(_ index: Int) -> Int {
        let piece = pieces[index]
        if index + 1 < pieces.count, !piece.isNumber, !pieces[index + 1].isNumber,
            pieces[index + 1].joiner == slash || pieces[index + 1].joiner == ampersand
        {
            let whole = text.scalars[piece.start..<pieces[index + 1].end]
            let words = Shorthand.expansion(of: whole)
            if !words.isEmpty {
                word(TermHash.of(whole, in: .main), piece.start, pieces[index + 1].end)
                for expansion in words { emit(TermHash.of(bytes: expansion, in: .main), .main, piece.start, piece.end) }
                return 2
            }
        }
        plain(index, isInName: false)
        return 1
    }

    private mutating func plain(_ index: Int, isInName: Bool) {
        let piece = pieces[index]
        let run = text.scalars[piece.start..<piece.end]
        if piece.isNumber {
            let value = run.filter { $0 != comma }
            word(TermHash.of(value, in: .main), piece.start, piece.end)
            if index + 1 < pieces.count, !isInName { unit(value, index) }
            return
        }
        if piece.joiner == apostrophe, run.count <= 2 { return }
        if isInName, run.count < 2 { return }
        let stem = stemmer.stem(run)
        word(TermHash.of(bytes: stem, in: .main), piece.start, piece.end)
        for expansion in Shorthand.expansion(of: run) {
            emit(TermHash.of(bytes: expansion, in: .main), .main, piece.start, piece.end)
        }
        if isInName { return }
        parts(run, piece)
    }

    /// A number and its unit as one term, written together or apart.
    private mutating func unit(_ value: [UInt32], _ index: Int) {
        let next = pieces[index + 1]
        guard !next.isNumber, next.joiner == 0 || next.joiner == space,
            Units.known.contains(TermHash.of(text.scalars[next.start..<next.end], in: .main))
        else { return }
        var hash = TermHash(.main)
        for scalar in value { hash.add(scalar) }
        hash.add(UInt32(0x7C))
        for scalar in text.scalars[next.start..<next.end] { hash.add(scalar) }
        emit(hash.value, .main, pieces[index].start, next.end)
    }

    private mutating func parts(_ run: ArraySlice<UInt32>, _ piece: WordPiece) {
        guard run.count >= 3 else { return }
        emit(TermHash.of(run.prefix(3), in: .part), .part, piece.start, piece.end)
        if run.count >= 4 { emit(TermHash.of(run.prefix(4), in: .part), .part, piece.start, piece.end) }
        // The first letter and the consonants after it, a doubled one once: `leakin` and `leaking` share `lkn`.
        var skeleton = TermHash(.part)
        skeleton.add(UInt32(0x5F))
        var last: UInt32 = 0
        var length = 0
        for (offset, letter) in run.enumerated() {
            let isVowel = vowels.contains(letter)
            if offset == 0 || (!isVowel && letter != last) {
                skeleton.add(letter)
                length += 1
            }
            last = letter
        }
        if length >= 2 { emit(skeleton.value, .part, piece.start, piece.end) }
    }

    /// Three characters at a time over the pieces of a segment, with one gap between words.
    private mutating func grams() {
        var first = gap
        var second = gap
        var firstStart = pieces.first?.start ?? 0
        var secondStart = firstStart
        for piece in pieces {
            if second != gap || piece.joiner != 0 {
                advance(gap, piece.start)
            }
            for index in piece.start..<piece.end { advance(text.scalars[index], index) }
        }
        advance(gap, pieces.last?.end ?? 0)

        func advance(_ third: UInt32, _ at: Int) {
            if second != gap || first != gap {
                var hash = TermHash(.gram)
                hash.add(first)
                hash.add(second)
                hash.add(third)
                emit(hash.value, .gram, firstStart, at)
            }
            first = second
            second = third
            firstStart = secondStart
            secondStart = at
        }
    }
}

private let slash = UInt32(UInt8(ascii: "/"))
private let ampersand = UInt32(UInt8(ascii: "&"))
private let apostrophe = UInt32(UInt8(ascii: "'"))
private let comma = UInt32(UInt8(ascii: ","))
private let space = UInt32(UInt8(ascii: " "))
private let gap = UInt32(UInt8(ascii: "_"))
private let vowels = "aeiouy".unicodeScalars.map(\.value)
