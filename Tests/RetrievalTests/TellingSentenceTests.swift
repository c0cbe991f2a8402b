import Testing

@testable import Retrieval

@Suite struct `Quoting what matches` {
    static let page = """
        3.2 Centrifugal pumps
        This chapter is about pumps of all kinds. Before starting, open the suction valve fully.
        When the mechanical seal leaks, stop the pump and isolate it. Drain the casing to 0.5 bar before opening.
        베어링 온도가 80도를 넘으면 윤활유를 점검한다.
        """

    @Test(arguments: [
        ("what to do when the seal leaks?", "When the mechanical seal leaks, stop the pump and isolate it."),
        ("씰 누설이면 어떻게 하나", "When the mechanical seal leaks, stop the pump and isolate it."),
        ("bearing temperature", "베어링 온도가 80도를 넘으면 윤활유를 점검한다."),
        ("suction valve", "Before starting, open the suction valve fully."),
    ])
    func `the sentence that says most about the question is quoted`(_ question: String, _ expected: String) {
        #expect(TellingSentence(for: question).sentence(of: Self.page) == expected)
    }

    @Test func `nothing is quoted where nothing matches`() {
        #expect(TellingSentence(for: "zebra").sentence(of: Self.page) == nil)
        #expect(TellingSentence(for: "").sentence(of: "") == nil)
    }

    @Test func `a decimal point or a short word with a point ends no sentence`() {
        #expect(
            TellingSentence.sentences(of: "Keep No. 3 at 0.5 bar. Then stop.\n\nDone") == [
                "Keep No. 3 at 0.5 bar.", "Then stop.", "Done",
            ]
        )
    }

    @Test func `the marks of a list are no sentences, nor are numbers and rules`() {
        #expect(
            TellingSentence.sentences(of: "1. Cut the fuel. 2) Wait.\n- Drain it\n|---|---|\n4.\n12.5") == [
                "Cut the fuel.", "Wait.", "Drain it",
            ]
        )
    }
}
