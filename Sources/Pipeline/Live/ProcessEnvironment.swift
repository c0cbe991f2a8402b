#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The variables that the program was started with.
enum ProcessEnvironment {
    static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
