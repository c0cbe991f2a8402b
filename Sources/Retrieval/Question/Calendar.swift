import Plant

/// Names of months, weekdays and units of time in three languages, by stem.
enum CalendarWords {
    static let months: [UInt64: Int] = table([
        "january jan يناير", "february feb فبراير شباط", "march mar مارس اذار", "april apr ابريل نيسان",
        "may مايو ايار", "june jun يونيو حزيران", "july jul يوليو تموز", "august aug اغسطس اب",
        "september sep sept سبتمبر ايلول", "october oct اكتوبر", "november nov نوفمبر", "december dec ديسمبر",
    ])

    static let weekdays: [UInt64: Int] = table([
        "monday mon الاثنين", "tuesday tue tues الثلاثاء", "wednesday wed الاربعاء", "thursday thu thur thurs الخميس",
        "friday fri الجمعه", "saturday sat السبت", "sunday sun الاحد",
    ])

    /// 0 hour, 1 day, 2 week, 3 month, 4 year, 5 quarter, 6 minute.
    static let units: [UInt64: Int] = table(
        [
            "hour hr hrs ساعه ساعات", "day يوم ايام", "week اسبوع اسابيع", "month شهر اشهر شهور",
            "year سنه عام سنوات اعوام", "quarter ربع", "minute min دقيقه دقائق",
        ],
        from: 0
    )

    static let ordinals: [UInt64: Int] = table(
        ["first الاول", "second الثاني", "third الثالث", "fourth الرابع"]
    )

    static let numbers: [UInt64: Int] = table(
        [
            "one واحد", "two اثنين", "three ثلاثه", "four اربعه", "five خمسه", "six سته", "seven سبعه", "eight ثمانيه",
            "nine تسعه", "ten عشره", "eleven", "twelve",
        ]
    )

    /// Korean weekday by the syllable before `요일`.
    static let koreanWeekdays: [Character: Int] = [
        "월": 1, "화": 2, "수": 3, "목": 4, "금": 5, "토": 6, "일": 7,
    ]

    private static func table(_ rows: [String], from first: Int = 1) -> [UInt64: Int] {
        var result: [UInt64: Int] = [:]
        for (number, row) in rows.enumerated() {
            for word in row.split(separator: " ") {
                for token in QuestionText(String(word)).tokens { result[token.stem] = number + first }
            }
        }
        return result
    }
}

/// A span on the local clock, end excluded.
struct CivilSpan: Hashable {
    var from: CivilTime
    var to: CivilTime

    static func day(_ day: CivilTime) -> CivilSpan {
        CivilSpan(from: day.startOfDay, to: day.startOfDay.adding(days: 1))
    }

    static func days(from: CivilTime, count: Int64) -> CivilSpan {
        CivilSpan(from: from.startOfDay, to: from.startOfDay.adding(days: count))
    }

    static func month(_ year: Int, _ month: Int, count: Int = 1) -> CivilSpan {
        CivilSpan(from: start(year, month), to: start(year, month + count))
    }

    static func year(_ year: Int, count: Int = 1) -> CivilSpan {
        CivilSpan(from: start(year, 1), to: start(year + count, 1))
    }

    static func quarter(_ year: Int, _ quarter: Int) -> CivilSpan {
        month(year, quarter * 3 - 2, count: 3)
    }

    /// The first day of a month that may lie outside 1…12.
    static func start(_ year: Int, _ month: Int) -> CivilTime {
        let total = year * 12 + month - 1
        return CivilTime(year: total / 12, month: total % 12 + 1, day: 1)
    }

    /// The week from Monday that holds a day.
    static func week(of day: CivilTime, offset: Int64 = 0) -> CivilSpan {
        days(from: day.adding(days: Int64(1 - day.weekday) + 7 * offset), count: 7)
    }

    /// Minutes of one day; an end before the start lies on the next day.
    static func minutes(_ day: CivilTime, from: Int, to: Int) -> CivilSpan {
        let start = at(day, minute: from)
        return CivilSpan(from: start, to: at(to <= from ? day.adding(days: 1) : day, minute: to))
    }

    static func at(_ day: CivilTime, minute: Int) -> CivilTime {
        var result = day.startOfDay.adding(days: Int64(minute / 1_440))
        result.hour = minute % 1_440 / 60
        result.minute = minute % 60
        return result
    }
}

extension CivilTime {
    func adding(minutes: Int) -> CivilTime {
        CivilTime(shiftedBy: 0, from: Timestamp(utc: self).adding(seconds: Int64(minutes) * 60))
    }

    /// The same day some months earlier or later, or the last of a shorter month.
    func adding(months: Int) -> CivilTime {
        let first = CivilSpan.start(year, month + months)
        var result = self
        result.year = first.year
        result.month = first.month
        result.day = min(day, CivilTime.days(in: first.month, of: first.year))
        return result
    }
}
