/// What failure modes mean, in the words of technicians: further examples for a classifier that has few of its own.
///
/// The modes are those of ISO 14224; the phrases are this project's own, after the standard's explanations.
enum FailureModeDefinitions {
    /// Phrases for a label, by its name or its code in any case; none for one that is not known.
    static func phrases(for label: String) -> [String] {
        byName[normal(label)] ?? []
    }

    private static func normal(_ name: String) -> String {
        FailureModeFeatures.words(name).joined(separator: " ")
    }

    private static let byName: [String: [String]] = {
        var result: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let phrases = halves[1].split(separator: "|").map(String.init)
            for name in halves[0].split(separator: ",") { result[normal(String(name))] = phrases }
        }
        return result
    }()

    /// `names and codes: phrases`
    private static let text = """
        abnormal instrument reading, AIR: false alarm|faulty reading|wrong indication|no signal|reading drifts|\
        gauge reads high|gauge reads low|level reading incorrect|sensor fault|needs calibration|no display|\
        transmitter faulty|alarm is false|reads zero|reading not correct
        breakdown, BRD: seizure|breakage|broken|failed completely|unserviceable|not working|not operating|\
        does not work|destroyed|dead|seized bearing|collapsed|inoperable|wont operate|to be replaced|\
        needs replacement|blown up
        contamination: contaminated|dirty oil|water in oil|foreign material in fluid|milky oil|polluted|impurities
        electrical: earth fault|short circuit|tripping|tripped on overload|no power|loss of phase|blown fuse|\
        electrical fault|wiring damaged|not charging|power supply fault|breaker trips|keeps tripping|motor overload
        erratic output, ERO: hunting|oscillating|unstable|fluctuating|intermittent|erratic operation|speed surging|\
        playing up|cuts in and out
        fail to close, failure to close on demand, FTC: will not close|does not close fully|not shutting
        fail to open, failure to open on demand, FTO: will not open|does not open|fails to open
        fail to function, failure to function on demand, FTF: does not function|fails to operate on demand|stuck|\
        sticking|valve stuck|stiff to operate|will not turn|runs in reverse
        failure to rotate: does not rotate|shaft locked|will not rotate
        failure to start on demand, fail to start, FTS: does not start|will not start|fails to start|wont run|\
        cannot be started|starter not engaging|no start|unresponsive to start
        failure to stop on demand, fail to stop, STP: does not stop|will not stop|keeps running|cannot be stopped|\
        will not shut down|not stopping at level
        high output, HIO: overspeed|output too high|pressure too high|running too fast|flow above setpoint|\
        over delivering
        leaking, leak, leakage, external leakage, ELP, ELU, ELF: leak|leaks oil|dripping|weeping|seeping|spraying|\
        spilling|overflowing|passing|losing fluid|gland leaking|seal leak
        low output, LOO: output too low|low performance|underperforming|insufficient flow|running slow|\
        poor performance|not reaching speed|lagging|low efficiency|weak|not keeping up|struggling|restricted output
        minor in service problems, SER: loose|dirty|discoloured|missing part|needs adjustment|needs cleaning|\
        needs lubrication|requires service|misaligned|detached|fallen off|come loose|not secure|bent|\
        needs tightening|no guard|blowing|requires inspection|to be modified
        noise, NOI: abnormal noise|noisy|squealing|grinding|knocking|rattling|humming|screeching
        other, OTH: problem|other issue|unknown problem
        overheating, over temp, OHE: overheating|running hot|high temperature|hot bearing|smoke|burning smell|\
        on fire|smoking|heat damage
        plugged choked, plugged, choked, PLU: blocked|plugged|choked|clogged|bogged|jammed|flow restriction|no flow|\
        not pumping|low flow due to blockage|silted up|not draining|no pressure|will not prime|congested|\
        pump not moving fluid|cannot maintain level
        spurious stop, UST: unexpected shutdown|stops by itself|stops randomly|stopped working|stalled|cuts out|\
        shut down without command
        structural deficiency, structural integrity, STD: crack|cracked|corroded|rusted|worn|worn out|hole|split|\
        torn|fractured|broken weld|damaged|dented|eroded|sheared|snapped|ruptured|deteriorated|perished rubber|\
        punctured|stripped thread
        vibration, VIB: abnormal vibration|vibrating|shaking|excessive vibration|out of balance|wobbling
        """
}
