/// The documents that lie in every generated plant.
enum DocumentShelf {
    static let procedures = [
        Procedures.chargePumpChangeover, Procedures.furnaceDraft, Procedures.coolingWater, Procedures.exchangerCleaning,
        Procedures.sealPlan, Procedures.arabicBulletin, IncidentReports.coolingWater2024,
        IncidentReports.vendorBulletin,
    ]

    /// The seal leak of the year before, slower than the usual one.
    static let earlierPace = 160
    static let earlierLeak = SealLeakTimes(
        start: WallClock(2025, 4, 9, 20, 10),
        pace: earlierPace,
        sampleSeconds: 300
    )
}
