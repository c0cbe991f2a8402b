import Generation
import Plant

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The lines of batches on disk.
enum BatchFile {
    /// - Throws: ``UsageError`` naming the line that is no request, or the id that two have; ``FileError``.
    static func requests(_ path: String) throws -> [BatchRequest] {
        var requests: [BatchRequest] = []
        var ids: Set<String> = []
        for (number, line) in try lines(path) {
            do {
                let request = try BatchRequest(line: line)
                guard ids.insert(request.id).inserted else {
                    throw UsageError("\(path), line \(number): the custom_id '\(request.id)' was there before")
                }
                requests.append(request)
            } catch let error as BatchLineError {
                throw UsageError("\(path), line \(number) is no request of a batch: \(error)")
            }
        }
        guard !requests.isEmpty else { throw UsageError("\(path) holds no request") }
        return requests
    }

    /// By id; where one has several, the one that was answered.
    ///
    /// - Throws: ``UsageError`` naming the line that is no result; ``FileError``.
    static func results(_ paths: [String]) throws -> [String: BatchResult] {
        var results: [String: BatchResult] = [:]
        for path in paths {
            for (number, line) in try lines(path) {
                do {
                    let result = try BatchResult(line: line)
                    if results[result.id]?.isAnswered != true { results[result.id] = result }
                } catch let error as BatchLineError {
                    throw UsageError("\(path), line \(number) is no result of a batch: \(error)")
                }
            }
        }
        return results
    }

    /// Of all that a line says.
    static func digest(_ request: BatchRequest) -> String {
        SHA256.hex(of: request.line)
    }

    /// What an earlier run of the same requests left; what it failed to do, or was killed over, is done again.
    static func done(_ path: String, of requests: [BatchRequest]) throws -> [BatchResult] {
        guard LocalFile.exists(path) else { return [] }
        let known = Set(requests.map(\.id))
        var seen: Set<String> = []
        return try lines(path).compactMap { try? BatchResult(line: $0.line) }
            .filter { $0.isAnswered && known.contains($0.id) && seen.insert($0.id).inserted }
    }

    private static func lines(_ path: String) throws -> [(number: Int, line: [UInt8])] {
        try LocalFile.read(path).split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
            .map { ($0 + 1, Array($1.last == 0x0D ? $1.dropLast() : $1)) }
            .filter { line in !line.1.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    }
}

/// A file that grows by whole lines.
final class GrowingLines {
    private let path: String
    private let descriptor: Int32

    /// - Throws: ``FileError``.
    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileError(path: path, action: "write", number: errno) }
    }

    deinit { close(descriptor) }

    func add(_ line: String) throws {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(path: path, action: "write", number: errno)
            }
            rest = rest.dropFirst(count)
        }
    }

    func sync() { _ = fsync(descriptor) }
}
