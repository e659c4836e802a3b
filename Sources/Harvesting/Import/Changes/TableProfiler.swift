import Foundation
import Tabular

/// Counts a document in one pass over its records.
enum TableProfiler {
    /// - Parameters:
    ///   - path: of the document's file, for how it ends.
    ///   - reference: types of the columns of an older version, by name, for ``ColumnProfile/misfits``.
    /// - Throws: `TabularError` when the file cannot be read on.
    static func profile(
        _ document: TabularDocument,
        path: String,
        reference: [String: ColumnType] = [:],
    ) throws(TabularError) -> TableProfile {
        var counters = document.columns.map { ColumnCounter($0, reference: reference[$0.name]) }
        var reader = document.makeReader()
        var batch = RecordBatch()
        while try reader.next(into: &batch) {
            for index in counters.indices {
                for row in 0..<batch.rowCount { counters[index].count(batch[row, index]) }
            }
        }
        var profile = TableProfile(rows: document.reading.rowCount, columns: counters.map(\.profile))
        profile.raggedRows = document.findingCounts["ragged_row", default: 0]
        switch document.reading.format {
        case .csv, .tsv: profile.endsWell = endsWithLineEnd(path)
        case .json, .ndjson, .geojson: break
        }
        return profile
    }

    /// Whether one of the last two bytes is a line end (in UTF-16 it is followed or preceded by a zero).
    private static func endsWithLineEnd(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return true }
        defer { try? file.close() }
        // What is packed ends as its packing does.
        if let head = try? file.read(upToCount: 2), head.elementsEqual([0x1f, 0x8b]) { return true }
        guard let size = try? file.seekToEnd(), size > 2, (try? file.seek(toOffset: size - 2)) != nil,
            let tail = try? file.readToEnd(), let last = tail.last, let before = tail.first
        else { return true }
        let isLineEnd = { (byte: UInt8) in byte == 0x0a || byte == 0x0d }
        return isLineEnd(last) || (last == 0 && isLineEnd(before))
    }
}

/// Counts the cells of one column.
private struct ColumnCounter {
    var profile: ColumnProfile
    private let isLatitude: Bool
    private let isLongitude: Bool
    private let reference: Column?

    init(_ column: Column, reference: ColumnType?) {
        profile = ColumnProfile(name: column.name, type: column.type, format: column.format)
        isLatitude = column.format == "latitude"
        isLongitude = column.format == "longitude"
        // Only where the type differs can a cell fit the one and not the other.
        self.reference = reference.flatMap { type in
            type == .string || type == column.type ? nil : Column(name: column.name, title: "", type: type)
        }
    }

    mutating func count(_ field: FieldSlice) {
        let bytes = trimmed(field.bytes)
        guard field.kind != .missing, !bytes.isEmpty else { return }
        profile.filled += 1
        profile.values.add(bytes)
        if isDigit(bytes[0]) {
            profile.leadingDigits += 1
            if bytes.count > 1, bytes[0] == UInt8(ascii: "0"), isDigit(bytes[1]) { profile.leadingZeros += 1 }
            if MyNumber.matches(bytes) { profile.myNumbers += 1 }
        }
        if isLatitude || isLongitude, let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite {
            profile.places += 1
            let area = isLatitude ? Area.latitudes : Area.longitudes
            if !area.contains(value) { profile.outside += 1 }
        }
        if let reference {
            // The parser's scratch is its own: one for each cell costs little, since only columns whose type changed have one.
            var parser = CellParser(column: reference)
            if case .unfit = parser.parse(field) { profile.misfits += 1 }
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(rebasing: bytes[first...last])
    }
}

/// Where the places of this platform's data lie: Yamaguchi Prefecture with its islands and a margin of about 30 km (hazards.md
/// row 88).
enum Area {
    static let latitudes = 33.4...35.1
    static let longitudes = 130.4...132.8
}

/// The number that the state gives every resident (番号法): never to be published.
enum MyNumber {
    /// Twelve digits, single hyphens or spaces between groups allowed, whose last is the check digit of the others (§6.2).
    static func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (12...16).contains(bytes.count) else { return false }
        var digits: [Int] = []
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits.append(Int(byte - 0x30))
            case UInt8(ascii: "-"), UInt8(ascii: " "): continue
            default: return false
            }
        }
        guard digits.count == 12 else { return false }
        // P1 is the digit before the check digit; Q is n + 1 up to the sixth and n - 5 from the seventh.
        var sum = 0
        for place in 1...11 { sum += digits[11 - place] * (place <= 6 ? place + 1 : place - 5) }
        let rest = sum % 11
        return digits[11] == (rest <= 1 ? 0 : 11 - rest)
    }
}
