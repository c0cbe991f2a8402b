/// Korean particles and the commonest verb endings of log texts and questions, which hide the word before them.
enum HangulParticles {
    /// How many characters at the end of a word are a particle, leaving at least `leaving` syllables.
    ///
    /// The longest particle wins: `에서는` before `는`.
    static func lengthAtEnd(of word: ArraySlice<UInt32>, leaving: Int = 2) -> Int {
        var length = min(longest, word.count - leaving)
        while length > 0 {
            if hashes.contains(mixed(key(word.suffix(length)))) { return length }
            length -= 1
        }
        return 0
    }

    /// Whether a whole run is nothing but a particle, as in `P-101A의`.
    static func isParticle(_ word: ArraySlice<UInt32>) -> Bool {
        word.count <= longest && hashes.contains(mixed(key(word)))
    }

    /// Up to four syllables fit one number exactly: no two particles share a key.
    @inline(__always)
    private static func key(_ word: ArraySlice<UInt32>) -> UInt64 {
        var result: UInt64 = 0
        for scalar in word { result = result << 16 | UInt64(scalar & 0xFFFF) }
        return result
    }

    @inline(__always)
    private static func mixed(_ key: UInt64) -> UInt64 {
        let product = key &* 0x9e37_79b9_7f4a_7c15
        return product ^ (product >> 29)
    }

    private static let longest = 4

    private static let list = """
        은 는 이 가 을 를 의 에 로 와 과 도 만 나 랑 며 고 인 란 야
        에서 에게 으로 까지 부터 보다 처럼 라고 하고 이나 에는 에도 에의 와의 과의 로는 로의 로서 로써 마다 조차 밖에 이란
        이며 이고 라는 이라 인가 이다 한테 께서 에만 만의 만이 들은 들이 들을 들의 대로 만큼 든지 이든 였다 이었
        에서는 에서의 에서도 으로는 으로의 으로써 으로서 으로도 에게서 에게는 까지의 까지는 부터의 부터는 이라고 이라는 이라도
        이나마 보다는 처럼은 입니다 인가요 이었다 이었던 였습니 인지를 들에게 에서만 이었는
        습니다 했다 하는 하여 하였다 되었다 된다 됐다 되는 한다 해서 하며 하고 하기 하면 하지 되어 되며 된 한 할 함 됨 임 했던 하던 되던
        했습니다 합니다 됩니다 되었던 하였던 했는지 하는지 되는지 하려면 하도록 이었나 인지 였던 에서부터 으로부터 로부터
        """

    private static let hashes: HashedWords = {
        var result: [UInt64] = []
        for particle in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let scalars = particle.unicodeScalars.map(\.value)
            if scalars.count <= longest { result.append(mixed(key(scalars[...]))) }
        }
        return HashedWords(result)
    }()
}
