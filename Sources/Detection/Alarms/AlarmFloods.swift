import Plant

/// Finds floods in the activations of one operator position.
struct AlarmFloods: Sendable {
    let settings: DetectionSettings

    private static let span: Int64 = 600

    /// - Parameter alarms: Activations in order of time.
    func find(_ alarms: [Alarm]) -> [AlarmAnalysis.Flood] {
        var floods: [AlarmAnalysis.Flood] = []
        var low = 0
        var first: Int?
        for high in alarms.indices {
            if let start = first, alarms[high].time > end(of: start..<high, alarms) {
                floods.append(flood(start..<high, alarms))
                first = nil
                low = high
            }
            while alarms[high].time >= alarms[low].time.adding(seconds: AlarmFloods.span) { low += 1 }
            if first == nil, high - low + 1 > settings.floodStart { first = low }
        }
        if let start = first { floods.append(flood(start..<alarms.count, alarms)) }
        return floods
    }

    /// Most activations within any ten minutes.
    static func peak(_ times: [Timestamp]) -> Int {
        var low = 0
        var peak = 0
        for high in times.indices {
            while times[high] >= times[low].adding(seconds: span) { low += 1 }
            peak = max(peak, high - low + 1)
        }
        return peak
    }

    /// When fewer activations than ``DetectionSettings/floodEnd`` lie within the last ten minutes.
    private func end(of run: Range<Int>, _ alarms: [Alarm]) -> Timestamp {
        let deciding = max(run.lowerBound, run.upperBound - max(1, settings.floodEnd))
        return alarms[deciding].time.adding(seconds: AlarmFloods.span)
    }

    private func flood(_ run: Range<Int>, _ alarms: [Alarm]) -> AlarmAnalysis.Flood {
        let part = alarms[run]
        return AlarmAnalysis.Flood(
            window: TimeWindow(from: alarms[run.lowerBound].time, to: end(of: run, alarms)),
            activations: part.count,
            peak: AlarmFloods.peak(part.map(\.time)),
            first: alarms[run.lowerBound].tag,
            records: part.map(\.recordID),
            operatorPosition: alarms[run.lowerBound].operatorPosition
        )
    }
}
