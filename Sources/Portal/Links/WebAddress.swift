/// Addresses that come from data.
///
/// Only `http` and `https` become links: any other scheme (`javascript:`, `data:`) stays text.
enum WebAddress {
    /// `text` when a reader may be sent there, else nil.
    static func link(_ text: String?) -> String? {
        guard let text else { return nil }
        let lowered = text.utf8.prefix(8).map { $0 | 0x20 }
        let isWeb = lowered.starts(with: "https://".utf8) || lowered.starts(with: "http://".utf8)
        let isPrintable = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        return isWeb && isPrintable ? text : nil
    }

    /// `text` without its query and fragment, where keys and tokens travel.
    static func withoutQuery(_ text: String) -> String {
        String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }))
    }
}
