/// Numbers as people read them.
enum NumberText {
    /// `1234567` as `1,234,567`.
    static func grouped(_ number: Int) -> String {
        var bytes: [UInt8] = []
        for (position, digit) in String(number.magnitude).utf8.reversed().enumerated() {
            if position > 0, position % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digit)
        }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    /// A size in bytes: `512 B`, `1.5 KB`, `23 MB`; thousands, as file managers count, one decimal below ten.
    static func bytes(_ count: Int) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var unit = 0
        var tenths = count * 10
        while tenths >= 10_000, unit < units.count - 1 {
            tenths /= 1_000
            unit += 1
        }
        let hasDecimal = unit > 0 && tenths < 100 && tenths % 10 != 0
        return "\(tenths / 10)\(hasDecimal ? ".\(tenths % 10)" : "") \(units[unit])"
    }
}
