/// The output of a stage (or an input of the graph), as later stages name it.
///
/// A handle holds no value: values exist only while a graph runs.
public struct Handle<Value: Sendable>: Sendable {
    let index: Int
    let builder: UInt64
}
