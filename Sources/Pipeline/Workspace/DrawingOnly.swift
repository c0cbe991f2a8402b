/// A graph that was built to be drawn was run.
struct DrawingOnlyError: Error, CustomStringConvertible {
    let description = "this graph was built to be drawn, not to be run"
}

extension Optional {
    /// What a graph's stages work with; a graph that is only drawn has none.
    func orDrawingOnly() throws -> Wrapped {
        guard let self else { throw DrawingOnlyError() }
        return self
    }
}
