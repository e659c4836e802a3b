import Foundation
import OpenData
import Testing

@Suite struct `Moments` {
    struct Reading: Sendable {
        let text: String
        let microseconds: Int64
        init(_ text: String, _ microseconds: Int64) {
            self.text = text
            self.microseconds = microseconds
        }
    }

    @Test(arguments: [
        Reading("1970-01-01T00:00:00Z", 0),
        Reading("1970-01-01", 0),
        Reading("1970-01-01T09:00:00+09:00", 0),
        Reading("1969-12-31T23:59:59.999999Z", -1),
        Reading("2026-11-22T10:37:37.126862", 1_795_343_857_126_862),
        Reading("2026-11-22T10:37:37", 1_795_343_857_000_000),
        Reading("2026-11-22T19:37:37+09:00", 1_795_343_857_000_000),
        Reading("2026-11-22 19:37:37.5+09:00", 1_795_343_857_500_000),
        Reading("2026-11-22t10:37:37z", 1_795_343_857_000_000),
        Reading("2026-11-22T10:37:37.1268629999999999999999Z", 1_795_343_857_126_862),
        Reading("2026-11-22T10:37:37-00:00", 1_795_343_857_000_000),
        Reading("2000-02-29", 951_782_400_000_000),
        Reading("2024-02-29T23:59:59-23:59", 1_709_337_539_000_000),
        Reading("0001-01-01", -62_135_596_800_000_000),
        Reading("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
    ])
    func `RFC 3339, CKAN's naive UTC and plain dates are read`(_ row: Reading) {
        #expect(Timestamp(row.text)?.microseconds == row.microseconds)
    }

    @Test(arguments: [
        "", " ", "2026", "2026-11", "2026-1-22", "0000-00-00", "0000-01-01", "2026-13-01", "2026-02-29", "1900-02-29",
        "2026-04-31", "2026-11-22T", "2026-11-22T10", "2026-11-22T10:37", "2026-11-22T24:00:00Z",
        "2026-11-22T10:60:00Z",
        "2016-12-31T23:59:60Z", "2026-11-22T10:37:37.Z", "2026-11-22T10:37:37,5Z", "2026-11-22T10:37:37+0900",
        "2026-11-22T10:37:37+24:00", "2026-11-22T10:37:37+09:60", "2026-11-22T10:37:37 Z", "2026-11-22Z",
        " 2026-11-22", "2026-11-22 ", "2026-11-22T10:37:37Z\u{0}", "10000-01-01T00:00:00Z", "-0001-01-01",
        "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01", "２０２６-11-22", "2026/11/22", "令和8年11月22日",
        "+2026-11-22",
        "2026-11-22T10:37:37." + String(repeating: "1", count: 100) + "Z",
    ])
    func `anything else is no moment`(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    struct Writing: Sendable {
        let microseconds: Int64
        let rfc3339: String
        let utc: String
        let ckan: String
        let http: String
    }

    @Test(arguments: [
        Writing(
            microseconds: 1_795_343_857_126_862,
            rfc3339: "2026-11-22T19:37:37+09:00",
            utc: "2026-11-22T10:37:37.126862Z",
            ckan: "2026-11-22T10:37:37.126862",
            http: "Sun, 22 Nov 2026 10:37:37 GMT"
        ),
        Writing(
            microseconds: 1_795_343_857_000_000,
            rfc3339: "2026-11-22T19:37:37+09:00",
            utc: "2026-11-22T10:37:37.000000Z",
            ckan: "2026-11-22T10:37:37",
            http: "Sun, 22 Nov 2026 10:37:37 GMT"
        ),
        Writing(
            microseconds: 951_836_400_000_001,
            rfc3339: "2000-03-01T00:00:00+09:00",
            utc: "2000-02-29T15:00:00.000001Z",
            ckan: "2000-02-29T15:00:00.000001",
            http: "Tue, 29 Feb 2000 15:00:00 GMT"
        ),
        Writing(
            microseconds: -1,
            rfc3339: "1970-01-01T08:59:59+09:00",
            utc: "1969-12-31T23:59:59.999999Z",
            ckan: "1969-12-31T23:59:59.999999",
            http: "Wed, 31 Dec 1969 23:59:59 GMT"
        ),
        Writing(
            microseconds: 253_402_300_799_999_999,
            rfc3339: "9999-12-31T23:59:59Z",
            utc: "9999-12-31T23:59:59.999999Z",
            ckan: "9999-12-31T23:59:59.999999",
            http: "Fri, 31 Dec 9999 23:59:59 GMT"
        ),
        Writing(
            microseconds: .max,
            rfc3339: "9999-12-31T23:59:59Z",
            utc: "9999-12-31T23:59:59.999999Z",
            ckan: "9999-12-31T23:59:59.999999",
            http: "Fri, 31 Dec 9999 23:59:59 GMT"
        ),
        Writing(
            microseconds: .min,
            rfc3339: "0001-01-01T09:00:00+09:00",
            utc: "0001-01-01T00:00:00.000000Z",
            ckan: "0001-01-01T00:00:00",
            http: "Mon, 01 Jan 0001 00:00:00 GMT"
        ),
    ])
    func `each reader gets the form it knows`(_ row: Writing) {
        let moment = Timestamp(microseconds: row.microseconds)
        #expect(moment.rfc3339 == row.rfc3339)
        #expect(moment.utc == row.utc)
        #expect(moment.ckan == row.ckan)
        #expect(moment.httpDate == row.http)
    }

    @Test func `what is written is read back, on every seventh day of 800 years at odd hours`() {
        var microseconds = Timestamp("1600-01-01")?.microseconds ?? 0
        let end = Timestamp("2400-01-01")?.microseconds ?? 0
        var count = 0
        while microseconds < end {
            let moment = Timestamp(microseconds: microseconds)
            guard Timestamp(moment.utc) == moment, Timestamp(moment.ckan) == moment else {
                Issue.record("\(microseconds) became \(moment.utc)")
                return
            }
            microseconds += 7 * 86_400_000_000 + 1_234_567_891
            count += 1
        }
        #expect(count > 41_000)
    }

    @Test func `the UTC form sorts as text as it sorts in time`() {
        let moments = ["1999-12-31", "2000-01-01T00:00:00.5Z", "2000-01-01", "2026-11-22", "0001-01-01"].compactMap {
            Timestamp($0)
        }
        #expect(moments.count == 5)
        #expect(moments.sorted().map(\.utc) == moments.map(\.utc).sorted())
    }

    @Test func `JSON carries the UTC form and refuses what is no moment`() throws {
        let moment = Timestamp(microseconds: 1_795_343_857_126_862)
        let json = try JSONEncoder().encode([moment])
        #expect(String(decoding: json, as: UTF8.self) == #"["2026-11-22T10:37:37.126862Z"]"#)
        #expect(try JSONDecoder().decode([Timestamp].self, from: json) == [moment])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Timestamp].self, from: Data(#"["soon"]"#.utf8))
        }
    }

    @Test func `durations are added in both directions`() {
        let moment = Timestamp(microseconds: 1_000_000)
        #expect(moment.adding(.seconds(90)).microseconds == 91_000_000)
        #expect(moment.adding(.milliseconds(-1500)).microseconds == -500_000)
    }

    @Test func `the clock agrees with Foundation's`() {
        let difference = Double(Timestamp.now().microseconds) / 1_000_000 - Date().timeIntervalSince1970
        #expect(abs(difference) < 60)
    }
}
