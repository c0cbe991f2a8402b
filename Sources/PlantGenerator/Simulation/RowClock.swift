/// The time at the start of a row, as bytes: `2026-03-01T02:10:00`.
struct RowClock {
    private let text: [UInt8]

    init(_ seconds: Int) {
        text = Array(WallClock(seconds: seconds).text.utf8)
    }

    @inline(__always)
    func write(to place: UnsafeMutablePointer<UInt8>) -> Int {
        for index in text.indices { place[index] = text[index] }
        return text.count
    }
}
