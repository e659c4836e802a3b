/// Memory for the text of one batch that is not in the source as it is (unescaped, transcoded).
///
/// Blocks are kept from batch to batch, so reading allocates only until it has seen its largest batch. Nothing moves until
/// ``reset()``: slices stay valid.
///
/// Its state is behind a pointer: a property of a class would be checked for exclusive access twice per field.
// Sound: an arena belongs to one batch, which one thread at a time fills and reads.
final class ScratchArena: @unchecked Sendable {
    private static let blockSize = 1 << 16

    private struct State {
        var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
        var block = 0
        var used = 0
    }

    private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

    init() { state.initialize(to: State()) }

    deinit {
        for block in state.pointee.blocks { block.deallocate() }
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Room for `capacity` bytes; take what was used of it with ``commit(_:)`` before asking again.
    @inline(__always)
    func reserve(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let (block, used) = (state.pointee.block, state.pointee.used)
        if block < state.pointee.blocks.count, used + capacity <= state.pointee.blocks[block].count,
            let start = state.pointee.blocks[block].baseAddress
        {
            return start + used
        }
        return reserveElsewhere(capacity)
    }

    private func reserveElsewhere(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        state.pointee.used = 0
        state.pointee.block += 1
        while state.pointee.block < state.pointee.blocks.count {
            let block = state.pointee.blocks[state.pointee.block]
            if capacity <= block.count, let start = block.baseAddress { return start }
            state.pointee.block += 1
        }
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity, Self.blockSize))
        state.pointee.blocks.append(UnsafeMutableBufferPointer(start: memory, count: max(capacity, Self.blockSize)))
        state.pointee.block = state.pointee.blocks.count - 1
        return memory
    }

    @inline(__always)
    func commit(_ count: Int) {
        state.pointee.used += count
    }

    /// Forgets everything; the memory is used again.
    func reset() {
        state.pointee.block = 0
        state.pointee.used = 0
    }
}
