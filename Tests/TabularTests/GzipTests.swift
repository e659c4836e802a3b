import CGzip
import Testing

@testable import Tabular

/// `bytes` as one gzip member.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard ydp_gzip_begin(&stream, 6) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
    let size = output.count
    input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            _ = deflate(&stream, Z_FINISH)
        }
    }
    return Array(output[..<(size - Int(stream.avail_out))])
}

@Suite struct `Packed files` {
    private static let csv = Array("名称,件数\r\n山口,1\r\n".utf8)

    @Test(arguments: [
        (csv, Reading.Format.csv, Reading.Encoding.utf8), (Array("a\tb\n1\t2\n".utf8), .tsv, .utf8),
        ([0x96, 0xBC, 0x8F, 0xCC, 0x2C, 0x62, 0x0A, 0x8E, 0x52, 0x2C, 0x31, 0x0A], .csv, .cp932),
        (Array(#"[{"a":1}]"#.utf8), .json, .utf8), (Array("{\"a\":1}\n{\"a\":2}\n".utf8), .ndjson, .utf8),
        (Array(#"{"type":"FeatureCollection","features":[]}"#.utf8), .geojson, .utf8),
    ])
    func `read as what is in them`(_ bytes: [UInt8], _ format: Reading.Format, _ encoding: Reading.Encoding) throws {
        let plain = try Table(bytes: bytes)
        let packed = try Table(bytes: gzip(bytes))
        #expect(packed.document.reading == plain.document.reading)
        #expect(packed.document.reading.format == format)
        #expect(packed.document.reading.encoding == encoding)
        #expect(packed.rows == plain.rows)
        #expect(packed.document.columns == plain.document.columns)
        #expect(packed.codes == ["gzip_unpacked"] + plain.codes)
    }

    @Test func `may have several members`() throws {
        let bytes = gzip(Array("a,b\n1,".utf8)) + gzip([]) + gzip(Array("2\n3,4\n".utf8))
        #expect(try Table(bytes: bytes).rows == [["1", "2"], ["3", "4"]])
    }

    @Test func `that end anywhere before their end are refused`() {
        let bytes = gzip(Self.csv)
        for size in 3..<bytes.count {
            #expect(failure(opening: Array(bytes[..<size]))?.code == "truncated_gzip", "\(size)")
        }
    }

    @Test func `that are damaged are refused`() {
        var bytes = gzip(Self.csv)
        bytes[bytes.count - 6] ^= 1
        #expect(failure(opening: bytes)?.code == "corrupt_gzip")
        #expect(failure(opening: gzip(Self.csv) + Array("garbage".utf8))?.code == "corrupt_gzip")
        #expect(failure(opening: [0x1F, 0x8B, 0x08] + Array("garbage and more of it".utf8))?.code == "corrupt_gzip")
    }

    @Test func `cannot grow beyond the limits`() {
        let bytes = gzip(Array(repeating: UInt8(ascii: "a"), count: 1 << 20))
        #expect(bytes.count < 2_000)
        var limits = ReadingLimits()
        limits.freelyInflatedBytes = 1_000
        #expect(failure(opening: bytes, limits: limits)?.code == "decompression_limit")
        limits = ReadingLimits()
        limits.inflatedBytes = 1_000
        #expect(failure(opening: bytes, limits: limits)?.code == "decompression_limit")
    }

    @Test func `with other things in them are named`() {
        #expect(failure(opening: gzip(gzip(Self.csv)))?.message.en.contains("gzip twice") ?? false)
        #expect(failure(opening: gzip(Array("%PDF-1.7".utf8)))?.message.en.contains("PDF") ?? false)
        #expect(failure(opening: gzip([]))?.code == "empty_body")
    }
}
