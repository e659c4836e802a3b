import WebSupport

/// What a `Range` header asks of a file of some size (RFC 9110 §14.1.2).
enum ByteRange: Hashable {
    /// Not understood, or several ranges: the whole file is a right answer to both.
    case whole
    case part(ClosedRange<Int>)
    /// Begins beyond the end.
    case outside

    init(_ header: String, of size: Int) {
        let bytes = header.utf8
        guard header.hasPrefix("bytes="), !bytes.contains(UInt8(ascii: ",")) else {
            self = .whole
            return
        }
        let ends = bytes.dropFirst(6).split(
            separator: UInt8(ascii: "-"),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard ends.count == 2, ends[1].first != UInt8(ascii: "-") else {
            self = .whole
            return
        }
        let first = QueryParameters.integer(String(Substring(ends[0])))
        let last = QueryParameters.integer(String(Substring(ends[1])))
        switch (first, last) {
        case (let first?, let last?) where first <= last:
            self = first < size ? .part(first...min(last, size - 1)) : .outside
        case (let first?, nil) where ends[1].isEmpty: self = first < size ? .part(first...(size - 1)) : .outside
        case (nil, let count?) where ends[0].isEmpty:
            self = count > 0 && size > 0 ? .part(max(0, size - count)...(size - 1)) : .outside
        default: self = .whole
        }
    }
}
