import Tabular
import Testing

@testable import Tables

@Suite struct `Row formats` {
    private static let columns: [Column] = [
        .named("名称", .string), .named("数,\"量\"", .integer), .named("値", .number), .named("有無", .boolean),
        .named("日", .date),
    ]
    private static let rows: [[String?]] = [
        ["山口,\"市\"\n", "9007199254740993", "0.1", "有", "2024/4/1"], [nil, nil, nil, nil, nil],
        ["a\\b\t\u{1}", "-1", "12.50", "無", "そのうち"],
    ]

    @Test func `GeoJSON takes the coordinates for its points, and keeps those that are no place`() async throws {
        let table = try TestTable(
            [
                .named("緯度", .number, format: "latitude"), .named("名", .string),
                .named("経度", .number, format: "longitude"),
            ],
            [["34.5", "a", "131.25"], ["95", "b", "131"], [nil, nil, "132"]]
        )
        #expect(
            try await table.body(as: .geojson) == #"{"type":"FeatureCollection","features":["#
                + #"{"type":"Feature","id":1,"properties":{"名":"a"},"geometry":{"type":"Point","coordinates":[131.25,34.5]}},"#
                + #"{"type":"Feature","id":2,"properties":{"緯度":95,"名":"b","経度":131},"geometry":null},"#
                + #"{"type":"Feature","id":3,"properties":{"緯度":null,"名":null,"経度":132},"geometry":null}]}"#
        )
        let shapes = try TestTable(
            [.named("形", .string, format: "geojson"), .named("名", .string)],
            [[#"{"type":"Point","coordinates":[1,2]}"#, "a"], [nil, "b"]]
        )
        #expect(
            try await shapes.body(as: .geojson) == #"{"type":"FeatureCollection","features":["#
                + #"{"type":"Feature","id":1,"properties":{"名":"a"},"geometry":{"type":"Point","coordinates":[1,2]}},"#
                + #"{"type":"Feature","id":2,"properties":{"名":"b"},"geometry":null}]}"#
        )
        let nowhere = try TestTable([.named("名", .string)], [["a"]])
        await #expect(throws: QueryError(.noCoordinates)) { try await nowhere.body(as: .geojson) }
    }

    @Test(arguments: [
        (
            RowFormat.json,
            #"[{"_id":1,"名称":"山口,\"市\"\n","数,\"量\"":9007199254740993,"値":0.1,"有無":true,"日":"2024-04-01"},"#
                + #"{"_id":2,"名称":null,"数,\"量\"":null,"値":null,"有無":null,"日":null},"#
                + #"{"_id":3,"名称":"a\\b\t\u0001","数,\"量\"":-1,"値":12.5,"有無":false,"日":"そのうち"}]"#
        ),
        (
            .jsonLists,
            #"[[1,"山口,\"市\"\n",9007199254740993,0.1,true,"2024-04-01"],[2,null,null,null,null,null],"#
                + #"[3,"a\\b\t\u0001",-1,12.5,false,"そのうち"]]"#
        ),
        (
            .ndjson,
            #"{"_id":1,"名称":"山口,\"市\"\n","数,\"量\"":9007199254740993,"値":0.1,"有無":true,"日":"2024-04-01"}"# + "\n"
                + #"{"_id":2,"名称":null,"数,\"量\"":null,"値":null,"有無":null,"日":null}"# + "\n"
                + #"{"_id":3,"名称":"a\\b\t\u0001","数,\"量\"":-1,"値":12.5,"有無":false,"日":"そのうち"}"# + "\n"
        ),
        (
            .csv,
            "名称,\"数,\"\"量\"\"\",値,有無,日\r\n\"山口,\"\"市\"\"\n\",9007199254740993,0.1,true,2024-04-01\r\n,,,,\r\n"
                + "a\\b\t\u{1},-1,12.5,false,そのうち\r\n"
        ),
    ])
    func `write the same rows`(_ format: RowFormat, _ expected: String) async throws {
        let table = try TestTable(Self.columns, Self.rows)
        #expect(try await table.body(as: format) == expected)
        // Exports write the same, in one piece or in many.
        let pieces = Pieces()
        try await table.queries.export(RowQuery(), of: table.reference, as: format) { await pieces.take($0) }
        #expect(await String(decoding: pieces.bytes, as: UTF8.self) == expected)
    }

