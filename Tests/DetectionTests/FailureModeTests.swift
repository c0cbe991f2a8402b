import Detection
import Plant
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct `Failure modes from free text` {
    private static let coded: [(String, String)] = [
        ("seal leaking", "ELP"), ("product dripping from flange", "ELP"), ("gland leak", "ELP"),
        ("weeping at bonnet", "ELP"),
        ("high vibration on drive end", "VIB"), ("vibrating badly", "VIB"), ("shaking on start up", "VIB"),
        ("motor will not start", "FTS"), ("wont start", "FTS"), ("failed to start on demand", "FTS"),
        ("strainer blocked", "PLU"), ("suction choked", "PLU"), ("plugged line", "PLU"),
    ]
    private let examples = coded.map { FailureModeClassifier.Example(text: $0.0, label: $0.1, id: $0.0) }

    @Test(arguments: [
        ("seal leeking again", "ELP"), ("pump spraying oil", "ELP"), ("excessive viberation", "VIB"),
        ("pump won't start", "FTS"), ("filter clogged", "PLU"),
    ])
    func `shorthand and misspelling are read through`(text: String, label: String) throws {
        let classifier = try #require(FailureModeClassifier(examples))
        #expect(classifier.label(of: text) == label)
    }

    @Test func `a reading comes with the orders it rests on`() throws {
        let classifier = try #require(FailureModeClassifier(examples))
        let reading = classifier.read("leaking seal")
        #expect(reading.label == "ELP")
        #expect(reading.examples.first?.text == "seal leaking")
        #expect(reading.share > 0.5)
        #expect(reading.share < 1)
    }

    @Test func `one label alone is nothing to tell apart`() {
        #expect(FailureModeClassifier(Array(examples.prefix(3))) == nil)
    }

    @Test func `training again gives the same`() throws {
        let first = try #require(FailureModeClassifier(examples))
        let second = try #require(FailureModeClassifier(examples))
        for (text, _) in Self.coded { #expect(first.read(text) == second.read(text)) }
    }

    @Test func `figures are those of the textbook`() {
        let judged = FailureModeJudgement([("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")])
        #expect(judged.accuracy == 0.5)
        #expect(judged.labels.map(\.label) == ["a", "b", "c"])
        #expect(judged.labels.map(\.support) == [2, 1, 1])
        // F1: a 2/3, b 1/2, c 0.
        #expect(abs(judged.weightedF1 - (2 * 2.0 / 3 + 0.5) / 4) < 1e-12)
    }

    @Test(.enabled(if: PlantData.isHere, Comment(rawValue: PlantData.absence)))
    func `phrases of real work orders, within the training part alone`() throws {
        let file = try #require(PlantData.folder) + "/failure_modes/train.txt"
        let handle = try #require(fopen(file, "rb"))
        defer { fclose(handle) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, handle)
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map { String($0) } }
        let examples = lines.compactMap { cells -> FailureModeClassifier.Example? in
            guard let label = cells.last, cells.count > 1 else { return nil }
            return FailureModeClassifier.Example(text: cells.dropLast().joined(separator: ","), label: label)
        }
        #expect(examples.count == 502)
        let judged = FailureModeJudgement.crossValidated(examples, folds: 3)
        #expect(judged.texts == 502)
        #expect(judged.accuracy > 0.76)
        #expect(judged.weightedF1 > 0.75)
    }
}
