/// What edge nodes have announced: which metrics they have, under which numbers, and whether they are there.
///
/// Kept over restarts, because a node says the names of its metrics only once, at birth. Sequence numbers are not kept:
/// after a restart the next message is the first.
package struct SparkplugNodes: Codable, Sendable {
    struct Metric: Codable, Sendable, Hashable {
        var name: String
        var datatype: Int?
        /// `nil` for the node's own metrics.
        var device: String?
    }

    struct Node: Codable, Sendable {
        var isOnline = false
        /// The number of its session; a death of another session is old news.
        var birth: UInt64?
        /// By alias; one alias is one metric of the node or of one of its devices.
        var aliases: [UInt64: Metric] = [:]
        /// Datatypes by `device/metric`, for metrics that come by name.
        var datatypes: [String: Int] = [:]
        /// The tags it has given readings of, by device; the node's own under an empty name.
        var tags: [String: Set<String>] = [:]
        var offline: Set<String> = []
        var sequence: UInt64?

        private enum CodingKeys: String, CodingKey { case isOnline, birth, aliases, datatypes, tags, offline }
    }

    package var schema = "telltale.sparkplug/1"
    var nodes: [String: Node] = [:]

    package init() {}
}

/// A Sparkplug topic: `spBv1.0/group/NDATA/node`, `spBv1.0/group/DDATA/node/device`.
struct SparkplugTopic {
    enum Kind: String {
        case nodeBirth = "NBIRTH"
        case nodeData = "NDATA"
        case nodeDeath = "NDEATH"
        case deviceBirth = "DBIRTH"
        case deviceData = "DDATA"
        case deviceDeath = "DDEATH"
    }

    let group: String
    let kind: Kind
    let node: String
    let device: String

    /// `nil` for a topic that carries no readings: commands, the state of hosts.
    init?(_ topic: String) {
        let parts = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[0] == "spBv1.0", let kind = Kind(rawValue: parts[2]) else { return nil }
        group = parts[1]
        self.kind = kind
        node = parts[3]
        device = parts.count > 4 ? parts[4] : ""
    }
}
