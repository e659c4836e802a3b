/// Says what JSON holds that is no table.
enum ShapeDescription {
    static func describe(_ structure: JSONStructure) -> Bilingual {
        switch structure.top {
        case .string: return Bilingual(ja: "文字列一つ", en: "a single string")
        case .number: return Bilingual(ja: "数一つ", en: "a single number")
        case .boolean: return Bilingual(ja: "真偽値一つ", en: "a single true or false")
        case .null: return Bilingual(ja: "null だけ", en: "only null")
        case .array(let elements):
            return Bilingual(
                ja: "\(elements.count) 個の要素のうち \(elements.objects) 個だけがオブジェクトの配列",
                en: "an array of \(elements.count) elements, of which \(elements.objects) are objects"
            )
        case .object:
            guard let array = structure.arrays.first(where: { $0.elements.count > 0 }) else {
                return structure.arrays.count > 1
                    ? Bilingual(ja: "空の配列だけ", en: "only empty arrays")
                    : Bilingual(ja: "オブジェクト一つ（配列なし）", en: "one object without an array")
            }
            return Bilingual(
                ja: "オブジェクトでない要素を含む配列（\(array.pointer)）",
                en: "an array with elements that are no objects (\(array.pointer))"
            )
        }
    }
}

extension Bilingual {
    /// A line of NDJSON that is something else.
    static func notAnObject(line: Int) -> Bilingual {
        Bilingual(ja: "オブジェクトでない行（\(line) 行目）", en: "a line that is no object (line \(line))")
    }
}
