#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Logarithmic scales of pictures.
enum DecimalScale {
    static func log10(_ value: Double) -> Double {
        #if canImport(Glibc)
            Glibc.log10(value)
        #else
            Darwin.log10(value)
        #endif
    }
}
