/// Marks a stage as durable: its value is recorded in the run's journal.
public struct Durability: Sendable, Equatable {
    /// The schema of the recorded value. Raise it with the output's type; a value recorded under another schema is
    /// refused, never guessed at.
    public let schema: Int

    /// Names the schema of the recorded value.
    public init(schema: Int = 1) {
        self.schema = schema
    }

    /// Durable, with the first schema.
    public static let standard = Durability()
}
