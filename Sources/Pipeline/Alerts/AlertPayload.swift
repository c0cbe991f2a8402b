package import HTTPTransport
import Plant

/// An alert in the JSON that its receiver takes.
package enum AlertPayload {
    /// What is posted, one body for each call.
    package static func bodies(_ events: [AlertEvent], _ shape: AlertSettings.Shape) -> [JSONValue] {
        switch shape {
        case .alertmanager: events.isEmpty ? [] : [.array(events.map(alertmanager))]
        case .cloudforet: events.map(cloudforet)
        }
    }

    static func address(_ settings: AlertSettings) -> String {
        guard settings.shape == .alertmanager, !settings.url.hasSuffix("/api/v2/alerts") else { return settings.url }
        return (settings.url.hasSuffix("/") ? String(settings.url.dropLast()) : settings.url) + "/api/v2/alerts"
    }

    /// Labels tell one alert from another, so they hold nothing that changes from one telling to the next.
    private static func alertmanager(_ event: AlertEvent) -> JSONValue {
        var labels: [String: JSONValue] = [
            "alertname": .string(name(event)), "severity": .string(event.level), "site": .string(event.site),
            "event_key": .string(event.key), "source": "telltale",
        ]
        if let asset = event.asset { labels["asset"] = .string(asset) }
        var alert: [String: JSONValue] = [
            "labels": .object(labels),
            "annotations": [
                "summary": .string(event.title), "description": .string(event.description),
                "data_class": .string(event.dataClass.rawValue),
            ],
            "startsAt": .string(event.from.description),
        ]
        // An end in the past would say that it is resolved, and nobody would be told of it.
        if event.kind == .incident, let to = event.to {
            alert["annotations"] = [
                "summary": .string(event.title), "description": .string(event.description),
                "data_class": .string(event.dataClass.rawValue), "ended": .string(to.description),
            ]
        }
        return .object(alert)
    }

    private static func cloudforet(_ event: AlertEvent) -> JSONValue {
        // Whatever is additional has to be text.
        var additional: [String: JSONValue] = [
            "site": .string(event.site), "data_class": .string(event.dataClass.rawValue),
            "kind": .string(event.kind.rawValue),
        ]
        if let to = event.to { additional["ended"] = .string(to.description) }
        return [
            "options": [:],
            "data": [
                "event_key": .string(event.key),
                "event_type": event.kind == .failure ? "ERROR" : "ALERT",
                "title": .string(event.title),
                "description": .string(event.description),
                "severity": .string(event.level.uppercased()),
                "rule": .string(name(event)),
                "image_url": "",
                "provider": "telltale",
                "account": .string(event.site),
                "resource": [
                    "resource_id": .string(event.asset ?? event.site),
                    "resource_type": event.asset == nil ? "plant" : "asset",
                    "name": .string(event.asset ?? event.site),
                ],
                "additional_info": .object(additional),
                "occurred_at": .string(event.from.description),
            ],
        ]
    }

    private static func name(_ event: AlertEvent) -> String {
        switch event.kind {
        case .incident: "TelltaleIncident"
        case .failure: "TelltaleRunFailed"
        case .test: "TelltaleTest"
        }
    }
}
