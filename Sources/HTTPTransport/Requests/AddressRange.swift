#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A range of network addresses: `10.20.0.0/16`, `fd00::/8`, `127.0.0.1`.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    private let network: [UInt8]
    private let prefix: Int

    package let description: String

    /// `nil` for anything but an IPv4 or IPv6 address, alone or with the length of a prefix.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = AddressRange.bytes(of: String(first)) else {
            return nil
        }
        var prefix = address.count * 8
        if parts.count == 2 {
            guard let length = Int(parts[1]), (0...prefix).contains(length) else { return nil }
            prefix = length
        }
        network = address
        self.prefix = prefix
        description = text
    }

    /// Whether an address lies within; an IPv4 address written as IPv6 counts as IPv4.
    package func contains(_ address: String) -> Bool {
        guard let bytes = AddressRange.bytes(of: address) else { return false }
        return contains(bytes)
    }

    func contains(_ address: [UInt8]) -> Bool {
        let address = AddressRange.unmapped(address)
        guard address.count == network.count else { return false }
        for bit in 0..<prefix
        where (address[bit / 8] ^ network[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 {
            return false
        }
        return true
    }

    private static func bytes(of text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            return withUnsafeBytes(of: &four) { Array($0) }
        }
        // A zone such as %eth0 says where, not what.
        let plain = String(text.prefix { $0 != "%" })
        var six = in6_addr()
        guard inet_pton(AF_INET6, plain, &six) == 1 else { return nil }
        return unmapped(withUnsafeBytes(of: &six) { Array($0) })
    }

    private static func unmapped(_ address: [UInt8]) -> [UInt8] {
        let mark: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return address.count == 16 && address.starts(with: mark) ? Array(address[12...]) : address
    }

    /// The address within a socket address; `nil` for families other than IPv4 and IPv6.
    static func bytes(of raw: UnsafeRawPointer, family: Int32) -> [UInt8]? {
        switch family {
        case AF_INET:
            var inner = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            return withUnsafeBytes(of: &inner) { Array($0) }
        case AF_INET6:
            var inner = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return unmapped(withUnsafeBytes(of: &inner) { Array($0) })
        default: return nil
        }
    }
}
