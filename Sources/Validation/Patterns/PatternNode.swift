/// A pattern after parsing, before it becomes a program.
indirect enum PatternNode: Hashable, Sendable {
    case empty
    case scalar(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// Between `minimum` and `maximum` times; nil for no upper bound.
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    /// `^`: holds before the first scalar only.
    case start
    /// `$`: holds after the last scalar only.
    case end
}

/// Why a pattern cannot be used; `offset` counts Unicode scalars from 0.
struct PatternError: Error, Hashable, Sendable {
    enum Fault: Hashable, Sendable {
        case groupNotClosed
        case groupNotOpened
        case classNotClosed
        case classEmpty
        case rangeReversed
        case nothingToRepeat
        case braceNotRepetition
        case repetitionTooLarge
        case escapeUnfinished
        case escapeUnknown(String)
        /// Back-references, look-around, word boundaries, flags: what a linear matcher cannot do or Table Schema does not need.
        case unsupported(String)
        case scriptUnknown(String)
        case tooLong
        case tooDeep
        case tooComplex
    }

    let fault: Fault
    let offset: Int
}
