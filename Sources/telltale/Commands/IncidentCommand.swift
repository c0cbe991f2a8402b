import ArgumentParser
import Pipeline

struct IncidentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident",
        abstract:
            "One incident: timeline, trends, records, and earlier ones like it; and correcting what belongs together.",
        discussion: """
            Example:
              telltale incident I-20260301-P-101A-0210
              telltale incident I-20260301-P-101A-0210 --html incident.html
              telltale incident merge I-20260301-P-101A-0210 I-20260301-H-101-0230 --reason "one seal leak"
              telltale incident split I-20260301-P-101A-0210 --at 2026-03-01T04:00 --reason "another pump"
              telltale incident undo 1
            """,
        subcommands: [Show.self, Merge.self, Split.self, Undo.self, Corrections.self],
        defaultSubcommand: Show.self
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One incident: timeline, trends, records, and earlier ones like it.",
            discussion: "Example:\n  telltale incident I-20260301-P-101A-0210 --html incident.html"
        )

        @OptionGroup var options: WorkspaceOptions

        @Argument(help: "The incident's id, as 'telltale incidents' lists it.")
        var id: String

        @Flag(help: "Its findings with their numbers, for splitting it.")
        var findings = false

        @Option(help: ArgumentHelp("Save it as a page with pictures.", valueName: "file.html"))
        var html: String?

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            let workspace = try options.open()
            let shown = try await workspace.incident(id)
            if let html {
                try await workspace.saveIncidentPage(shown, to: html)
                if !json { print("Saved as \(html)") }
                if !json { return }
            }
            print(json ? try shown.json() : findings ? shown.findingsText() : shown.text())
        }
    }

    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make one incident of several; the first id stays.",
            discussion: """
                What you say is kept with your reason, also when incidents are found anew because data came late.

                Example:
                  telltale incident merge I-20260301-P-101A-0210 I-20260301-H-101-0230 --reason "one seal leak"
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var word: PersonsWord

        @Argument(help: "Two or more ids.")
        var ids: [String]

        @Option(help: "Why they are one, for whoever reads it later.")
        var reason: String

        func run() async throws {
            let report = try await options.open(writing: true).mergeIncidents(ids, reason: reason, by: word.name)
            print(word.json ? try report.json() : report.text())
        }
    }

    struct Split: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Split an incident in two, at a time or by its findings.",
            discussion: """
                Example:
                  telltale incident split I-20260301-P-101A-0210 --at 2026-03-01T04:00 --reason "another pump"
                  telltale incident split I-20260301-P-101A-0210 --findings 7,8,TI-1055 --reason "the furnace was lit later"
                """
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var word: PersonsWord

        @Argument(help: "The incident's id.")
        var id: String

        @Option(help: "Findings that start at this local time or later are split off.")
        var at: String?

        @Option(
            help: ArgumentHelp(
                "Findings that are split off: numbers as 'telltale incident ID --findings' shows them, or tags.",
                valueName: "list"
            )
        )
        var findings: String?

        @Option(help: "Why they are two, for whoever reads it later.")
        var reason: String

        func validate() throws {
            guard (at == nil) != (findings == nil) else {
                throw ValidationError("say where to split: either --at TIME or --findings LIST")
            }
        }

        func run() async throws {
            let cut: IncidentCut =
                at.map { .at($0) }
                ?? .findings(
                    (findings ?? "").split(separator: ",").map { part in
                        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                    }
                )
            let report = try await options.open(writing: true)
                .splitIncident(id, cut, reason: reason, by: word.name)
            print(word.json ? try report.json() : report.text())
        }
    }

    struct Undo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a merge or a split back; that it was made, and why, stays on record.",
            discussion: "Example:\n  telltale incident undo 1 --reason \"two leaks after all\""
        )

        @OptionGroup var options: WorkspaceOptions
        @OptionGroup var word: PersonsWord

        @Argument(help: "The correction's number, as 'telltale incident corrections' lists it.")
        var number: Int

        @Option(help: "Why.")
        var reason = ""

        func run() async throws {
            let report = try await options.open(writing: true)
                .withdrawCorrection(number, reason: reason, by: word.name)
            print(word.json ? try report.json() : report.text())
        }
    }

    struct Corrections: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What people merged and split, with their reasons.",
            discussion: "Example:\n  telltale incident corrections"
        )

        @OptionGroup var options: WorkspaceOptions

        @Flag(help: "As JSON.")
        var json = false

        func run() async throws {
            let report = try await options.open().corrections()
            print(json ? try report.json() : report.text())
        }
    }
}

/// Who corrects, and how the outcome is shown.
struct PersonsWord: ParsableArguments {
    @Option(help: "Who says so; without it, the name of the account.")
    var by: String?

    @Flag(help: "As JSON.")
    var json = false

    var name: String { by ?? Workspace.accountName }
}
