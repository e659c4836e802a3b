import OpenData
import WebSupport

/// Moments as people read them, in Japan's time.
struct MomentText {
    private let year: String
    private let month: Int
    private let day: Int
    private let clock: String
    /// For `datetime` attributes: RFC 3339 with offset.
    let machine: String

    init(_ moment: Timestamp) {
        machine = moment.rfc3339
        // `2026-11-22T19:37:37+09:00`: fixed places.
        let bytes = Array(machine.utf8)
        year = Self.text(bytes, 0..<4)
        month = Int(Self.text(bytes, 5..<7)) ?? 1
        day = Int(Self.text(bytes, 8..<10)) ?? 1
        clock = Self.text(bytes, 11..<16)
    }

    /// `2026年11月22日`, `22 November 2026`.
    func date(_ language: Language) -> String {
        switch language {
        case .ja: "\(year)年\(month)月\(day)日"
        case .en: "\(day) \(Self.months[(month - 1) % 12]) \(year)"
        }
    }

    /// `2026年11月22日 19:37`, `22 November 2026, 19:37 JST`.
    func moment(_ language: Language) -> String {
        switch language {
        case .ja: "\(date(.ja)) \(clock)"
        case .en: "\(date(.en)), \(clock) JST"
        }
    }

    private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        String(decoding: bytes.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
