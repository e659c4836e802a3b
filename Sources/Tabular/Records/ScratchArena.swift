/// Memory for the text of one batch that is not in the source as it is (unescaped, transcoded).
///
/// Blocks are kept from batch to batch, so reading allocates only until it has seen its largest batch. Nothing moves until
/// ``reset()``: slices stay valid.
// Sound: an arena belongs to one batch, which one thread at a time fills and reads.
final class ScratchArena: @unchecked Sendable {
    private static let blockSize = 1 << 16
    private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var block = 0
    private var used = 0

    deinit {
        for block in blocks { block.deallocate() }
    }

    /// Room for `capacity` bytes; take what was used of it with ``commit(_:)`` before asking again.
    func reserve(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        while block < blocks.count {
            if used + capacity <= blocks[block].count, let start = blocks[block].baseAddress { return start + used }
            block += 1
            used = 0
        }
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity, Self.blockSize))
        blocks.append(UnsafeMutableBufferPointer(start: memory, count: max(capacity, Self.blockSize)))
        block = blocks.count - 1
        used = 0
        return memory
    }

    func commit(_ count: Int) {
        used += count
    }

    /// Forgets everything; the memory is used again.
    func reset() {
        block = 0
        used = 0
    }
}
