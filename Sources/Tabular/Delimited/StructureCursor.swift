import CTabular

/// Walks over the structural bytes (delimiters and record ends outside quotes) of delimited text, indexing a chunk at a time.
struct StructureCursor: ~Copyable {
    /// Small enough that the index of a chunk (4 bytes per structural byte) stays in the second-level cache.
    private static let chunkSize = 1 << 15

    let base: UnsafePointer<UInt8>
    let count: Int
    private var scanner: ctabular_scanner
    private let positions: UnsafeMutablePointer<UInt32>
    /// What is left of the chunk that was indexed last.
    private(set) var chunk: Chunk
    private var chunkEnd: Int

    /// The structural bytes of a chunk that were not taken yet.
    ///
    /// A loop keeps it in registers, where the cursor is memory.
    struct Chunk {
        fileprivate var next: UnsafePointer<UInt32>
        fileprivate var end: UnsafePointer<UInt32>
        /// Offset of the chunk in the text.
        fileprivate let start: Int
    }

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
        chunk = Chunk(next: positions, end: positions, start: start)
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
        var chunk = chunk
        defer { self.chunk = chunk }
        return next(of: &chunk)
    }

    /// The same for a loop that keeps what is left of the chunk: the ``chunk`` as it is before, and is given back to
    /// ``resume(at:)`` after.
    @inline(__always)
    mutating func next(of chunk: inout Chunk) -> Int {
        while chunk.next == chunk.end {
            guard refill() else { return count }
            chunk = self.chunk
        }
        let position = chunk.start &+ Int(chunk.next.pointee)
        chunk.next += 1
        return position
    }

    /// Goes on behind what a loop took of a chunk.
    mutating func resume(at chunk: Chunk) { self.chunk = chunk }

    private mutating func refill() -> Bool {
        guard chunkEnd < count else { return false }
        let start = chunkEnd
        let size = min(Self.chunkSize, count - start)
        let filled = ctabular_index(&scanner, base + start, size, count - start, positions)
        chunk = Chunk(next: positions, end: positions + filled, start: start)
        chunkEnd = start + size
        return true
    }
}
