/// Writes dates and times in the one form that tables keep (ISO 8601).
struct NormalizedText: ~Copyable {
    /// `2024-04-01T09:30:00.123456789+09:00` has 35 bytes.
    private let bytes: UnsafeMutablePointer<UInt8>
    private var count = 0

    init() {
        bytes = .allocate(capacity: 40)
    }

    deinit {
        bytes.deallocate()
    }

    /// The text of `value`, valid until the next call.
    ///
    /// `signs` hold the digits of its fraction.
    mutating func write(_ value: DateGrammar.Value, signs: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        count = 0
        if value.kind != .time {
            digits(value.year, 4)
            if value.kind != .year { part("-", value.month) }
            if value.kind == .date || value.kind == .datetime { part("-", value.day) }
        }
        if value.kind == .datetime { sign("T") }
        if value.kind == .time || value.kind == .datetime {
            digits(value.hour, 2)
            part(":", value.minute)
            part(":", value.second)
            if !value.fraction.isEmpty {
                sign(".")
                for index in value.fraction { byte(signs[index]) }
            }
        }
        if let offset = value.offset { zone(offset) }
        return UnsafeBufferPointer(start: bytes, count: count)
    }

    private mutating func zone(_ offset: Int) {
        guard offset != 0 else { return sign("Z") }
        sign(offset < 0 ? "-" : "+")
        digits(abs(offset) / 60, 2)
        part(":", abs(offset) % 60)
    }

    private mutating func part(_ separator: Unicode.Scalar, _ value: Int) {
        sign(separator)
        digits(value, 2)
    }

    private mutating func digits(_ value: Int, _ width: Int) {
        var divisor = width == 4 ? 1000 : 10
        while divisor > 0 {
            byte(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    private mutating func sign(_ scalar: Unicode.Scalar) {
        byte(UInt8(ascii: scalar))
    }

    private mutating func byte(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }
}
