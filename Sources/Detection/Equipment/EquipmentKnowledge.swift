package import Plant

/// What is known of how equipment fails and which signals show it: data, read from files that a site can extend.
package struct EquipmentKnowledge: Sendable, Hashable {
    /// A class of equipment with its mechanisms.
    package struct Class: Sendable, Hashable {
        /// By ISO 14224, as `PU`; a site may use codes of its own.
        package var code: String
        /// Words of an asset's name that tell the class where the asset has none; the beginning of a word is enough.
        package var words: [String]
        package var calculations: [Calculation]
        package var mechanisms: [Mechanism]

        package init(code: String, words: [String], calculations: [Calculation], mechanisms: [Mechanism]) {
            self.code = code
            self.words = words
            self.calculations = calculations
            self.mechanisms = mechanisms
        }
    }

    /// A way to fail.
    package struct Mechanism: Sendable, Hashable {
        package var name: LocalName
        /// The ISO 14224 failure mode by which it shows.
        package var mode: String?
        /// The ISO 14224 failure mechanism.
        package var mechanism: String?
        /// How many signs must be seen.
        package var needs: Int
        package var signs: [Sign]
        /// What a person looks at next.
        package var check: String?

        package init(name: LocalName, mode: String?, mechanism: String?, needs: Int, signs: [Sign], check: String?) {
            self.name = name
            self.mode = mode
            self.mechanism = mechanism
            self.needs = needs
            self.signs = signs
            self.check = check
        }
    }

    package struct Sign: Sendable, Hashable {
        package enum Direction: String, Sendable, CaseIterable {
            case rises
            case falls
            case swings
            case freezes
        }

        package var direction: Direction
        /// Words of a tag's description, or the name of a calculation; the first that fits counts.
        package var quantities: [String]

        package init(direction: Direction, quantities: [String]) {
            self.direction = direction
            self.quantities = quantities
        }
    }

    /// A figure made of several tags: an approach temperature, an efficiency, a margin.
    package struct Calculation: Sendable, Hashable {
        package struct Input: Sendable, Hashable {
            package var name: String
            package var tag: [String]

            package init(name: String, tag: [String]) {
                self.name = name
                self.tag = tag
            }
        }

        package var name: LocalName
        package var formula: Formula
        package var inputs: [Input]
        /// The relative change that counts as a sign.
        package var change: Double

        package init(name: LocalName, formula: Formula, inputs: [Input], change: Double) {
            self.name = name
            self.formula = formula
            self.inputs = inputs
            self.change = change
        }
    }

    /// What the site knows of one item: a number, or a curve over another quantity.
    package struct SiteFigure: Sendable, Hashable {
        package var asset: AssetID
        package var name: String
        package var value: FormulaValue

        package init(asset: AssetID, name: String, value: FormulaValue) {
            self.asset = asset
            self.name = name
            self.value = value
        }
    }

    package struct LocalName: Sendable, Hashable {
        package var english: String
        package var korean: String?
        package var arabic: String?

        package init(english: String, korean: String? = nil, arabic: String? = nil) {
            self.english = english
            self.korean = korean
            self.arabic = arabic
        }

        package func text(in language: Language) -> String {
            switch language {
            case .english: english
            case .korean: korean ?? english
            case .arabic: arabic ?? english
            }
        }
    }

    package var classes: [Class]
    package var figures: [SiteFigure]

    package init(classes: [Class], figures: [SiteFigure] = []) {
        self.classes = classes
        self.figures = figures
    }

    /// With what a site adds: what has the same name takes the place of what was there.
    package func adding(_ site: EquipmentKnowledge) -> EquipmentKnowledge {
        var result = self
        for own in site.classes {
            guard let place = result.classes.firstIndex(where: { $0.code == own.code }) else {
                result.classes.append(own)
                continue
            }
            var merged = result.classes[place]
            merged.words += own.words.filter { !merged.words.contains($0) }
            merged.calculations.removeAll { old in own.calculations.contains { $0.name.english == old.name.english } }
            merged.calculations += own.calculations
            merged.mechanisms.removeAll { old in own.mechanisms.contains { $0.name.english == old.name.english } }
            merged.mechanisms += own.mechanisms
            result.classes[place] = merged
        }
        result.figures += site.figures
        return result
    }

    /// By the asset's class, else by words of its name and aliases.
    package func equipmentClass(of asset: Asset) -> Class? {
        if let code = asset.equipmentClass, let known = classes.first(where: { $0.code == code.uppercased() }) {
            return known
        }
        let words = ([asset.name] + asset.aliases).flatMap { SignalWords($0).words }
        return classes.first { known in
            known.words.contains { start in words.contains { $0.hasPrefix(start.lowercased()) } }
        }
    }
}

/// The words of a tag's description, for comparing with those of a sign.
struct SignalWords: Sendable {
    let words: [String]

    init(_ text: String) {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word.lowercased())
                word = ""
            }
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        self.words = words
    }

    /// Whether every word of a phrase is among them.
    func hold(_ phrase: String) -> Bool {
        let wanted = SignalWords(phrase).words
        return !wanted.isEmpty && wanted.allSatisfy(words.contains)
    }
}
