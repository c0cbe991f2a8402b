import GRDB
import Plant

extension StoreError {
    /// Words an SQLite error as what happened and what to do.
    init(_ error: any Error, path: String) {
        if let own = error as? StoreError {
            self = own
            return
        }
        guard let error = error as? DatabaseError else {
            let isUnreadable = error is DecodingError || error is SegmentError
            self.init(
                code: isUnreadable ? .corrupt : .failed,
                path: path,
                message: isUnreadable
                    ? "the store holds something that cannot be read (\(error)); restore a backup, or ingest the files "
                        + "again into a new workspace"
                    : "\(error)"
            )
            return
        }
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(code: .diskFull, path: path, message: "the disk is full; free some space and run it again")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self.init(
                code: .readOnly,
                path: path,
                message: "the store cannot be written or opened here; check the folder's permissions"
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                code: .busy,
                path: path,
                message: "another process is writing to the store; wait for it to end and run this again"
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                code: .corrupt,
                path: path,
                message: error.resultCode == .SQLITE_NOTADB
                    ? "is not a store; move it away and ingest the files again, or restore a backup"
                    : "the store is damaged; move it away and ingest the files again, or restore a backup"
            )
        case .SQLITE_IOERR:
            self.init(
                code: .failed,
                path: path,
                message: "the disk failed or is full (\(error.message ?? "I/O error")); check it and run this again"
            )
        default:
            self.init(code: .failed, path: path, message: error.message ?? "\(error)")
        }
    }
}
