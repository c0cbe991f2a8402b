/// The program's version, as `telltale --version` prints it.
package enum TelltaleVersion {
    package static let current = "0.1.0"
}
