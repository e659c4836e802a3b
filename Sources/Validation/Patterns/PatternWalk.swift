/// Runs a ``Pattern`` over UTF-8 bytes in time linear in the text: at most instructions × scalars steps, whatever both are.
///
/// All ways through the program are followed side by side (Thompson 1968, Pike): the set of instructions that wait for the next
/// scalar is a list without repeats, kept unique by a stamp per instruction. The lists are made once, so matching a cell
/// allocates nothing. ``PatternMatcher`` remembers where the steps led.
struct PatternWalk: ~Copyable {
    private let pattern: Pattern
    /// Instructions that wait for the scalar at hand, and those that will wait for the one after it.
    private(set) var waiting: [Int32]
    private var following: [Int32]
    /// For each instruction, the last position (as a running number) at which it was reached.
    private var stamps: [UInt64]
    private var stamp: UInt64 = 0
    private var pending: [Int32]
    /// Whether the text so far fits, if it ends here.
    private(set) var hasMatched = false
    /// Instructions visited so far: what tests hold against the length of the text.
    private(set) var steps = 0

    init(_ pattern: Pattern) {
        self.pattern = pattern
        waiting = []
        following = []
        pending = []
        stamps = Array(repeating: 0, count: pattern.program.count)
        waiting.reserveCapacity(pattern.program.count)
        following.reserveCapacity(pattern.program.count)
        pending.reserveCapacity(pattern.program.count + 1)
    }

    /// Begins before the first scalar.
    /// - Parameter isEnd: whether there is none.
    mutating func begin(isEnd: Bool) {
        following.removeAll(keepingCapacity: true)
        reach(0, isStart: true, isEnd: isEnd)
        swap(&waiting, &following)
    }

    /// Goes back to a moment when these instructions waited.
    mutating func resume(_ instructions: [Int32]) {
        waiting.removeAll(keepingCapacity: true)
        waiting.append(contentsOf: instructions)
    }

    /// Takes the next scalar.
    /// - Parameter isEnd: whether it is the last.
    mutating func step(over scalar: UInt32, isEnd: Bool) {
        following.removeAll(keepingCapacity: true)
        stamp += 1
        hasMatched = false
        for position in waiting.indices {
            let instruction = Int(waiting[position])
            steps += 1
            guard case .take(let set) = pattern.program[instruction], pattern.sets[set].contains(scalar) else {
                continue
            }
            follow(instruction + 1, isStart: false, isEnd: isEnd)
        }
        swap(&waiting, &following)
    }

    private mutating func reach(_ instruction: Int, isStart: Bool, isEnd: Bool) {
        stamp += 1
        hasMatched = false
        follow(instruction, isStart: isStart, isEnd: isEnd)
    }

    /// Adds to `following` every instruction that waits for a scalar and is reached from `instruction` without one.
    private mutating func follow(_ instruction: Int, isStart: Bool, isEnd: Bool) {
        pending.append(Int32(truncatingIfNeeded: instruction))
        while let next = pending.popLast() {
            let at = Int(next)
            guard stamps[at] != stamp else { continue }
            stamps[at] = stamp
            steps += 1
            switch pattern.program[at] {
            case .take: following.append(next)
            case .jump(let target): pending.append(Int32(truncatingIfNeeded: target))
            case .split(let first, let second):
                pending.append(Int32(truncatingIfNeeded: second))
                pending.append(Int32(truncatingIfNeeded: first))
            case .start: if isStart { pending.append(next + 1) }
            case .end: if isEnd { pending.append(next + 1) }
            case .match: hasMatched = true
            }
        }
    }
}
