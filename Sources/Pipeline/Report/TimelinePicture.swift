import Plant

/// When each tag of an incident was out of its course, a row a tag, with the records below.
struct TimelinePicture: Sendable {
    private static let rowHeight = 18.0
    private static let widest = 14

    let incident: Incident
    let window: TimeWindow
    let zone: SiteTimeZone
    let title: String
    let words: Wording

    func svg() -> String {
        var names: [TagName] = []
        for name in incident.findings.compactMap(\.tag) where !names.contains(name) { names.append(name) }
        let shown = names.prefix(TimelinePicture.widest)
        let records = incident.timeline.filter { entry in
            guard let record = entry.record else { return false }
            return !record.hasPrefix("alarm:") && window.contains(entry.time)
        }
        let rows = shown.count + (records.isEmpty ? 0 : 1)
        guard rows > 0 else { return "" }
        let bottom = 26 + Double(rows) * TimelinePicture.rowHeight
        let frame = PictureFrame(window: window, zone: zone, left: 190, height: bottom + 24)
        var parts = [PictureFrame.text(4, 14, title, anchor: "start", style: "head")]
        parts += frame.timeAxis(from: 22, to: bottom)
        for (row, name) in shown.enumerated() {
            let y = 24 + Double(row) * TimelinePicture.rowHeight
            let label = PictureFrame.shortened(words.shortName(name), to: 30)
            parts.append(PictureFrame.text(184, y + 12, label, anchor: "end", style: "small"))
            for finding in incident.findings where finding.tag == name { parts.append(bar(finding, y, frame)) }
        }
        let y = 24 + Double(shown.count) * TimelinePicture.rowHeight + TimelinePicture.rowHeight / 2
        for entry in records {
            let kind = entry.record?.hasPrefix("work_order") == true ? "workOrder" : "note"
            parts.append(
                "<g class=\"mark \(kind)\"><title>\(HTMLText.escape(words.timeline(entry, of: incident)))</title>"
                    + "<circle cx=\"\(PictureFrame.number(frame.x(entry.time)))\" cy=\"\(PictureFrame.number(y))\" "
                    + "r=\"4\"/></g>"
            )
        }
        if !records.isEmpty {
            parts.append(PictureFrame.text(184, y + 4, words.recordsLabel, anchor: "end", style: "small"))
        }
        return frame.svg(title, parts)
    }

    private func bar(_ finding: Finding, _ y: Double, _ frame: PictureFrame) -> String {
        let from = frame.x(finding.window.from)
        let to = frame.x(finding.window.to)
        let isMoment = finding.kind == .trip || finding.kind == .stop || finding.kind == .start
        let entry = TimelineEntry(time: finding.window.from, text: finding.message, tag: finding.tag)
        return PictureFrame.box(
            from,
            isMoment ? y + 1 : finding.kind == .alarm ? y + 9 : y + 3,
            isMoment ? 4 : max(2, to - from),
            isMoment ? 14 : 6,
            style: "span \(finding.kind == .trip ? "critical" : finding.severity.rawValue)",
            title: words.timeline(entry, of: incident)
        )
    }
}
