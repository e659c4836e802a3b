#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Notices a key that comes twice in one object, while objects of any depth are read.
///
/// Objects of one file mostly have the keys of the one before them, in the same order. So the keys of the last two kinds of
/// object are remembered for every depth, and as long as an object's keys come in the remembered order, perhaps with gaps, no
/// two of them can be equal. Only what departs from that is compared key by key, or, beyond some keys, put into a set: a
/// hostile object of a million keys costs no more than its size.
struct KeyMemory: ~Copyable {
    /// A key as it stands in the text, between its quotes.
    struct Key {
        let start: UnsafePointer<UInt8>
        let count: Int32
        let isEscaped: Bool

        var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: Int(count)) }

        @inline(__always)
        func isSameText(_ other: Key) -> Bool {
            count == other.count && memcmp(start, other.start, Int(count)) == 0
        }
    }

    /// Where an object stands among the remembered ones; one for each object that is open.
    struct Place {
        /// Index of the object's first key on the stack.
        let base: Int
        /// The remembered object it follows: a place in `kinds`; -1 for none.
        var kind: Int
        /// The next key of that object.
        var next = 0
        /// Whether the object departed from it.
        var isNew: Bool
        /// The keys so far, where there are too many to compare one by one.
        var set: Set<[UInt8]>?
    }

    private struct Kind {
        var keys: [Key] = []
    }

    /// Beyond as many keys objects are compared through a set.
    private static let few = 24
    private static let kindsPerDepth = 2
    private var stack: [Key] = []
    private var kinds: [Kind]
    /// Which of a depth's kinds was used last.
    private var latest: [Int]

    /// - Parameter depthLimit: Objects are nested at most as deep.
    init(depthLimit: Int) {
        kinds = Array(repeating: Kind(), count: (depthLimit + 1) * Self.kindsPerDepth)
        latest = Array(repeating: 0, count: depthLimit + 1)
        stack.reserveCapacity(1_024)
    }

    /// Forgets the kinds of objects of one depth: another array begins, whose keys are wanted anew.
    mutating func forget(depth: Int) {
        guard depth < latest.count else { return }
        for turn in 0..<Self.kindsPerDepth { kinds[depth * Self.kindsPerDepth + turn] = Kind() }
    }

    /// An object begins with `first`.
    @inline(__always)
    mutating func begin(_ first: Key, depth: Int) -> Place {
        var place = Place(base: stack.count, kind: -1, isNew: false, set: nil)
        for turn in 0..<Self.kindsPerDepth {
            let kind = depth * Self.kindsPerDepth + (latest[depth] + turn) % Self.kindsPerDepth
            if let key = kinds[kind].keys.first, key.isSameText(first) {
                place.kind = kind
                break
            }
        }
        if place.kind < 0 {
            place.isNew = true
            place.kind = depth * Self.kindsPerDepth + (latest[depth] + 1) % Self.kindsPerDepth
        }
        latest[depth] = place.kind % Self.kindsPerDepth
        return place
    }

    /// Takes the next key of the object at `place`; false where the object has it already.
    @inline(__always)
    mutating func add(_ key: Key, at place: inout Place) -> Bool {
        if !place.isNew {
            let count = kinds[place.kind].keys.count
            var next = place.next
            while next < count {
                if kinds[place.kind].keys[next].isSameText(key) {
                    place.next = next + 1
                    stack.append(key)
                    return true
                }
                next += 1
            }
            place.isNew = true
        }
        return addNew(key, at: &place)
    }

    private mutating func addNew(_ key: Key, at place: inout Place) -> Bool {
        if place.set == nil, stack.count - place.base >= Self.few {
            place.set = Set(stack[place.base...].map(Self.bytes))
        }
        if place.set != nil {
            guard place.set?.insert(Self.bytes(key)).inserted ?? false else { return false }
        } else {
            for other in stack[place.base...] where Self.isEqual(other, key) { return false }
        }
        stack.append(key)
        return true
    }

    /// Ends the object at `place`, which is remembered where it is of a new kind.
    ///
    /// Returns its keys in that case: no object before had all of them in this order.
    @inline(__always)
    mutating func end(_ place: Place) -> [Key]? {
        guard place.isNew else {
            stack.removeLast(stack.count - place.base)
            return nil
        }
        let keys = Array(stack[place.base...])
        stack.removeLast(keys.count)
        kinds[place.kind].keys = keys
        return keys
    }

    /// Keys are the same when they are so without their escapes, as bytes.
    private static func isEqual(_ one: Key, _ other: Key) -> Bool {
        guard one.isEscaped || other.isEscaped else { return one.isSameText(other) }
        return bytes(one) == bytes(other)
    }

    static func bytes(_ key: Key) -> [UInt8] {
        JSONText.bytes(key.text, isEscaped: key.isEscaped)
    }
}
