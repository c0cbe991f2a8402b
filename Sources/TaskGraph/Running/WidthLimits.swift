/// How many attempts may run at once: overall, and for each named resource.
///
/// Give the same limits to all runs that share a machine or an endpoint.
public final class WidthLimits: Sendable {
    let global: Permits?
    private let named: [String: Permits]
    private let acceptsAnyName: Bool

    /// Sets the widths; each must be at least 1. A stage that names a width not given here is refused.
    public init(global: Int? = nil, named: [String: Int] = [:]) {
        precondition((global ?? 1) > 0 && named.values.allSatisfy { $0 > 0 }, "a width must be at least 1")
        self.global = global.map { Permits($0) }
        self.named = named.mapValues { Permits($0) }
        acceptsAnyName = false
    }

    private init() {
        global = nil
        named = [:]
        acceptsAnyName = true
    }

    /// No bounds, whatever stages name.
    public static let unlimited = WidthLimits()

    func accepts(_ name: String) -> Bool {
        acceptsAnyName || named[name] != nil
    }

    /// What an attempt must hold. Named widths come first, so that waiting for one does not hold up the others.
    func permits(for names: [String], countsTowardsWidth: Bool) -> [Permits] {
        var permits = names.compactMap { named[$0] }
        if countsTowardsWidth, let global { permits.append(global) }
        return permits
    }
}
