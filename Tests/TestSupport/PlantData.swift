#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Real plant data that lies beside the project on machines that have it; never part of the project.
package enum PlantData {
    /// The folder, or `nil` where there is none. `TELLTALE_DATA` names another place.
    package static let folder: String? = {
        if let named = getenv("TELLTALE_DATA") { return String(cString: named) }
        var up = #filePath.split(separator: "/").dropLast(3).map(String.init)
        // A package folder that links to the sources has the data beside the real one.
        if let real = realpath("/" + #filePath, nil) {
            up = String(cString: real).split(separator: "/").dropLast(3).map(String.init)
            free(real)
        }
        let path = "/" + up.dropLast().joined(separator: "/") + "/shared/data"
        return access(path, R_OK) == 0 ? path : nil
    }()

    package static let isHere = folder != nil
    /// What a skipped test says.
    package static let absence: String = "the folder of real plant data (../shared/data) is not beside the project"
}
