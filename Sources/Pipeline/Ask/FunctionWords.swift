/// Words that any text has, in the three languages: a text that shares nothing else with a question is no answer to it.
enum FunctionWords {
    static func holdsMore(_ matched: [String]) -> Bool {
        matched.contains { !list.contains($0.lowercased()) }
    }

    private static let list: Set<String> = [
        "a", "about", "again", "all", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could",
        "did", "do", "does", "for", "from", "get", "give", "had", "has", "have", "how", "i", "if", "in", "into", "is",
        "it", "its", "last", "list", "many", "me", "more", "much", "my", "no", "not", "of", "on", "or", "our", "please",
        "show", "since", "so", "some", "such", "tell", "than", "that", "the", "their", "them", "then", "there", "these",
        "they", "this", "those", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "why",
        "will",
        "with", "would", "you", "your",
        "그", "것", "무엇", "뭐", "어떤", "어느", "왜", "언제", "어디", "누가", "어떻게", "있나", "있었나", "했나", "및",
        "في", "من", "على", "عن", "ما", "ماذا", "متى", "اين", "كيف", "هل", "لماذا", "هو", "هي", "الى", "مع", "كان",
        "هذا",
    ]
}
