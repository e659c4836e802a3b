/// A compiled pattern of Table Schema: a program for ``PatternMatcher``, anchored at both ends.
///
/// The construction is Thompson's: every node becomes a few instructions, alternatives become a split in the way, and a
/// repetition `{m,n}` becomes copies. The matcher walks all ways at once, so no text can make it go back (hazards.md F15). What
/// could grow is the program, and that is bounded here.
struct Pattern: Hashable, Sendable {
    enum Instruction: Hashable, Sendable {
        /// Takes one scalar of the set, then goes on with the next instruction.
        case take(set: Int)
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case match
    }

    /// Most instructions of one program.
    static let largest = 20_000

    /// As written in the schema.
    let source: String
    let program: [Instruction]
    let sets: [ScalarSet]

    init(_ source: String) throws(PatternError) {
        var compiler = Compiler()
        try compiler.emit(try PatternParser.parse(source))
        try compiler.append(.match)
        self.source = source
        program = compiler.program
        sets = compiler.sets
    }
}

extension Pattern {
    private struct Compiler {
        var program: [Instruction] = []
        var sets: [ScalarSet] = []
        private var setNumbers: [ScalarSet: Int] = [:]

        mutating func append(_ instruction: Instruction) throws(PatternError) {
            guard program.count < Pattern.largest else { throw PatternError(fault: .tooComplex, offset: 0) }
            program.append(instruction)
        }

        mutating func emit(_ node: PatternNode) throws(PatternError) {
            switch node {
            case .empty: return
            case .scalar(let set): try append(.take(set: number(of: set)))
            case .sequence(let parts): for part in parts { try emit(part) }
            case .alternatives(let branches): try emit(branches[...])
            case .repetition(let inner, let minimum, let maximum):
                try emit(inner, minimum: minimum, maximum: maximum)
            case .start: try append(.start)
            case .end: try append(.end)
            }
        }

        private mutating func number(of set: ScalarSet) -> Int {
            if let known = setNumbers[set] { return known }
            sets.append(set)
            setNumbers[set] = sets.count - 1
            return sets.count - 1
        }

        /// Alternatives are `split A, B · A: first, jump end · B: the others · end:`.
        private mutating func emit(_ branches: ArraySlice<PatternNode>) throws(PatternError) {
            guard branches.count > 1, let first = branches.first else {
                if let only = branches.first { try emit(only) }
                return
            }
            let split = program.count
            try append(.split(split + 1, 0))
            try emit(first)
            let jump = program.count
            try append(.jump(0))
            program[split] = .split(split + 1, program.count)
            try emit(branches.dropFirst())
            program[jump] = .jump(program.count)
        }

        private mutating func emit(
            _ inner: PatternNode,
            minimum: Int,
            maximum: Int?,
        ) throws(PatternError) {
            let start = program.count
            for _ in 0..<minimum {
                try emit(inner)
                // What emits nothing matches nothing but the empty text, once or a thousand times.
                if program.count == start { return }
            }
            guard let maximum else { return try emitLoop(inner) }
            guard maximum > minimum else { return }
            var splits: [Int] = []
            for _ in minimum..<maximum {
                splits.append(program.count)
                try append(.split(program.count + 1, 0))
                let before = program.count
                try emit(inner)
                if program.count == before { break }
            }
            for split in splits { program[split] = .split(split + 1, program.count) }
        }

        /// A loop is `loop: split inner, end · inner · jump loop · end:`.
        private mutating func emitLoop(_ inner: PatternNode) throws(PatternError) {
            let split = program.count
            try append(.split(split + 1, 0))
            try emit(inner)
            try append(.jump(split))
            program[split] = .split(split + 1, program.count)
        }
    }
}
