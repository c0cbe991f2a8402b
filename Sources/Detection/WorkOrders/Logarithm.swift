#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Natural logarithm and exponential of the platform.
enum Logarithm {
    static func of(_ value: Double) -> Double { log(value) }
    static func power(_ value: Double) -> Double { exp(value) }
}
