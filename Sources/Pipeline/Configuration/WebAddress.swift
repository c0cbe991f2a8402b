/// What is wrong with an address that calls are to go to, before any is made.
enum WebAddress {
    /// - Parameter takesQuery: Whether the address is used as it is; a base to which paths are added has no query.
    /// - Returns: The fault with its remedy, to go behind the setting's name; `nil` for an address that can work.
    static func fault(in url: String, takesQuery: Bool = false) -> String? {
        let example = "; write it as http://127.0.0.1:8000/v1"
        guard let mark = url.firstRange(of: "://") else { return "has no scheme\(example)" }
        guard ["http", "https"].contains(url[..<mark.lowerBound].lowercased()) else {
            return "is not http or https\(example)"
        }
        guard url.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else {
            return "holds a blank or a control character\(example)"
        }
        let rest = url[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if authority.contains("@") {
            return "holds a user or a password; put the key into a file and name it under key_file, or under key_env"
        }
        if !takesQuery, rest.contains("?") {
            return "has a query; paths are added to it, and a key belongs under key_file or key_env"
        }
        if rest.contains("#") { return "has a fragment (#), which no server sees; leave it out" }
        var host = authority
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            host = authority[..<colon]
            guard let port = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(port) else {
                return "has a port that is not from 1 to 65535"
            }
        }
        return host.isEmpty ? "names no host\(example)" : nil
    }
}
