import CTabular

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tells the dialect of text that the plain delimiters do not cut well, or that has other quotes than `"`.
enum DialectJudgement {
    /// How much of the file is looked at.
    private static let prefix = 1 << 16
    /// Delimiters beside the plain ones, in order of preference.
    ///
    /// A colon stands in times and is none.
    private static let rare: [[UInt8]] = [
        [UInt8(ascii: "|"), UInt8(ascii: "|")], Array("::".utf8), Array(";;".utf8), Array("\u{FF0C}".utf8), [0x1F],
        [0x01],
        [UInt8(ascii: "^")], [UInt8(ascii: "~")], [UInt8(ascii: " ")],
    ]
    private static let quotes: [UInt8] = [UInt8(ascii: "'"), UInt8(ascii: "`")]

    /// The dialect of `text`, whose best plain delimiter is `plain`.
    static func judge(_ text: DecodedText, plain: UInt8) -> Dialect {
        let probe = Probe(text: text, size: min(text.count, prefix))
        var best = Dialect(delimiter: [plain])
        var result = probe.result(best)
        for quote in quotes where probe.mayBeQuoted(by: quote) {
            for delimiter in [[plain]] + DelimiterJudgement.candidates.filter({ $0 != plain }).map({ [$0] }) + rare {
                let candidate = Dialect(delimiter: delimiter, quote: quote)
                let found = probe.result(candidate)
                if found.isQuoted, found.score >= result.score, found.strays <= result.strays {
                    (best, result) = (candidate, found)
                }
            }
        }
        // Quotes that are not escaped inside, as apostrophes are: they open and close cells all the same.
        for quote in quotes
        where best.quote == UInt8(ascii: "\"") && probe.encloses(quote, [plain]) && result.score < 0.99 {
            best = Dialect(delimiter: [plain], quote: quote)
            result.score = 1
        }
        if result.score < 0.9 {
            for delimiter in rare {
                let candidate = Dialect(delimiter: delimiter)
                let found = probe.result(candidate)
                let least = delimiter == [UInt8(ascii: " ")] ? 3 : 2
                if found.score >= 0.95, found.score > result.score + 0.2, found.width >= least, found.records >= 3 {
                    (best, result) = (candidate, found)
                }
            }
        }
        for delimiter in rare
        where delimiter.count == 2 && [delimiter[0]] == best.delimiter && delimiter[0] == delimiter[1] {
            var doubled = best
            doubled.delimiter = delimiter
            let found = probe.result(doubled)
            // Every second field of the single delimiter is blank then.
            if found.score >= result.score, result.width == found.width * 2 - 1 { (best, result) = (doubled, found) }
        }
        var escaped = best
        escaped.escape = UInt8(ascii: "\\")
        if probe.contains([escaped.escape ?? 0, best.quote]) {
            let found = probe.result(escaped)
            if found.score >= result.score, found.strays < result.strays { (best, result) = (escaped, found) }
        }
        if best.delimiter.count == 1, best.delimiter[0] != UInt8(ascii: " ") {
            var spaced = best
            spaced.delimiter.append(UInt8(ascii: " "))
            let found = probe.result(spaced)
            if found.width >= 2, found.records >= 2, found.score >= 0.95, found.fields >= result.fields * 9 / 10,
                found.strays <= result.strays,
                found.fields >= found.records * 2, probe.isFollowedBySpace(best)
            {
                best = spaced
            }
        }
        return best
    }

    /// What a dialect makes of the beginning of a text.
    struct Result {
        /// Share of records with the most frequent width of at least two, in 0…1.
        var score = 0.0
        var width = 0
        var records = 0
        var fields = 0
        /// Fields whose quotes break the rules.
        var strays = 0
        var quoted = 0
        /// Quoted fields that hold a delimiter or a line end: there quotes are needed.
        var needing = 0
        var filled = 0

        /// Whether quotes are there because they quote.
        var isQuoted: Bool { needing > 0 || (quoted >= 3 && quoted * 2 >= filled) }
    }

    /// The beginning of a text, on which dialects are tried.
    private struct Probe {
        let text: DecodedText
        let size: Int

