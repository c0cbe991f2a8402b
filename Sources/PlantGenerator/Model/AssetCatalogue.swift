/// The functional locations of one train, in the order site, unit, system, equipment.
enum AssetCatalogue {
    static let site = AssetBlueprint(
        id: "HAEDONG",
        english: "Haedong refinery (synthetic)",
        korean: ["해동 정유공장"],
        parent: "",
        equipmentClass: ""
    )

    static func assets(train: Int) -> [AssetBlueprint] {
        table.split(separator: "\n").compactMap { line in
            let cells = TagTable.numbered(String(line), train: train)
                .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5 else { return nil }
            return AssetBlueprint(
                id: cells[0],
                english: cells[1],
                korean: cells[4].split(separator: ";").map(String.init),
                parent: cells[2],
                equipmentClass: cells[3]
            )
        }
    }

    // Equipment classes of ISO 14224:2016, annex A: PU pumps, HE heat exchangers, HB heaters and boilers,
    // VE vessels, CO compressors, BL blowers and fans.
    private static let table = """
        CDU-#|Crude distillation unit #|HAEDONG||제#상압증류공정;#CDU;상압증류 #호기
        CDU-#-FEED|Crude feed|CDU-#||원유 공급 계통
        CDU-#-PREHEAT|Desalting and preheat train|CDU-#||탈염 및 예열 계통;예열 트레인
        CDU-#-FURNACE|Charge furnace|CDU-#||가열로 계통
        CDU-#-COLUMN|Atmospheric column|CDU-#||상압 증류탑 계통
        CDU-#-OVERHEAD|Overhead|CDU-#||탑정 계통
        CDU-#-PRODUCTS|Product draws|CDU-#||제품 유출 계통
        CDU-#-UTIL|Utilities|CDU-#||유틸리티 계통;냉각수 계통
        P-#01A|Crude charge pump A|CDU-#-FEED|PU|원유 공급 펌프 A;원유 차지 펌프 A
        P-#01B|Crude charge pump B|CDU-#-FEED|PU|원유 공급 펌프 B;원유 차지 펌프 B
        V-#01|Desalter|CDU-#-PREHEAT|VE|탈염기;데솔터
        E-#01|Crude / naphtha exchanger|CDU-#-PREHEAT|HE|원유-나프타 열교환기
        E-#02|Crude / kerosene exchanger|CDU-#-PREHEAT|HE|원유-등유 열교환기
        E-#03|Crude / LGO exchanger|CDU-#-PREHEAT|HE|원유-경질경유 열교환기
        E-#04|Crude / HGO exchanger|CDU-#-PREHEAT|HE|원유-중질경유 열교환기;HGO 열교환기
        E-#05|Crude / diesel pumparound exchanger|CDU-#-PREHEAT|HE|원유-경유 순환 열교환기
        E-#06|Crude / residue exchanger|CDU-#-PREHEAT|HE|원유-잔사유 열교환기
        P-#02A|Desalted crude booster pump A|CDU-#-PREHEAT|PU|탈염 원유 부스터 펌프 A
        P-#02B|Desalted crude booster pump B|CDU-#-PREHEAT|PU|탈염 원유 부스터 펌프 B
        H-#01|Crude charge furnace|CDU-#-FURNACE|HB|원유 가열로;가열로
        K-#01|Forced draft fan|CDU-#-FURNACE|BL|압입 송풍기;FD 팬
        C-#01|Atmospheric distillation column|CDU-#-COLUMN|VE|상압 증류탑
        P-#03A|Residue pump A|CDU-#-COLUMN|PU|탑저 펌프 A;잔사유 펌프 A
        P-#03B|Residue pump B|CDU-#-COLUMN|PU|탑저 펌프 B;잔사유 펌프 B
        E-#10|Overhead condenser|CDU-#-OVERHEAD|HE|탑정 응축기;오버헤드 콘덴서
        D-#01|Reflux drum|CDU-#-OVERHEAD|VE|환류조;리플럭스 드럼
        P-#10A|Reflux pump A|CDU-#-OVERHEAD|PU|환류 펌프 A
        P-#10B|Reflux pump B|CDU-#-OVERHEAD|PU|환류 펌프 B
        K-#02|Off-gas compressor|CDU-#-OVERHEAD|CO|배가스 압축기
        """
}
