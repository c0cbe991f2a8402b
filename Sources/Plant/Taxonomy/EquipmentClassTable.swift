/// The equipment classes as a table.
///
/// Source: the class codes of ISO 14224:2016, annex A. The failure modes of a class are a selection from annex B for
/// its category, in an order of this project's own; a site that codes differently keeps its own codes in its records.
enum EquipmentClassTable {
    static func read() -> [EquipmentClass] {
        text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 6, let category = EquipmentClass.Category(rawValue: cells[1]) else { return nil }
            return EquipmentClass(
                code: cells[0],
                category: category,
                name: cells[2],
                korean: cells[3],
                arabic: cells[4].isEmpty ? nil : cells[4],
                failureModes: cells[5].split(separator: " ").map(String.init)
            )
        }
        .sorted { $0.code < $1.code }
    }

    /// `code|category|English|Korean|Arabic|failure modes`
    private static let text = """
        BL|rotating|blower or fan|송풍기|مروحة|VIB BRD FTS UST STP LOO ERO NOI OHE PDE STD AIR SER OTH UNK
        CE|rotating|combustion engine|내연기관|محرك احتراق|FTS UST STP BRD VIB OHE ELF ELU LOO NOI PDE STD AIR SER OTH UNK
        CO|rotating|compressor|압축기|ضاغط|VIB UST FTS STP BRD ELP ELU INL LOO HIO ERO OHE NOI PDE PLU STD AIR SER OTH UNK
        EG|rotating|electric generator|발전기|مولد كهربائي|FTS UST STP BRD FOF FOV LOO OHE VIB NOI PDE STD AIR SER OTH UNK
        EM|rotating|electric motor|전동기|محرك كهربائي|FTS UST STP BRD OHE VIB NOI LOO ERO PDE STD AIR SER OTH UNK
        GT|rotating|gas turbine|가스터빈|توربين غازي|FTS UST STP BRD VIB OHE ELF ELU LOO HIO ERO NOI PDE STD AIR SER OTH UNK
        LE|rotating|liquid expander|액체 팽창기||VIB UST FTS STP BRD ELP ELU LOO NOI OHE PDE STD AIR SER OTH UNK
        MI|rotating|mixer|교반기|خلاط|VIB UST FTS STP BRD ELP ELU LOO NOI OHE PDE STD AIR SER OTH UNK
        PU|rotating|pump|펌프|مضخة|ELP ELU VIB UST FTS STP BRD LOO HIO ERO INL OHE NOI PDE PLU STD AIR SER OTH UNK
        ST|rotating|steam turbine|증기터빈|توربين بخاري|FTS UST STP BRD VIB ELU INL LOO HIO ERO OHE NOI PDE STD AIR SER OTH UNK
        TE|rotating|turboexpander|터보팽창기||VIB UST FTS STP BRD ELP ELU INL LOO ERO OHE NOI PDE STD AIR SER OTH UNK
        CR|mechanical|crane|크레인|رافعة|FTF FTS STP BRD SPO VIB NOI OHE STD AIR SER OTH UNK
        FS|mechanical|filter or strainer|필터|مرشح|PLU ELP INL PDE STD AIR SER OTH UNK
        HB|mechanical|heater or boiler|가열로·보일러|فرن أو مرجل|IHT OHE ELP ELU ELF INL PLU PDE STD AIR SER OTH UNK
        HE|mechanical|heat exchanger|열교환기|مبادل حراري|IHT PLU ELP ELU INL PDE STD AIR SER OTH UNK
        LA|mechanical|loading arm|로딩 암|ذراع تحميل|ELP FTF STD AIR SER OTH UNK
        PI|mechanical|piping|배관|أنابيب|ELP ELU PLU INL STD VIB AIR SER OTH UNK
        SE|mechanical|steam ejector|스팀 이젝터|قاذف بخاري|LOO PLU ELP ELU PDE STD AIR SER OTH UNK
        TA|mechanical|storage tank|저장탱크|خزان|ELP STD PLU AIR SER OTH UNK
        VE|mechanical|pressure vessel|압력용기|وعاء ضغط|ELP PLU ELU INL PDE STD AIR SER OTH UNK
        FC|electrical|frequency converter|주파수 변환기|محول تردد|FTF UST FOF FOV OHE ERO PDE AIR SER OTH UNK
        PT|electrical|power transformer|변압기|محول كهربائي|FTF UST OHE ELU FOV PDE STD AIR SER OTH UNK
        SG|electrical|switchgear|배전반|لوحة مفاتيح كهربائية|FTF FTO FTC SPO OHE PDE AIR SER OTH UNK
        UP|electrical|uninterruptible power supply|무정전 전원장치|مصدر طاقة غير منقطع|FTF UST FOV FOF ERO OHE AIR SER OTH UNK
        CL|safety_and_control|control logic unit|제어 로직|وحدة تحكم منطقية|FTF SPO ERO NOO AIR SER OTH UNK
        FG|safety_and_control|fire and gas detector|화재·가스 감지기|كاشف حريق وغاز|FTF SPO ERO HIO LOO NOO AIR SER OTH UNK
        IP|safety_and_control|input device|계기·전송기|جهاز قياس|AIR ERO HIO LOO NOO FTF SPO SER OTH UNK
        NO|safety_and_control|nozzle|노즐|فوهة|PLU FTF STD SER OTH UNK
        VA|safety_and_control|valve|밸브|صمام|FTC FTO FTR DOP LCP ELP ELU INL SPO PLU HIO LOO NOI STD AIR SER OTH UNK
        """
}
