import Plant

extension SearchDocument {
    /// Changes with anything that is indexed of a document, but for one change in four billion; no protection against
    /// intent.
    var fingerprint: UInt32 {
        var hash = TermHash(.main)
        func add(_ text: String) {
            var word: UInt64 = 0
            var count = 0
            for byte in text.utf8 {
                word = word << 8 | UInt64(byte)
                count += 1
                if count.isMultiple(of: 8) { hash.add(word) }
            }
            hash.add(word)
            hash.add(UInt64(count))
        }
        add(id)
        add(title)
        add(text)
        add(asset?.rawValue ?? "")
        hash.add(asset == nil ? 0 : UInt64(1))
        hash.add(UInt64(bitPattern: time?.nanoseconds ?? .min))
        hash.add(UInt64(kind.number) << 4 | UInt64(dataClass.number))
        return UInt32(truncatingIfNeeded: hash.value >> 32)
    }
}