        private var isWhole: Bool { size == text.count }

        func result(_ dialect: Dialect) -> Result {
            guard text.fieldEncoding == .none || !dialect.mayHitTrailBytes else { return Result() }
            let cutter = RecordCutter(
                base: text.base,
                count: size,
                dialect: dialect,
                loneCREnds: memchr(text.base, 0x0A, size) == nil
            )
            var result = Result()
            var widths: [Int: Int] = [:]
            var at = 0
            while at < size {
                guard case .record(let record) = cutter.strict(at) else {
                    // The prefix may end inside quotes.
                    if isWhole || result.records == 0 { result.strays += 1 }
                    at = cutter.behindLineEnd(cutter.lineEnd(at))
                    continue
                }
                let start = at
                at = record.next
                if record.next == size, !isWhole { break }
                if record.fields.count == 1, record.end == start { continue }
                result.records += 1
                widths[record.fields.count, default: 0] += 1
                for field in record.fields { count(field, cutter, into: &result) }
            }
            if let best = widths.filter({ $0.key >= 2 }).max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
                result.width = best.key
                result.score = Double(best.value) / Double(result.records)
            }
            return result
        }

        private func count(_ field: CutField, _ cutter: RecordCutter, into result: inout Result) {
            result.fields += 1
            if field.end > field.start || field.isQuoted { result.filled += 1 }
            if field.isIrregular { result.strays += 1 }
            guard field.isQuoted else { return }
            result.quoted += 1
            let needs = (field.start..<field.end).contains { cutter.hasDelimiter($0) || cutter.isEnd($0) }
            if needs { result.needing += 1 }
        }

        /// Whether some field begins with `quote` and some ends with it, as far as a glance tells.
        func mayBeQuoted(by quote: UInt8) -> Bool {
            guard memchr(text.base, Int32(quote), size) != nil else { return false }
            let before = DelimiterJudgement.candidates + rare.compactMap(\.last) + [0x0A, 0x0D]
            return text.base[0] == quote || before.contains { contains([$0, quote]) }
        }

        /// Whether at least three cells begin and as many end with `quote`, and hardly any begins or ends with `"`.
        func encloses(_ quote: UInt8, _ delimiter: [UInt8]) -> Bool {
            func opening(_ quote: UInt8) -> Int { occurrences(delimiter + [quote]) + occurrences([0x0A, quote]) }
            func closing(_ quote: UInt8) -> Int {
                occurrences([quote] + delimiter) + occurrences([quote, 0x0A]) + occurrences([quote, 0x0D])
            }
            let opens = opening(quote)
            let closes = closing(quote)
            let double = UInt8(ascii: "\"")
            return opens >= 3 && abs(opens - closes) * 10 <= opens && (opening(double) + closing(double)) * 10 <= opens
        }

        private func occurrences(_ bytes: [UInt8]) -> Int {
            var count = 0
            var at = 0
            while at < size {
                let found = at + ctabular_find(text.base + at, size - at, bytes, bytes.count)
                guard found < size else { break }
                count += 1
                at = found + 1
            }
            return count
        }

        func contains(_ bytes: [UInt8]) -> Bool {
            ctabular_find(text.base, size, bytes, bytes.count) < size
        }

        /// Whether a space follows every delimiter outside quotes, and some of them are there.
        func isFollowedBySpace(_ dialect: Dialect) -> Bool {
            let cutter = RecordCutter(
                base: text.base,
                count: size,
                dialect: dialect,
                loneCREnds: memchr(text.base, 0x0A, size) == nil
            )
            var at = 0
            var all = 0
            var spaced = 0
            while at < size {
                guard case .record(let record) = cutter.strict(at) else {
                    at = cutter.behindLineEnd(cutter.lineEnd(at))
                    continue
                }
                for field in record.fields.dropFirst() {
                    all += 1
                    let place = field.isQuoted ? field.start - 2 : field.start
                    if place >= 0, place < size, text.base[place] == UInt8(ascii: " ") { spaced += 1 }
                }
                at = record.next
            }
            return all >= 4 && spaced * 100 >= all * 95
        }
    }
}
