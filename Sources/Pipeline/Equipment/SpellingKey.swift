extension String {
    /// Letters and digits alone, in lower case: `P-101A`, `p101a` and `P_101 A` have one.
    var spellingKey: String {
        String(
            String.UnicodeScalarView(
                lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            )
        )
    }
}
