/// Looks for what must never be in a file: keys, tokens, passwords.
package enum SecretScanner {
    /// What was found, in words that do not repeat it; `nil` when nothing was.
    package static func find(in text: String) -> String? {
        let lowered = text.lowercased()
        for (mark, name) in [
            ("-----begin rsa private key", "a private key"), ("-----begin private key", "a private key"),
            ("-----begin ec private key", "a private key"), ("-----begin openssh private key", "a private key"),
            ("authorization: bearer ", "an authorization header"), ("\"authorization\"", "an authorization header"),
        ] where lowered.contains(mark) {
            return name
        }
        for (prefix, length, name) in [
            ("bearer ", 20, "a bearer token"), ("sk-", 20, "a key that starts with sk-"),
            ("nv-", 20, "a key that starts with nv-"), ("up_", 20, "a key that starts with up_"),
            ("flp_", 20, "a key that starts with flp_"), ("akia", 16, "an access key id"),
            ("ghp_", 30, "a key that starts with ghp_"), ("hf_", 30, "a key that starts with hf_"),
        ] where hasToken(lowered, after: prefix, length: length) {
            return name
        }
        for name in ["api_key", "apikey", "api-key", "password", "client_secret", "access_token"]
        where hasValue(lowered, of: name) {
            return "a value of '\(name)'"
        }
        return nil
    }

    private static func hasToken(_ text: String, after prefix: String, length: Int) -> Bool {
        var rest = Substring(text)
        while let found = rest.firstRange(of: prefix) {
            let before = found.lowerBound > text.startIndex ? text[text.index(before: found.lowerBound)] : " "
            let token = rest[found.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == ".")
            }
            if token.utf8.count >= length, !(before.isLetter || before.isNumber),
                token.contains(where: { $0.isNumber })
            {
                return true
            }
            rest = rest[found.upperBound...]
        }
        return false
    }

    /// `"api_key": "…"` or `api_key=…` with something behind it.
    private static func hasValue(_ text: String, of name: String) -> Bool {
        var rest = Substring(text)
        while let found = rest.firstRange(of: name) {
            let behind = rest[found.upperBound...].drop { $0 == "\"" || $0 == "\\" || $0 == " " }
            if let sign = behind.first, sign == ":" || sign == "=" {
                let value = behind.dropFirst().drop { $0 == "\"" || $0 == "\\" || $0 == " " }
                    .prefix { !$0.isWhitespace && $0 != "\"" && $0 != "\\" && $0 != "," }
                if value.utf8.count >= 8 { return true }
            }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
