/// One record in SQLite's record format (section 2.1 of "Database File Format"), made value by value.
///
/// Integers take the least bytes that hold them, as SQLite itself stores them; a real stays a real, also where it is whole,
/// because the columns have no affinity.
struct RecordBuffer: ~Copyable {
    /// Room for the size of the header before its types.
    private static let sizeRoom = 3

    private let header: UnsafeMutableRawPointer
    private var types = RecordBuffer.sizeRoom
    private var start = RecordBuffer.sizeRoom
    private var body: UnsafeMutableRawPointer
    private var bodyRoom = 1 << 16
    private(set) var bodyCount = 0

    /// - Parameter columns: values of a record at most.
    init(columns: Int) {
        // A type of a text within SQLite's limits has at most five bytes.
        header = .allocate(byteCount: Self.sizeRoom + 5 * columns + 8, alignment: 8)
        body = .allocate(byteCount: bodyRoom, alignment: 8)
    }

    deinit {
        header.deallocate()
        body.deallocate()
    }

    /// Bytes of the header, once ``end()`` was called.
    var headerCount: Int { types - start }

    /// Begins a record.
    @inline(__always)
    mutating func begin() {
        types = Self.sizeRoom
        bodyCount = 0
    }

    @inline(__always)
    mutating func addNull() { addType(0) }

    @inline(__always)
    mutating func add(_ value: Int64) {
        let magnitude = UInt64(bitPattern: value < 0 ? ~value : value)
        if magnitude < 0x80 {
            if value == 0 || value == 1 { return addType(UInt64(8 + value)) }
            addType(1)
            return store(value, bytes: 1)
        }
        if magnitude < 0x8000 {
            addType(2)
            return store(value, bytes: 2)
        }
        if magnitude < 0x80_0000 {
            addType(3)
            return store(value, bytes: 3)
        }
        if magnitude < 0x8000_0000 {
            addType(4)
            return store(value, bytes: 4)
        }
        if magnitude < 0x8000_0000_0000 {
            addType(5)
            return store(value, bytes: 6)
        }
        addType(6)
        store(value, bytes: 8)
    }

    @inline(__always)
    mutating func add(_ value: Double) {
        addType(7)
        store(Int64(bitPattern: value.bitPattern), bytes: 8)
    }

    @inline(__always)
    mutating func addText(_ start: UnsafeRawPointer?, count: Int) {
        addType(UInt64(13 + 2 * count))
        append(start, count: count)
    }

    @inline(__always)
    mutating func addBlob(_ start: UnsafeRawPointer?, count: Int) {
        addType(UInt64(12 + 2 * count))
        append(start, count: count)
    }

    /// Ends the record: writes the size of its header, which counts itself.
    @inline(__always)
    mutating func end() {
        let count = types - Self.sizeRoom
        let sizeBytes = count + 1 < 0x80 ? 1 : (count + 2 < 0x4000 ? 2 : 3)
        start = Self.sizeRoom - sizeBytes
        _ = PageFormat.writeVarint(UInt64(count + sizeBytes), at: header + start)
    }

    /// Copies bytes of the whole record, header first.
    @inline(__always)
    borrowing func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
        var target = target
        var range = range
        if range.lowerBound < headerCount {
            let count = min(range.upperBound, headerCount) - range.lowerBound
            target.copyMemory(from: header + start + range.lowerBound, byteCount: count)
            target += count
            range = range.lowerBound + count..<range.upperBound
        }
        if !range.isEmpty {
            target.copyMemory(from: body + range.lowerBound - headerCount, byteCount: range.count)
        }
    }

    @inline(__always)
    private mutating func addType(_ type: UInt64) {
        types += PageFormat.writeVarint(type, at: header + types)
    }

    /// Appends the lowest `bytes` bytes, the highest of them first.
    ///
    /// Eight bytes are always written; there is always room for them.
    @inline(__always)
    private mutating func store(_ value: Int64, bytes: Int) {
        makeRoom(8)
        let shifted = UInt64(bitPattern: value) << UInt64(8 * (8 - bytes))
        body.storeBytes(of: shifted.bigEndian, toByteOffset: bodyCount, as: UInt64.self)
        bodyCount += bytes
    }

    @inline(__always)
    private mutating func append(_ start: UnsafeRawPointer?, count: Int) {
        guard count > 0, let start else { return }
        makeRoom(count)
        ShortCopy.copy(start, count, to: body + bodyCount)
        bodyCount += count
    }

    @inline(__always)
    private mutating func makeRoom(_ count: Int) {
        if bodyCount + count > bodyRoom { grow(count) }
    }

    private mutating func grow(_ count: Int) {
        bodyRoom = max(bodyRoom * 2, bodyCount + count)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: bodyRoom, alignment: 8)
        larger.copyMemory(from: body, byteCount: bodyCount)
        body.deallocate()
        body = larger
    }
}

/// Copies texts of a few dozen bytes, as most cells are, without a call.
///
/// Two loads that may overlap cover every size up to 32; nothing outside the source is read.
enum ShortCopy {
    @inline(__always)
    static func copy(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) {
        if count > 32 {
            target.copyMemory(from: source, byteCount: count)
        } else if count >= 16 {
            ends(source, count, to: target, as: SIMD16<UInt8>.self)
        } else if count >= 8 {
            ends(source, count, to: target, as: UInt64.self)
        } else if count >= 4 {
            ends(source, count, to: target, as: UInt32.self)
        } else {
            for at in 0..<count {
                target.storeBytes(of: source.load(fromByteOffset: at, as: UInt8.self), toByteOffset: at, as: UInt8.self)
            }
        }
    }

    @inline(__always)
    private static func ends<Word: BitwiseCopyable>(
        _ source: UnsafeRawPointer,
        _ count: Int,
        to target: UnsafeMutableRawPointer,
        as word: Word.Type,
    ) {
        let behind = count - MemoryLayout<Word>.size
        let first = source.loadUnaligned(as: word)
        let second = source.loadUnaligned(fromByteOffset: behind, as: word)
        target.storeBytes(of: first, as: word)
        target.storeBytes(of: second, toByteOffset: behind, as: word)
    }
}
