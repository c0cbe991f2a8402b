package import Plant

/// A way in which equipment may have failed, with what speaks for it and what does not.
package struct LikelyMechanism: Sendable, Hashable {
    /// A sign that was seen.
    package enum Ground: Sendable, Hashable {
        case finding(Finding)
        case calculation(CalculatedChange)
    }

    package var asset: AssetID
    package var mechanism: EquipmentKnowledge.Mechanism
    package var because: [Ground]
    /// Tags that are measured, would show it, and kept their course.
    package var unmoved: [TagName]
    /// Findings that point the other way.
    package var against: [Finding]
    /// Words of signs that nothing measures here.
    package var unmeasured: [String]
}

/// A calculation before an incident and in it.
package struct CalculatedChange: Sendable, Hashable {
    package var name: EquipmentKnowledge.LocalName
    package var formula: String
    package var before: Double
    package var during: Double
    package var tags: [TagName]

    package init(
        name: EquipmentKnowledge.LocalName,
        formula: String,
        before: Double,
        during: Double,
        tags: [TagName]
    ) {
        self.name = name
        self.formula = formula
        self.before = before
        self.during = during
        self.tags = tags
    }
}

/// Holds an incident's findings against what is known of its equipment.
package struct MechanismSearch: Sendable {
    private let knowledge: EquipmentKnowledge
    private let assets: AssetTree
    private let tags: [TagName: Tag]

    package init(knowledge: EquipmentKnowledge, assets: AssetTree, tags: [TagName: Tag]) {
        self.knowledge = knowledge
        self.assets = assets
        self.tags = tags
    }

    /// A calculation with the tag of each input, and what the site knows of the item.
    package struct Ready: Sendable {
        package var calculation: EquipmentKnowledge.Calculation
        package var inputs: [String: TagName]
        package var site: [String: FormulaValue]
    }

    /// Calculations that can be made for an item.
    package func calculations(for asset: AssetID) -> [Ready] {
        guard let item = assets[asset], let known = knowledge.equipmentClass(of: item) else { return [] }
        let site = Dictionary(
            knowledge.figures.filter { $0.asset == asset }.map { ($0.name, $0.value) },
            uniquingKeysWith: { _, last in last }
        )
        return known.calculations.compactMap { calculation in
            var inputs: [String: TagName] = [:]
            for input in calculation.inputs {
                guard let tag = tag(input.tag, of: asset) else { return nil }
                inputs[input.name] = tag
            }
            return Ready(calculation: calculation, inputs: inputs, site: site)
        }
    }

    /// The likely mechanisms, those with most signs first; at most two an item.
    ///
    /// - Parameter calculated: Changes of calculations by item that are large enough to count.
    package func mechanisms(
        of incident: Incident,
        calculated: [AssetID: [CalculatedChange]] = [:]
    ) -> [LikelyMechanism] {
        var found: [LikelyMechanism] = []
        // What follows a trip tells nothing of how it came about.
        let tripped = incident.findings.first { $0.kind == .trip }?.window.from
        let findings = incident.findings.filter { finding in
            tripped.map { finding.window.from < $0.adding(seconds: -5) } ?? true
        }
        for asset in incident.assets.prefix(6) {
            guard let item = assets[asset], findings.contains(where: { $0.asset == asset }),
                let known = equipmentClass(of: item, incident)
            else { continue }
            let near = home(of: asset)
            let inReach = findings.filter { $0.asset.map(near.contains) ?? false }
            let assessed = known.mechanisms.compactMap { assess($0, asset, inReach, calculated[asset] ?? []) }
                .sorted { left, right in
                    let (one, other) = (
                        left.because.count - left.against.count, right.because.count - right.against.count
                    )
                    if one != other { return one > other }
                    return (left.mechanism.signs.count, left.mechanism.name.english)
                        < (right.mechanism.signs.count, right.mechanism.name.english)
                }
            // A second is worth telling only when it has as many signs.
            let best = assessed.first?.because.count ?? 0
            found += assessed.prefix(2).filter { $0.because.count == best }
        }
        return found
    }

    /// Of a sick instrument the instrument is the equipment.
    private func equipmentClass(of item: Asset, _ incident: Incident) -> EquipmentKnowledge.Class? {
        incident.kind == .instrument
            ? knowledge.classes.first { $0.code == "IP" } : knowledge.equipmentClass(of: item)
    }

    private func assess(
        _ mechanism: EquipmentKnowledge.Mechanism,
        _ asset: AssetID,
        _ findings: [Finding],
        _ calculated: [CalculatedChange]
    ) -> LikelyMechanism? {
        var result = LikelyMechanism(
            asset: asset,
            mechanism: mechanism,
            because: [],
            unmoved: [],
            against: [],
            unmeasured: []
        )
        var used: Set<TagName> = []
        var hasOwn = false
        for sign in mechanism.signs {
            if let change = calculated.first(where: { sign.quantities.contains($0.name.english) }),
                (change.during > change.before) == (sign.direction == .rises)
            {
                result.because.append(.calculation(change))
                continue
            }
            let fitting = findings.filter { finding in
                finding.tag.map { !used.contains($0) && fits(sign, $0) } ?? false
            }
            if let seen = fitting.first(where: { MechanismSearch.direction($0) == sign.direction }), let tag = seen.tag
            {
                result.because.append(.finding(seen))
                used.insert(tag)
                hasOwn = hasOwn || seen.asset == asset
            } else if let other = fitting.first(where: { isOpposite(MechanismSearch.direction($0), sign.direction) }) {
                result.against.append(other)
            } else if let tag = tag(sign.quantities, of: asset) {
                if !result.unmoved.contains(tag) { result.unmoved.append(tag) }
            } else if !isCalculated(sign) {
                result.unmeasured.append(sign.quantities.first ?? "")
            }
        }
        let moved = Set(findings.compactMap(\.tag))
        result.unmoved.removeAll(where: moved.contains)
        guard hasOwn, result.because.count >= mechanism.needs, result.because.count > result.against.count else {
            return nil
        }
        return result
    }

    private func isCalculated(_ sign: EquipmentKnowledge.Sign) -> Bool {
        knowledge.classes.contains { known in
            known.calculations.contains { sign.quantities.contains($0.name.english) }
        }
    }

    private func isOpposite(
        _ seen: EquipmentKnowledge.Sign.Direction?,
        _ wanted: EquipmentKnowledge.Sign.Direction
    ) -> Bool {
        (seen == .rises && wanted == .falls) || (seen == .falls && wanted == .rises)
    }

    /// Where a finding went.
    static func direction(_ finding: Finding) -> EquipmentKnowledge.Sign.Direction? {
        switch finding.kind {
        case .oscillation: return .swings
        case .frozen, .badQuality, .outOfRange: return .freezes
        case .limit, .alarm, .deviation, .drift:
            if let value = finding.value, let reference = finding.reference, value != reference {
                return value > reference ? .rises : .falls
            }
            let condition = finding.message.split(separator: ":").first ?? ""
            let isLow = condition.contains(" LO") || condition.hasSuffix(" L") || condition.hasSuffix(" LL")
            return isLow ? .falls : .rises
        case .rateOfChange, .alarmFlood, .chattering, .trip, .stop, .start: return nil
        }
    }

    private func fits(_ sign: EquipmentKnowledge.Sign, _ name: TagName) -> Bool {
        guard let tag = tags[name] else { return false }
        let words = SignalWords(tag.description)
        return sign.quantities.contains(where: words.hold)
    }

    /// The tag that measures a quantity on an item or, where none does, in its system.
    private func tag(_ phrases: [String], of asset: AssetID) -> TagName? {
        let own = Set(assets.subtree(of: asset))
        let candidates = tags.values.filter { $0.kind != .setpoint && $0.kind != .status }
        for places in [own, home(of: asset)] {
            let near = candidates.filter { $0.asset.map(places.contains) ?? false }
            for phrase in phrases {
                // The shortest description says least besides.
                let best = near.filter { SignalWords($0.description).hold(phrase) }
                    .min { ($0.description.utf8.count, $0.name) < ($1.description.utf8.count, $1.name) }
                if let best { return best.name }
            }
        }
        return nil
    }

    /// The item, what is below it, and the system it stands in.
    private func home(of asset: AssetID) -> Set<AssetID> {
        Set(assets.subtree(of: asset) + assets.ancestors(of: asset).prefix(1))
    }
}
