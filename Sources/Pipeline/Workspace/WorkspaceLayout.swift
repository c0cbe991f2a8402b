/// Where a workspace keeps what.
package struct WorkspaceLayout: Sendable, Hashable {
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    package var configuration: String { folder + "/" + Configuration.fileName }
    package var state: String { folder + "/.telltale" }
    package var store: String { state + "/store.sqlite" }
    /// A folder.
    package var searchIndex: String { state + "/search" }
    /// Where it was when it was one file.
    var formerSearchIndex: String { state + "/search.index" }
    package var derived: String { state + "/derived" }
    /// Digests of the lines of batches that were written here.
    var writtenBatches: String { state + "/batches" }
    package var reports: String { folder + "/reports" }
}
