import Glibc

/// A file's text as UTF-8 bytes: unpacked, converted, without its byte order mark.
final class TextStream {
    let path: String
    let encoding: TextEncoding
    /// How the file is packed.
    let compression: Compression?
    private var origin: Origin
    private var unpacker: (any Unpacker)?
    private var transcoder: Transcoder?
    /// Bytes read while looking, not yet given out.
    private var ahead: [UInt8]
    private var aheadPosition = 0

    private enum Origin {
        case file(FileBytes)
        case memory([UInt8], position: Int)
    }

    /// Opens a file. `encoding` is what somebody said it is; without it, it is detected.
    convenience init(
        path: String,
        encoding: TextEncoding?,
        stretch: FileStretch? = nil
    ) throws(IngestionError) {
        try self.init(.file(FileBytes(path: path, stretch: stretch)), path: path, encoding: encoding)
    }

    /// Reads bytes that are in memory already, by the same rules.
    convenience init(bytes: [UInt8], name: String, encoding: TextEncoding? = nil) throws(IngestionError) {
        try self.init(.memory(bytes, position: 0), path: name, encoding: encoding)
    }

    private init(_ origin: Origin, path: String, encoding: TextEncoding?) throws(IngestionError) {
        self.path = path
        self.origin = origin
        var head = [UInt8](repeating: 0, count: 1 << 16)
        var have = try TextStream.fill(&head, from: &self.origin)
        let compression = Compression(head[0..<have])
        self.compression = compression
        if let compression {
            let unpacker = try compression.unpacker(path: path)
            self.unpacker = unpacker
            let packed = Array(head[0..<have])
            var packedPosition = 0
            var plain = [UInt8](repeating: 0, count: 1 << 16)
            let capacity = plain.count
            var source = self.origin
            have = try plain.withUnsafeMutableBufferPointer { (target) throws(IngestionError) -> Int in
                guard let base = target.baseAddress else { return 0 }
                var total = 0
                while total < capacity {
                    let got = try unpacker.read(into: base + total, count: capacity - total) {
                        (room, count) throws(IngestionError) -> Int in
                        if packedPosition < packed.count {
                            let piece = min(count, packed.count - packedPosition)
                            for index in 0..<piece { room[index] = packed[packedPosition + index] }
                            packedPosition += piece
                            return piece
                        }
                        return try TextStream.read(&source, into: room, count: count)
                    }
                    if got == 0 { break }
                    total += got
                }
                return total
            }
            self.origin = source
            // What was packed and not yet unpacked stays inside the unpacker's own buffer.
            head = plain
        }
        let isWhole = have < head.count
        let detected = head.withUnsafeBufferPointer {
            TextEncoding.detect(UnsafeBufferPointer(rebasing: $0[0..<have]), isWhole: isWhole)
        }
        let chosen = encoding ?? detected.encoding
        self.encoding = chosen
        let mark = chosen == detected.encoding ? detected.mark : 0
        ahead = Array(head[mark..<have])
        if chosen != .utf8 { transcoder = try Transcoder(from: chosen, path: path) }
    }

    /// Bytes of the file taken so far, as they lie on disk.
    var position: Int {
        switch origin {
        case .file(let file): file.position
        case .memory(_, let position): position
        }
    }

    /// Bytes of the file as it lies on disk.
    var size: Int {
        switch origin {
        case .file(let file): file.size
        case .memory(let bytes, _): bytes.count
        }
    }

    /// Reads up to `count` bytes of UTF-8; 0 at the end.
    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(IngestionError) -> Int {
        guard let transcoder else { return try readUnpacked(into: target, count: count) }
        return try transcoder.read(into: target, count: count) { (room, wanted) throws(IngestionError) -> Int in
            try self.readUnpacked(into: room, count: wanted)
        }
    }

    /// Everything that is left, up to a limit.
    func readAll(limit: Int) throws(IngestionError) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
                guard let base = bytes.baseAddress else { return 0 }
                return try self.read(into: base, count: bytes.count)
            }
            if got == 0 { return result }
            result.append(contentsOf: buffer[0..<got])
            guard result.count <= limit else {
                throw IngestionError(
                    .tooLarge,
                    path: path,
                    "holds more than \(limit >> 20) MiB of text, the most that one document may have; split it"
                )
            }
        }
    }

    private func readUnpacked(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(IngestionError) -> Int {
        if aheadPosition < ahead.count {
            let piece = min(count, ahead.count - aheadPosition)
            ahead.withUnsafeBufferPointer { bytes in
                if let base = bytes.baseAddress { target.update(from: base + aheadPosition, count: piece) }
            }
            aheadPosition += piece
            if aheadPosition == ahead.count { ahead = []; aheadPosition = 0 }
            return piece
        }
        guard let unpacker else { return try TextStream.read(&origin, into: target, count: count) }
        return try unpacker.read(into: target, count: count) { (room, wanted) throws(IngestionError) -> Int in
            try TextStream.read(&self.origin, into: room, count: wanted)
        }
    }

    private static func read(
        _ origin: inout Origin,
        into target: UnsafeMutablePointer<UInt8>,
        count: Int
    ) throws(IngestionError) -> Int {
        switch origin {
        case .file(let file):
            return try file.read(into: target, count: count)
        case .memory(let bytes, let position):
            let piece = min(count, bytes.count - position)
            guard piece > 0 else { return 0 }
            bytes.withUnsafeBufferPointer { source in
                if let base = source.baseAddress { target.update(from: base + position, count: piece) }
            }
            origin = .memory(bytes, position: position + piece)
            return piece
        }
    }

    private static func fill(_ buffer: inout [UInt8], from origin: inout Origin) throws(IngestionError) -> Int {
        var have = 0
        let capacity = buffer.count
        while have < capacity {
            let start = have
            let got = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(IngestionError) -> Int in
                guard let base = bytes.baseAddress else { return 0 }
                return try read(&origin, into: base + start, count: capacity - start)
            }
            if got == 0 { break }
            have += got
        }
        return have
    }
}
