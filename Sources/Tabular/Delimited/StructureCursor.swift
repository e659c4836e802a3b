import CTabular

/// Walks over the structural bytes (delimiters and record ends outside quotes) of delimited text, indexing a chunk at a time.
struct StructureCursor: ~Copyable {
    /// Small enough that the index of a chunk (4 bytes per structural byte) stays in the second-level cache.
    private static let chunkSize = 1 << 15

    let base: UnsafePointer<UInt8>
    let count: Int
    private var scanner: ctabular_scanner
    private let positions: UnsafeMutablePointer<UInt32>
    private var filled = 0
    private var index = 0
    private var chunkStart: Int
    private var chunkEnd: Int

    /// Starts at `start`, which must be the start of a record.
    init(base: UnsafePointer<UInt8>, count: Int, start: Int, delimiter: UInt8, loneCREnds: Bool) {
        self.base = base
        self.count = count
        scanner = ctabular_scanner(
            delimiter: delimiter,
            lone_cr_ends: loneCREnds ? 1 : 0,
            state: UInt8(ctabular_field_start),
            inner_quote: 0
        )
        // Room for what `ctabular_index` writes ahead.
        positions = .allocate(capacity: Self.chunkSize + 8)
        chunkStart = start
        chunkEnd = start
    }

    deinit {
        positions.deallocate()
    }

    /// Whether the text ended inside quotes; meaningful once ``next()`` has returned ``count``.
    var endsInsideQuotes: Bool { scanner.state == UInt8(ctabular_quoted) }

    /// Whether a quote was seen inside an unquoted field, as far as chunks were indexed.
    var hasInnerQuotes: Bool { scanner.inner_quote != 0 }

    /// Offset of the next structural byte; ``count`` at the end.
    @inline(__always)
    mutating func next() -> Int {
        while index == filled {
            guard refill() else { return count }
        }
        let position = chunkStart + Int(positions[index])
        index += 1
        return position
    }

    private mutating func refill() -> Bool {
        guard chunkEnd < count else { return false }
        chunkStart = chunkEnd
        let size = min(Self.chunkSize, count - chunkStart)
        filled = ctabular_index(&scanner, base + chunkStart, size, count - chunkStart, positions)
        index = 0
        chunkEnd = chunkStart + size
        return true
    }
}
