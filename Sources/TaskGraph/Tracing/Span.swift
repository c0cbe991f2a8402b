/// A value of a span's attribute.
public enum SpanValue: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number.
    case number(Double)
    /// True or false.
    case flag(Bool)
    /// Several texts.
    case texts([String])
}

/// An attribute of a span; keys follow OpenTelemetry, see ``GenAI``.
public struct SpanAttribute: Sendable, Hashable {
    /// The key, such as `gen_ai.request.model`.
    public let key: String
    /// The value.
    public let value: SpanValue

    /// Names an attribute.
    public init(_ key: String, _ value: SpanValue) {
        self.key = key
        self.value = value
    }
}

/// A piece of work with its beginning and end, in the shape of an OpenTelemetry span.
public struct Span: Sendable {
    /// The kinds of OpenTelemetry that occur here.
    public enum Kind: String, Sendable {
        /// Work inside the process.
        case `internal`
        /// A call to something outside.
        case client
    }

    /// How it ended.
    public enum Status: Sendable, Hashable {
        /// Well.
        case ok
        /// With an error, shown as text.
        case error(String)
        /// It was stopped.
        case cancelled

        static func of(_ error: any Error) -> Status {
            error is CancellationError ? .cancelled : .error("\(error)")
        }
    }

    /// The run it belongs to.
    public let run: String
    /// Its id, unique in the run and the same in every repetition of the run.
    public let id: UInt64
    /// The span it is part of; nil for the run's own.
    public let parent: UInt64?
    /// What was done, such as `chat qwen2.5`.
    public let name: String
    /// Inside the process, or a call to something outside.
    public let kind: Kind
    /// When it began, counted from the run's beginning.
    public let start: Duration
    /// When it ended, counted from the run's beginning.
    public let end: Duration
    /// How it ended.
    public let status: Status
    /// What else is known.
    public let attributes: [SpanAttribute]

    /// The value of an attribute.
    public subscript(key: String) -> SpanValue? {
        attributes.last { $0.key == key }?.value
    }
}

/// Takes spans as they end. It is called on the run's path, and must not wait.
public protocol Tracer: Sendable {
    /// Takes a span.
    func record(_ span: Span)
}
