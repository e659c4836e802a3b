/// Which of several media types a reader's `Accept` prefers (RFC 9110 §12.5.1).
package struct MediaTypes: Hashable, Sendable {
    private let list: QualityList

    /// - Parameter accept: the header; nil means that anything is welcome.
    package init(accept: String?) { list = QualityList(accept) }

    /// The best of `offers` (lower case `type/subtype`, best first); nil when all are refused.
    ///
    /// Ties go to the earlier offer.
    package func preferred(of offers: [String]) -> String? {
        guard !list.items.isEmpty else { return offers.first }
        var best: (offer: String, weight: Int)?
        for offer in offers {
            let weight = weight(of: offer)
            if weight > best?.weight ?? 0 { best = (offer, weight) }
        }
        return best?.offer
    }

    /// The most specific entry decides: `a/b`, then `a/*`, then `*/*`.
    ///
    /// 0 when none matches.
    private func weight(of offer: String) -> Int {
        let type = String(Substring(offer.utf8.prefix { $0 != UInt8(ascii: "/") }))
        for pattern in [offer, type + "/*", "*/*"] {
            if let item = list.items.first(where: { $0.name == pattern }) { return item.weight }
        }
        return 0
    }
}
