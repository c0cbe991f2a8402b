/// What the fault server does with a call, and what the gateway is to make of it.
enum Fault: Int, CaseIterable, Sendable {
    // Answers that are whole.
    case good, wholeJSON, everyByte, commentsAndBreaks, cutByLength
    // Refusals in every shape.
    case busy, loading, serverError, badRequest, contextTooLong, noSuchModel, unauthorised, redirect
    // Streams that are no answers.
    case errorInStream, endWithoutFinish, thoughtsOnly, webPage, notUTF8, notHTTP
    // Connections that break.
    case cut, resetInStream, resetBefore, closeBefore, halfClose, shortBody, badChunk
    // Too much.
    case longErrorBody, longEvent, gzipBomb, headerFlood, longHeader
    // Too slow.
    case silent, stall, slowHead, slowBody

    /// How often, in ten thousand calls.
    var weight: Int {
        switch self {
        case .good: 5_600
        case .wholeJSON: 600
        case .everyByte: 100
        case .longErrorBody, .longEvent, .gzipBomb, .headerFlood, .longHeader: 30
        case .silent, .stall, .slowHead, .slowBody: 5
        default: 140
        }
    }

    /// Outcomes in the call's record that are right for it. Any call may also be given up by who asked for it, be left
    /// alone while the endpoint recovers, or take too long on a machine that is busy.
    var outcomes: Set<String> {
        switch self {
        case .good, .wholeJSON, .everyByte, .commentsAndBreaks, .cutByLength: ["answered"]
        case .notUTF8: ["answered"]
        case .busy: ["rate_limited"]
        case .loading, .serverError: ["server_error"]
        case .badRequest, .noSuchModel, .redirect: ["bad_request"]
        case .contextTooLong: ["context_too_long"]
        case .unauthorised: ["unauthorised"]
        case .errorInStream, .endWithoutFinish, .webPage, .cut, .resetInStream, .shortBody, .badChunk, .stall,
            .longEvent,
            .gzipBomb, .slowBody:
            ["interrupted"]
        // A reply that is all thoughts is read to its end; that it is none shows afterwards.
        case .thoughtsOnly: ["answered"]
        case .notHTTP, .resetBefore, .closeBefore, .halfClose, .headerFlood, .longHeader, .silent, .slowHead:
            ["unreachable", "interrupted"]
        case .longErrorBody: ["server_error"]
        }
    }

    /// The fault that a number stands for, as often as the weights say.
    static func drawn(_ number: UInt64) -> Fault {
        var rest = Int(number % UInt64(total))
        for fault in allCases {
            rest -= fault.weight
            if rest < 0 { return fault }
        }
        return .good
    }

    private static let total = allCases.reduce(0) { $0 + $1.weight }
}
