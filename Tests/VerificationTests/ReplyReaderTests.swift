import Plant
import Testing
import Verification

@Suite struct `Reading a reply` {
    private func read(_ raw: String) -> Reply { ReplyReader().read(raw) }

    @Test func `takes JSON as it was asked for`() {
        let reply = read(
            #"{"statements":[{"text":"P-101A tripped.","citations":["E1","E2"]}],"missing":["the cause"]}"#
        )
        #expect(reply.form == .json)
        #expect(reply.statements == [Statement(text: "P-101A tripped.", citations: ["E1", "E2"])])
        #expect(reply.missing == ["the cause"])
        #expect(reply.repairs.isEmpty)
    }

    static let good = #"{"statements":[{"text":"P-101A tripped.","citations":["E1"]}],"missing":[]}"#

    @Test(arguments: [
        "<think>It said {\"statements\": []} maybe</think>\n" + good,
        "I reason about it...\n</think>\n" + good,
        "```json\n" + good + "\n```",
        "Here is the answer:\n" + good + "\nI hope this helps.",
        good + "<|im_end|>",
        "<|im_start|>assistant\n" + good + "<|im_end|>",
        "[INST] x [/INST] " + good + "</s>",
        "<|channel|>analysis<|message|>hmm {\"statements\":[{\"text\":\"no\"}]}<|end|><|channel|>final<|message|>"
            + good,
        "\\boxed{" + good + "}",
        #"{"statements":[{"text":"P-101A tripped.","citations":["E1",],},],"missing":[],}"#,
        #"{'statements':[{'text':'P-101A tripped.','citations':['E1']}],'missing':[]}"#,
        #"{statements:[{text:"P-101A tripped.",citations:[E1]}],missing:[]}"#,
        #"{"statements":[{"text":"P-101A tripped.","citations":["E1"]},{"text":"The pressure fe"#,
        #"{"statements":[{"text":"P-101A tripped.","citations":["E1"]},{"text":"It fell.","citations":["E"#,
        #"{"statements":[{"text":"P-101A tripped.","citations":["E1"]}"#,
        #"{"statements":[{"text":"P-101A tripped. [E1]","citations":[]}]}"#,
        #"{"statements":[{"text":"P-101A tripped.","citations":"[E1]"}]}"#,
        #"{"statements":[{"text":"P-101A tripped.","citations":[1]}]}"#,
        #"[{"text":"P-101A tripped.","citations":["e1"]}]"#,
        #"{"answer":{"statements":[{"statement":"P-101A tripped.","evidence":["E1"]}]}}"#,
        #"{"statements":["P-101A tripped. [E1]"]}"#,
        #"{"answer":"P-101A tripped. [E1]"}"#,
        #"{"response":[{"claim":"P-101A tripped.","sources":["E1"]}]}"#,
        "P-101A tripped. [E1]",
        "P-101A tripped [E1].",
        "- **P-101A** tripped. (E1)",
        "## Answer\n1. P-101A tripped. [E1]",
        "P-101A tripped.\n[E1]",
    ])
    func `finds the same statement in every disguise`(raw: String) {
        let reply = read(raw)
        #expect(reply.statements.count == 1)
        #expect(reply.statements.first?.text.hasPrefix("P-101A tripped") == true)
        #expect(reply.statements.first?.citations == ["E1"])
    }

    @Test func `keeps quotation marks that were not escaped`() {
        let reply = read(#"{"statements":[{"text":"The note says "seal leak" at 02:00.","citations":["E1"]}]}"#)
        #expect(reply.statements.first?.text == #"The note says "seal leak" at 02:00."#)
        #expect(reply.form == .repairedJSON)
        #expect(reply.repairs == ["JSON mended"])
    }

    @Test func `decodes escapes`() {
        let reply = read(#"{"statements":[{"text":"\uc555\ub825 \"a\" \ud83d\ude00 85\u00b0C","citations":["E1"]}]}"#)
        #expect(reply.statements.first?.text == "압력 \"a\" 😀 85°C")
    }

    @Test func `splits sentences of three languages`() {
        let reply = read(
            "펌프가 멈췄습니다. [E1] 압력은 2.1 barg였습니다 [E2, E3]. توقفت المضخة؟ [E4] Pump 11-PI-1010.PV fell at 2 a.m. on Sunday. [E5]"
        )
        #expect(reply.form == .plainText)
        #expect(reply.statements.map(\.citations) == [["E1"], ["E2", "E3"], ["E4"], ["E5"]])
        #expect(reply.statements.last?.text == "Pump 11-PI-1010.PV fell at 2 a.m. on Sunday.")
    }

    @Test(arguments: ["", "   \n", "<think>endless", "{}", "```\n```", "<|im_end|>", "{\"statements\":[]}", "***"])
    func `says when there is nothing`(raw: String) {
        let reply = read(raw)
        #expect(reply.statements.isEmpty)
        #expect(reply.form == .empty)
    }

    @Test func `says what it removed`() {
        #expect(
            read("<think>a</think>Yes. [E1]<|im_end|>").repairs == ["reasoning removed", "template tokens removed"]
        )
        #expect(
            read(#"The answer is \boxed{P-101A tripped}. [E1]"#).statements.first?.text
                == "The answer is P-101A tripped."
        )
    }

    @Test func `never fails on rubbish`() {
        let pieces = [
            "{", "}", "[", "]", "\"", "'", ",", ":", "\\", "\\u", "\\ud83d", "<think>", "</think>", "statements",
            "text", "citations",
            "E1", "[E1]", "<|", "|>", "\\boxed{", "```", "\n", " ", "압력", "ضغط", "12.4", "-", "e9", "오전 3시", "만", "천",
            "2026-03-01T",
            "P-101A", "“", "”", "%", "℃", "\u{0}", "\u{1100}\u{1161}", "99999999999999999999", ".", "1,000,", "/", "세 ",
            "twenty-",
            "no record", "barg", "UTC", "+09:00", "and", "31/12/2026", "24:00", "ساعتين", "\u{202E}",
        ]
        var seed: UInt64 = 20_260_301
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        let verifier = Verifier(context: PlantInCases.context)
        for _ in 0..<400 {
            var raw = ""
            for _ in 0..<next(40) { raw += pieces[next(pieces.count)] }
            let reply = read(raw)
            #expect(reply.statements.count <= ReplyReader.mostStatements)
            #expect(read(raw) == reply)
            let statements = reply.statements + [Statement(text: raw, citations: ["E1"])]
            let evidence = [PlantInCases.evidence[0], PlantInCases.evidence[3]]
            #expect(
                verifier.check(statements, against: evidence, question: raw, language: .korean).count
                    == statements.count
            )
        }
    }

    @Test func `stays bounded on deep and long input`() {
        #expect(read(String(repeating: "[", count: 100_000)).statements.isEmpty)
        #expect(read(String(repeating: #"{"a":"#, count: 50_000)).statements.isEmpty)
        #expect(read(String(repeating: "Yes. ", count: 100_000)).statements.count == ReplyReader.mostStatements)
        #expect(read(String(repeating: "<think>", count: 30_000)).form == .empty)
    }
}
