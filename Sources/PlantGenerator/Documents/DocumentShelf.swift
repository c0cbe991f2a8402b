/// The documents that lie in every generated plant.
enum DocumentShelf {
    static let procedures = [
        Procedures.chargePumpChangeover, Procedures.furnaceDraft, Procedures.coolingWater, Procedures.exchangerCleaning,
        Procedures.sealPlan, Procedures.arabicBulletin, IncidentReports.coolingWater2024,
        IncidentReports.vendorBulletin,
    ]

    /// When the pump seal leaked in the year before, and how slowly.
    static let earlierLeak = WallClock(2025, 4, 9, 20, 10)
    static let earlierPace = 160
}