    @Test func `write chosen columns in the order asked for, each once`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        var query = RowQuery()
        query.fields = ["日", "名称", "日"]
        query.limit = 1
        #expect(try await table.body(query, as: .json) == #"[{"_id":1,"日":"2024-04-01","名称":"山口,\"市\"\n"}]"#)
        #expect(try await table.body(query, as: .csv) == "日,名称\r\n2024-04-01,\"山口,\"\"市\"\"\n\"\r\n")
        query.fields = []
        #expect(try await table.body(query, as: .json) == #"[{"_id":1}]"#)
    }

    @Test func `one row by its number`() async throws {
        let table = try TestTable(Self.columns, Self.rows)
        let row = try #require(try await table.queries.row(2, of: table.reference))
        #expect(
            String(decoding: row, as: UTF8.self) == #"{"_id":2,"名称":null,"数,\"量\"":null,"値":null,"有無":null,"日":null}"#
        )
        for absent in [0, -1, 4, Int64.max, .min] {
            #expect(try await table.queries.row(absent, of: table.reference) == nil)
        }
    }
}

/// What an export wrote.
actor Pieces {
    private(set) var bytes: [UInt8] = []
    private(set) var sizes: [Int] = []

    func take(_ piece: [UInt8]) {
        bytes += piece
        sizes.append(piece.count)
    }
}

@Suite struct `Exports` {
    private static let columns: [Column] = [
        .named("名称", .string), .named("緯度", .number, format: "latitude"), .named("経度", .number, format: "longitude"),
    ]

    private func table() throws -> TestTable {
        var generator = SeededGenerator(seed: 3)
        return try TestTable(
            Self.columns,
            (0..<4_000).map { number in
                [
                    "施設\(number % 100)" + String(repeating: "あ", count: 20),
                    "\(Double.random(in: 33...35, using: &generator))",
                    "\(Double.random(in: 130...132, using: &generator))",
                ]
            }
        )
    }

    @Test(arguments: [false, true], [false, true])
    func `write what one long page would, in bounded pieces`(_ isSorted: Bool, _ hasBox: Bool) async throws {
        let table = try table()
        var query = RowQuery()
        query.filters = [.init(column: "名称", op: .ne, values: ["施設1"])]
        if isSorted { query.sort = [.init(column: "名称", descending: true), .init(column: "緯度")] }
        if hasBox { query.box = RowQuery.Box(west: 130, south: 33, east: 131.9, north: 35) }
        query.limit = 100_000
        for format in RowFormat.allCases {
            let pieces = Pieces()
            try await table.queries.export(query, of: table.reference, as: format) { await pieces.take($0) }
            let page = try await table.queries.page(query, of: table.reference, as: format)
            #expect(await pieces.bytes == page.body)
            #expect(await pieces.sizes.count > 4)
            #expect(await pieces.sizes.allSatisfy { $0 > 0 && $0 < 66_000 })
        }
    }

    @Test func `hold no thread while a piece is written`() async throws {
        let table = try table()
        // More exports than threads, each of which asks a page while it is being written.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    try await table.queries.export(RowQuery(), of: table.reference, as: .csv) { _ in
                        _ = try await table.queries.row(1, of: table.reference)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `stop when the writer throws`() async throws {
        struct Gone: Error {}
        let table = try table()
        let pieces = Pieces()
        await #expect(throws: Gone.self) {
            try await table.queries.export(RowQuery(), of: table.reference, as: .csv) { piece in
                await pieces.take(piece)
                throw Gone()
            }
        }
        #expect(await pieces.sizes.count == 1)
    }
}
