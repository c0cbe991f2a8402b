import Plant
import Synchronization

/// Sends a call a second time when the first is slower than nearly all before it, and takes whichever answers first.
///
/// Only after enough calls were measured, only while the endpoint has room, only within the share of extra calls that
/// the settings allow, and never where somebody reads along.
struct HedgedCall: Sendable {
    let line: EndpointLine
    let time: GatewayTime

    func run(
        _ onText: (@Sendable (String) -> Void)?,
        _ body: @escaping @Sendable ((@Sendable (String) -> Void)?) async throws -> ModelReply
    ) async throws -> ModelReply {
        guard onText == nil, line.endpoint.hedgedShare > 0, let slow = line.slow else { return try await body(onText) }
        let hedge = HedgeMark()
        return try await withThrowingTaskGroup(of: ModelReply?.self) { group in
            group.addTask { try await body(nil) }
            group.addTask {
                try await time.sleep(slow)
                guard line.mayHedge() else { return nil }
                hedge.raise()
                var reply = try await body(nil)
                reply.degraded.append("the call was sent twice, the first being slower than \(slow.words)")
                return reply
            }
            defer { group.cancelAll() }
            var failure: (any Error)?
            while let result = await group.nextResult() {
                switch result {
                case .success(let reply?): return reply
                case .success(nil): break
                case .failure(let error):
                    // The first call's failure is the call's, unless the second is under way already.
                    failure = failure ?? error
                    if !hedge.value { throw error }
                }
            }
            throw failure ?? CancellationError()
        }
    }
}

/// Whether a second call is under way.
private final class HedgeMark: Sendable {
    private let mark = Atomic(false)

    var value: Bool { mark.load(ordering: .acquiring) }

    func raise() {
        mark.store(true, ordering: .releasing)
    }
}
