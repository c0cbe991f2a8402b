#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension NormalModel {
    static func logarithm(_ value: Double) -> Double { log(value) }
}
