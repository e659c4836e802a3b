import Testing

@testable import Tabular

@Suite struct `Forms of JSON` {
    @Test func `the longest array of objects is read, the first of equals, and the others are named`() throws {
        let table = try Table(#"{"a":[{"x":1}],"b":{"c/d":[{"y":1},{"y":2}]},"e":[{"z":1},{"z":2}],"f":[]}"#)
        #expect(table.document.reading.jsonPath == "/b/c~1d")
        #expect(table.names == ["y"])
        #expect(table.rows == [["1"], ["2"]])
        let finding = try #require(table.document.findings.first)
        #expect(finding.code == "json_array_chosen")
        #expect(finding.message.en.contains("2 other arrays that could be the table (/a, /e)"))
        #expect(finding.message.ja.contains("/b/c~1d"))
    }

    @Test func `one array of objects among arrays of values is chosen without a word`() throws {
        let table = try Table(#"{"tags":["a","b","c"],"records":[{"x":1}],"n":[[1]]}"#)
        #expect(table.document.reading.jsonPath == "/records")
        #expect(table.codes.isEmpty)
    }

    @Test func `keys of an earlier array are none of the chosen one's`() throws {
        let table = try Table(#"{"meta":[{"a":1,"b":2}],"rows":[{"a":1,"b":2},{"b":3,"a":4,"c":5}]}"#)
        #expect(table.names == ["a", "b", "c"])
        #expect(table.rows == [["1", "2", nil], ["4", "3", "5"]])
    }

    @Test func `arrays whose first names the columns are rows`() throws {
        let table = try Table(#"[["名称","件数","備\u8003"],["山口",1,null],["防府","2"],["宇部",3,"x",true]]"#)
        #expect(table.document.reading.headerRows == 1)
        #expect(table.document.reading.jsonPath == "")
        #expect(table.names == ["名称", "件数", "備考", "column_4"])
        #expect(table.types == [.string, .integer, .string, .boolean])
        #expect(table.rows == [["山口", "1", nil, nil], ["防府", "2", nil, nil], ["宇部", "3", "x", "true"]])
    }

    @Test func `rows may be inside an object, and there may be none`() throws {
        #expect(try Table(#"{"data":[["a"],[1]]}"#).rows == [["1"]])
        let empty = try Table(#"[["a","b"]]"#)
        #expect(empty.names == ["a", "b"])
        #expect(empty.rows.isEmpty)
    }

    @Test func `arrays of one length side by side are columns`() throws {
        let table = try Table(
            #"{"updated":"2024-04-01","data":{"年":[2020, 2021],"人口":[null,1342059],"備考":["a\n","b"]}}"#
        )
        #expect(table.document.reading.jsonPath == "/data")
        #expect(table.names == ["年", "人口", "備考"])
        #expect(table.rows == [["2020", nil, "a\n"], ["2021", "1342059", "b"]])
    }

    @Test func `columns of many rows go on from batch to batch`() throws {
        let numbers = (0..<2_000).map(String.init).joined(separator: ",")
        let table = try Table("{\"a\":[\(numbers)],\"b\":[\(numbers)]}")
        #expect(table.rows.count == 2_000)
        #expect(table.rows[1_999] == ["1999", "1999"])
        let rows = "[[\"a\"]," + (0..<2_000).map { "[\($0)]" }.joined(separator: ",") + "]"
        #expect(try Table(rows).rows[1_999] == ["1999"])
    }

    @Test func `objects and arrays inside a record stay in one cell as their text`() throws {
        let table = try Table(#"[{"a":{"b":{"c":1}},"d":[1, {"e":2}]}]"#)
        #expect(table.names == ["a", "d"])
        #expect(table.rows == [[#"{"b":{"c":1}}"#, #"[1, {"e":2}]"#]])
        #expect(table.types == [.string, .string])
    }

    @Test func `keys may come in any order, with gaps and escapes`() throws {
        let table = try Table(
            #"[{"a":1,"b":2,"c":3},{"c":1},{"c":1,"a":2},{},{"b":5,"\u0061":6},{"a":1,"d":2},{"a":1,"b":2,"c":3,"d":4}]"#
        )
        #expect(table.names == ["a", "b", "c", "d"])
        #expect(
            table.rows == [
                ["1", "2", "3", nil], [nil, nil, "1", nil], ["2", nil, "1", nil], [nil, nil, nil, nil],
                ["6", "5", nil, nil], ["1", nil, nil, "2"], ["1", "2", "3", "4"],
            ]
        )
    }

    @Test(arguments: [
        #"[{"a":1,"b":2},{"a":1,"b":2,"a":3}]"#, #"[{"a":1,"b":2},{"b":1,"b":2}]"#,
        #"[{"a":1,"b":2},{"a":1,"c":2,"b":3,"c":4}]"#, #"[{"a":1},{"a":1,"\u0061":2}]"#,
        #"[{"a":{"x":1}},{"a":{"x":1,"y":2,"y":3}}]"#, #"{"a":[],"b":1,"a":2}"#,
        #"[{"k":{"a":1,"b":2}},{"k":{"c":1}},{"k":{"a":1,"b":2,"c":3,"a":4}}]"#,
    ])
    func `a key that comes twice is found whatever objects came before`(_ text: String) throws {
        let error = try #require(failure(opening: text))
        #expect(error.code == "json_duplicate_key")
    }

    @Test(arguments: 0..<20)
    func `repeated keys are found as a set finds them`(_ seed: UInt64) {
        var generator = SeededGenerator(seed: 9_000 + seed)
        for _ in 0..<40 {
            var hasRepeated = false
            let objects = (0..<8).map { _ in
                var keys = (0..<Int.random(in: 0...40, using: &generator)).map { "k\($0)" }
                if Bool.random(using: &generator) { keys.shuffle(using: &generator) }
                if Int.random(in: 0..<20, using: &generator) == 0, let key = keys.randomElement(using: &generator) {
                    keys.append(key)
                    hasRepeated = true
                }
                return "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
            }
            let error = failure(opening: "[" + objects.joined(separator: ",") + "]")
            #expect((error?.code == "json_duplicate_key") == hasRepeated)
        }
    }

    @Test func `numbers keep every digit`() throws {
        let numbers = ["9007199254740993", "1e400", "-0", "123456789012345678901234567890", "0.10", "-1.5E-10"]
        let table = try Table("[" + numbers.map { "{\"v\":\($0)}" }.joined(separator: ",") + "]")
        #expect(table.rows.map { $0[0] } == numbers)
    }

    @Test func `JSON in CP932 is read, and said to be so`() throws {
        let bytes = Array(#"[{"a":""#.utf8) + [0x95, 0x5C, 0x8E, 0x52, 0xB1] + Array(#""}]"#.utf8)
        let table = try Table(bytes: bytes)
        #expect(table.document.reading.encoding == .cp932)
        #expect(table.rows == [["表山ｱ"]])
    }

    @Test(arguments: [[0xC0, 0xAF], [0xFF], [0xE9], [0xB1, 0xB2, 0xB3], [0xE5, 0xB1]] as [[UInt8]])
    func `JSON whose bytes could be anything is refused`(_ bytes: [UInt8]) throws {
        let error = failure(opening: Array(#"[{"a":""#.utf8) + bytes + Array(#""}]"#.utf8))
        #expect(error?.code == "json_encoding")
    }
}
