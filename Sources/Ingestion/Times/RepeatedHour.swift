/// Which of two moments a clock time stands for that was shown twice, told by the order of a signal's rows.
///
/// Rows that go forward in time are in the first pass until they step back inside the hour; rows that go backward (newest
/// first) are in the second pass until they step forward. A time written twice is the next pass where the rows are an hour
/// or more apart, and a row written twice where they are closer.
struct RepeatedHour {
    private var last: Int64?
    /// Seconds from one time to the next that differed, negative where rows go backward.
    private var step: Int64 = 0
    private var isInside = false
    private var isSecond = false

    /// A clock time near a change of clocks, in seconds.
    ///
    /// - Returns: Whether it is of the second pass.
    mutating func see(_ clock: Int64, isRepeated: Bool) -> Bool {
        defer { last = clock }
        let distance = last.map { clock - $0 } ?? 0
        guard isRepeated else {
            isInside = false
            if distance != 0 { step = distance }
            return false
        }
        guard isInside else {
            isInside = true
            if distance != 0 { step = distance }
            isSecond = step < 0
            return isSecond
        }
        if step < 0 {
            if distance > 0 || (distance == 0 && step <= -3_600) {
                isSecond = false
            } else if distance < 0 {
                step = distance
            }
        } else {
            if distance < 0 || (distance == 0 && step >= 3_600) {
                isSecond = true
            } else if distance > 0 {
                step = distance
            }
        }
        return isSecond
    }
}
