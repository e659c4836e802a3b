import CTabular

/// Stages of reading on their own, for `Benchmarks`: nothing else has a use for them without the others.
package enum ReadingMeasures {
    /// Walks over the structural bytes of a comma-separated file as a pass over its records does.
    ///
    /// - Returns: How many there are, and the sum of their offsets, so that nothing can be left out.
    /// - Throws: `unreadable`.
    package static func structure(of path: String) throws(TabularError) -> (count: Int, sum: Int) {
        let source = try SourceBytes(path: path)
        var cursor = StructureCursor(
            base: source.start,
            count: source.count,
            start: 0,
            delimiter: UInt8(ascii: ","),
            loneCREnds: false
        )
        let end = source.count
        var count = 0
        var sum = 0
        var chunk = cursor.chunk
        while true {
            let place = cursor.next(of: &chunk)
            guard place < end else { return (count, sum) }
            count &+= 1
            sum &+= place
        }
    }

    /// Turns a file in CP932 into UTF-8 in memory, a piece after the other, and returns the bytes of the outcome.
    /// - Throws: `unreadable`.
    package static func utf8Size(ofCP932 path: String) throws(TabularError) -> Int {
        let source = try SourceBytes(path: path)
        let pieceSize = 1 << 16
        let target = UnsafeMutablePointer<UInt8>.allocate(capacity: pieceSize * 3)
        defer { target.deallocate() }
        var at = 0
        var total = 0
        while at < source.count {
            var written = 0
            let size = min(pieceSize, source.count - at)
            let read = ctabular_decode(Int32(ctabular_cp932), source.start + at, size, target, &written)
            // A character that the piece cuts is read with the next; one that is none ends the file here.
            guard read > 0 else { return total }
            at += read
            total += written
        }
        return total
    }
}
