import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a scenario's workspace lies while it runs: its own for each run, also when several go on at once.
enum ScratchFolder {
    private static let count = Atomic<Int>(0)

    static func path(_ purpose: String, _ name: String) -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        return "/tmp/telltale-\(purpose)-\(getpid())-\(number)-\(name)"
    }
}
