/// Says whether values fit a ``Pattern``, in a table look-up per byte once the values' kinds of bytes have been seen.
///
/// The set of instructions that wait for the next scalar is all that the past of a text decides, so each such set is a state of an
/// automaton. States, and where a scalar leads from them, are found by ``PatternWalk`` when they are first needed and remembered: a
/// column of a million codes needs a dozen. ASCII has a table for each state, other scalars share a small cache. Hostile patterns
/// have more states than are kept: such a text is walked to its end, and the next one begins with none, so that a text never
/// costs more than the walk, which is linear in its length.
struct PatternMatcher: ~Copyable {
    /// Most states that are kept; a state takes about 1 KB.
    private static let mostStates = 512
    private static let ascii = 128
    private static let cacheSize = 1024

    private typealias State = Int32
    /// No text that comes here fits.
    private static let dead: State = 0
    private static let start: State = 1
    /// Where a scalar leads when that was never looked at, and when there is no room for the state.
    private static let unknown: State = -1
    private static let unkept: State = -2

    /// What was found of one scalar beyond ASCII in one state.
    private struct Found {
        var state: State = -1
        var scalar: UInt32 = 0
        var next: State = 0
        var fits = false
    }

    private var walk: PatternWalk
    private let fitsEmpty: Bool
    /// Instructions that wait before the first scalar, ascending; the same for each state.
    private let first: [Int32]
    private var waiting: [[Int32]] = []
    private var states: [[Int32]: State] = [:]
    /// For each state and ASCII byte the next state.
    private var next: [State] = []
    /// For each state and ASCII byte whether a text fits that ends with it: 0 not known, 1 no, 2 yes.
    private var fits: [UInt8] = []
    private var found: [Found] = []

    init(_ pattern: Pattern) {
        walk = PatternWalk(pattern)
        walk.begin(isEnd: true)
        fitsEmpty = walk.hasMatched
        walk.begin(isEnd: false)
        first = walk.waiting.sorted()
        forget()
    }

    /// Instructions visited so far: what tests hold against the length of the text.
    var steps: Int { walk.steps }

    /// Whether the whole of `text`, which must be valid UTF-8, fits the pattern.
    mutating func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !text.isEmpty else { return fitsEmpty }
        if waiting.count >= Self.mostStates { forget() }
        var (state, index) = passKnown(text)
        while state != Self.dead {
            let (before, place) = (state, index)
            let byte = text[index]
            if byte < 0x80 {
                index += 1
                let entry = Int(state) * Self.ascii + Int(byte)
                if index == text.count { return fits[entry] == 0 ? learnEnd(state, byte) : fits[entry] == 2 }
                state = next[entry] == Self.unknown ? learn(state, byte) : next[entry]
            } else {
                let scalar = UTF8Scalars.next(in: text, at: &index)
                let step = other(state, scalar)
                if index >= text.count { return step.fits }
                state = step.next
            }
            if state == Self.unkept { return walkOn(text, from: place, before) }
        }
        return false
    }

    /// Goes as far as ASCII leads from known state to known state, the last byte left out.
    ///
    /// All bytes of most codes and numbers are passed here.
    @inline(__always)
    private func passKnown(_ text: UnsafeBufferPointer<UInt8>) -> (state: State, index: Int) {
        next.withUnsafeBufferPointer { next in
            var state = Self.start
            var index = 0
            let last = text.count - 1
            while index < last, text[index] < 0x80 {
                let step = next[Int(state) * Self.ascii + Int(text[index])]
                guard step > Self.dead else { break }
                state = step
                index += 1
            }
            return (state, index)
        }
    }

    // MARK: What is not known yet

    private mutating func learn(_ state: State, _ byte: UInt8) -> State {
        let reached = target(state, UInt32(byte))
        next[Int(state) * Self.ascii + Int(byte)] = reached
        return reached
    }

    private mutating func learnEnd(_ state: State, _ byte: UInt8) -> Bool {
        let isFit = isEnd(state, UInt32(byte))
        fits[Int(state) * Self.ascii + Int(byte)] = isFit ? 2 : 1
        return isFit
    }

    private mutating func other(_ state: State, _ scalar: UInt32) -> Found {
        let place = Int((scalar &* 31 &+ UInt32(truncatingIfNeeded: state) &* 131) % UInt32(Self.cacheSize))
        if found[place].state == state, found[place].scalar == scalar { return found[place] }
        let fits = isEnd(state, scalar)
        found[place] = Found(state: state, scalar: scalar, next: target(state, scalar), fits: fits)
        return found[place]
    }

    private mutating func isEnd(_ state: State, _ scalar: UInt32) -> Bool {
        walk.resume(waiting[Int(state)])
        walk.step(over: scalar, isEnd: true)
        return walk.hasMatched
    }

    private mutating func target(_ state: State, _ scalar: UInt32) -> State {
        walk.resume(waiting[Int(state)])
        walk.step(over: scalar, isEnd: false)
        return keep(walk.waiting.sorted())
    }

    private mutating func walkOn(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ state: State) -> Bool {
        walk.resume(waiting[Int(state)])
        var index = start
        while index < text.count, !walk.waiting.isEmpty {
            let scalar = UTF8Scalars.next(in: text, at: &index)
            walk.step(over: scalar, isEnd: index >= text.count)
        }
        return index >= text.count && walk.hasMatched
    }

    // MARK: States

    private mutating func forget() {
        waiting.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        fits.removeAll(keepingCapacity: true)
        found = Array(repeating: Found(), count: Self.cacheSize)
        add([])
        add(first)
    }

    private mutating func keep(_ instructions: [Int32]) -> State {
        if let known = states[instructions] { return known }
        guard waiting.count < Self.mostStates else { return Self.unkept }
        add(instructions)
        return State(waiting.count - 1)
    }

    private mutating func add(_ instructions: [Int32]) {
        if states[instructions] == nil { states[instructions] = State(waiting.count) }
        waiting.append(instructions)
        next.append(contentsOf: repeatElement(Self.unknown, count: Self.ascii))
        fits.append(contentsOf: repeatElement(0, count: Self.ascii))
    }
}
