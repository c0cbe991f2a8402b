/// A language that Telltale reads and answers in.
package enum Language: String, Codable, Sendable, CaseIterable {
    case korean = "ko"
    case english = "en"
    case arabic = "ar"
}
