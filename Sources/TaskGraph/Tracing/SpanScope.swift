import Synchronization

/// A span that has not ended yet.
public final class SpanScope: Sendable {
    private struct State {
        var attributes: [SpanAttribute]
        var children: UInt64 = 0
    }

    let id: UInt64
    let parent: UInt64?
    private let state: Mutex<State>

    init(id: UInt64, parent: UInt64?, attributes: [SpanAttribute]) {
        self.id = id
        self.parent = parent
        state = Mutex(State(attributes: attributes))
    }

    /// A span that nobody sees.
    static let disconnected = SpanScope(id: 0, parent: nil, attributes: [])

    /// Puts an attribute on the span.
    public func set(_ key: String, _ value: SpanValue) {
        guard id != 0 else { return }
        state.withLock { $0.attributes.append(SpanAttribute(key, value)) }
    }

    var attributes: [SpanAttribute] { state.withLock { $0.attributes } }

    func child(_ name: String, _ attributes: [SpanAttribute], number: Int? = nil) -> SpanScope {
        let place =
            number.map { UInt64($0) }
            ?? state.withLock { state in
                state.children += 1
                return state.children << 32
            }
        return SpanScope(id: Self.id(below: id, place), parent: id, attributes: attributes)
    }

    /// An id that depends only on the parent's and the place below it.
    static func id(below parent: UInt64, _ place: UInt64) -> UInt64 {
        var state = parent ^ ((place &+ 1) &* 0x9e37_79b9_7f4a_7c15)
        state = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        state = (state ^ (state >> 27)) &* 0x94d0_49bb_1331_11eb
        return (state ^ (state >> 31)) | 1
    }
}
