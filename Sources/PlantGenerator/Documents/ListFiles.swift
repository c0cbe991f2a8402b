import Plant

/// The asset list and the tag list, as the plant's systems export them.
enum ListFiles {
    static func assets(_ plant: PlantModel) -> String {
        plant.assets.reduce(into: "asset,name,parent,class,aliases\n") { text, asset in
            text += CSVRow.line([
                asset.id, asset.english, asset.parent, asset.equipmentClass, asset.korean.joined(separator: "|"),
            ])
        }
    }

    static func tags(_ plant: PlantModel, to file: OutputFile) {
        file.write(
            "tag,description,unit,asset,kind,range_low,range_high,ll,l,h,hh,deadband,rate_per_minute\n"
        )
        func number(_ value: Double?) -> String { value.map { DecimalText.shortest($0) } ?? "" }
        for tag in plant.tags {
            let limits = tag.limits
            file.write(
                CSVRow.line([
                    tag.name, tag.description, tag.unit, tag.asset, tag.kind.rawValue, number(tag.low),
                    number(tag.high),
                    number(limits.lowLow), number(limits.low), number(limits.high), number(limits.highHigh),
                    number(limits.deadband), number(limits.ratePerMinute),
                ])
            )
        }
    }
}
