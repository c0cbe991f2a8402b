import CZip

/// A ZIP container: XLSX, DOCX and HWPX are such. Opened only when nothing about it is hostile.
final class ZipArchive {
    struct Entry: Sendable, Hashable {
        var name: String
        var index: UInt64
        /// Bytes when unpacked, as the container says.
        var size: Int
        /// Bytes as it lies in the container.
        var packed: Int
    }

    private let handle: OpaquePointer
    private let path: String
    let entries: [Entry]
    private let places: [String: Int]

    /// What a container of an office program never reaches.
    private static let mostEntries = 20_000
    private static let mostBytes = 8 << 30
    /// Packed text shrinks ten to forty times; a part beyond this is made to fill memories.
    private static let mostRatio = 200
    private static let smallEnough = 32 << 20

    /// - Throws: an ``IngestionError`` for damaged containers, those with passwords, and those that reach for files
    ///   outside or unpack to absurd sizes.
    init(path: String, name: String) throws(IngestionError) {
        var code: Int32 = 0
        guard let handle = zip_open(path, ZIP_RDONLY, &code) else {
            throw IngestionError(
                .corrupt,
                path: name,
                "is a damaged ZIP container (libzip error \(code)); fetch or save the file again"
            )
        }
        self.handle = handle
        self.path = name
        let entries: [Entry]
        do throws(IngestionError) {
            entries = try ZipArchive.list(handle, name)
        } catch {
            zip_discard(handle)
            throw error
        }
        self.entries = entries
        places = Dictionary(entries.indices.map { (entries[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    deinit {
        zip_discard(handle)
    }

    private static func list(_ handle: OpaquePointer, _ path: String) throws(IngestionError) -> [Entry] {
        let count = zip_get_num_entries(handle, 0)
        guard count <= mostEntries else {
            throw IngestionError(.tooLarge, path: path, "holds \(count) parts, more than any document has; unpack it")
        }
        var entries: [Entry] = []
        var total = 0
        for index in 0..<UInt64(max(0, count)) {
            var status = zip_stat_t()
            guard zip_stat_index(handle, index, 0, &status) == 0, let text = status.name else {
                throw IngestionError(.corrupt, path: path, "part \(index) of the container is damaged; save it again")
            }
            let name = String(cString: text)
            let entry = Entry(
                name: name,
                index: index,
                size: Int(clamping: status.size),
                packed: Int(clamping: status.comp_size)
            )
            guard status.encryption_method == UInt16(ZIP_EM_NONE) else {
                throw IngestionError(.unreadable, path: path, "is protected by a password; save it without one")
            }
            let steps = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
            guard !steps.contains(".."), !name.hasPrefix("/"), !name.hasPrefix("\\"), !name.utf8.contains(0) else {
                throw IngestionError(
                    .corrupt,
                    path: path,
                    "is refused: its part '\(name)' points outside the container, which no office program writes"
                )
            }
            if entry.size > smallEnough, entry.size / max(1, entry.packed) > mostRatio {
                throw IngestionError(
                    .tooLarge,
                    path: path,
                    "is refused as a ZIP bomb: its part '\(name)' grows from \(entry.packed) bytes to \(entry.size)"
                )
            }
            total += min(entry.size, mostBytes)
            guard total <= mostBytes else {
                throw IngestionError(
                    .tooLarge,
                    path: path,
                    "is refused: it unpacks to more than \(mostBytes >> 30) GiB; export the data as CSV in pieces"
                )
            }
            entries.append(entry)
        }
        return entries
    }

    func entry(_ name: String) -> Entry? {
        places[name].map { entries[$0] }
    }

    /// Opens a part for reading piece by piece.
    func open(_ entry: Entry) throws(IngestionError) -> ZipPart {
        guard let file = zip_fopen_index(handle, entry.index, 0) else {
            throw IngestionError(
                .corrupt,
                path: path,
                "its part '\(entry.name)' cannot be unpacked (\(String(cString: zip_strerror(handle)))); save it again"
            )
        }
        return ZipPart(file, entry: entry, archive: self, path: path)
    }
}

/// A part of a container, read in order.
final class ZipPart {
    private let file: OpaquePointer
    let entry: ZipArchive.Entry
    /// Keeps the container open.
    private let archive: ZipArchive
    private let path: String
    private(set) var position = 0

    init(_ file: OpaquePointer, entry: ZipArchive.Entry, archive: ZipArchive, path: String) {
        self.file = file
        self.entry = entry
        self.archive = archive
        self.path = path
    }

    deinit {
        zip_fclose(file)
    }

    /// Bytes of the container taken so far, about.
    var packedPosition: Int {
        entry.size == 0 ? 0 : Int(Double(position) / Double(entry.size) * Double(entry.packed))
    }

    /// Unpacks up to `count` bytes; 0 at the end.
    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(IngestionError) -> Int {
        let got = zip_fread(file, target, UInt64(count))
        guard got >= 0 else {
            throw IngestionError(
                .corrupt,
                path: path,
                "its part '\(entry.name)' is damaged after \(position) bytes; save or fetch the file again"
            )
        }
        position += Int(got)
        guard position <= entry.size else {
            throw IngestionError(
                .tooLarge,
                path: path,
                "is refused as a ZIP bomb: its part '\(entry.name)' is larger than the container says"
            )
        }
        return Int(got)
    }
}
