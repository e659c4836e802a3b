import OpenData

extension Job {
    /// A version 7 UUID (RFC 9562 §5.7) of `moment`: 48 bits of milliseconds, then 12 bits that carry the microseconds within
    /// them (method 3 of §6.2), so that ids of one machine sort as the jobs were made.
    static func makeID(at moment: Timestamp) -> String {
        let milliseconds = UInt64(max(moment.microseconds / 1_000, 0))
        let fraction = UInt64(max(moment.microseconds % 1_000, 0)) * 4_096 / 1_000
        let high = milliseconds << 16 | 0x7000 | fraction
        let low = UInt64.random(in: .min ... .max) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        var bytes: [UInt8] = []
        withUnsafeBytes(of: high.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { bytes.append(contentsOf: $0) }
        return Identifier.uuidText(bytes)
    }
}
