import Tabular
import Testing

@testable import Tables

private func filter(_ column: String, _ op: RowQuery.Operator, _ values: String...) -> RowCondition {
    .filter(.init(column: column, op: op, values: values))
}

private func like(_ column: String, _ pattern: String) -> RowCondition {
    .like(column: column, pattern: pattern, [])
}

/// The standard's examples (OGC 21-065r2, clauses 6, 7 and annex) of the classes that are understood.
private let published: [(text: String, json: String, meaning: RowCondition)] = [
    (
        "city='Toronto'", #"{"op":"=","args":[{"property":"city"},"Toronto"]}"#, filter("city", .eq, "Toronto")
    ),
    (
        "name LIKE 'Smith%'", #"{"op":"like","args":[{"property":"name"},"Smith%"]}"#, like("name", "Smith%")
    ),
    (
        "depth BETWEEN 100.0 and 150.0", #"{"op":"between","args":[{"property":"depth"},100.0,150.0]}"#,
        filter("depth", .between, "100.0", "150.0")
    ),
    (
        "cityName IN ('Toronto','Frankfurt','Tokyo','New York')",
        #"{"op":"in","args":[{"property":"cityName"},["Toronto","Frankfurt","Tokyo","New York"]]}"#,
        filter("cityName", .in, "Toronto", "Frankfurt", "Tokyo", "New York")
    ),
    (
        "CASEI(road_class) IN (CASEI('Οδος'),CASEI('Straße'))",
        #"{"op":"in","args":[{"op":"casei","args":[{"property":"road_class"}]},[{"op":"casei","args":["Οδος"]},{"op":"casei","args":["Straße"]}]]}"#,
        .folded(.init(column: "road_class", op: .in, values: ["Οδος", "Straße"]), .letterCase)
    ),
    (
        "ACCENTI(etat_vol) = ACCENTI('débárquér')",
        #"{"op":"=","args":[{"op":"accenti","args":[{"property":"etat_vol"}]},{"op":"accenti","args":["débárquér"]}]}"#,
        .folded(.init(column: "etat_vol", op: .eq, values: ["débárquér"]), .accents)
    ),
    (
        "S_INTERSECTS(geometry,POINT(36.319836 32.288087))",
        #"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[36.319836,32.288087]}]}"#,
        .intersects(RowArea(rings: [[.init(longitude: 36.319836, latitude: 32.288087)]]))
    ),
    (
        "eo:instrument LIKE 'OLI%'", #"{"op":"like","args":[{"property":"eo:instrument"},"OLI%"]}"#,
        like("eo:instrument", "OLI%")
    ),
    (
        "ro:cloud_cover=0.1 OR ro:cloud_cover=0.2",
        #"{"op":"or","args":[{"op":"=","args":[{"property":"ro:cloud_cover"},0.1]},{"op":"=","args":[{"property":"ro:cloud_cover"},0.2]}]}"#,
        .any([filter("ro:cloud_cover", .eq, "0.1"), filter("ro:cloud_cover", .eq, "0.2")])
    ),
    (
        "    eo:cloud_cover >= 0.1\nAND eo:cloud_cover <= 0.2\nAND landsat:wrs_row=28\nAND landsat:wrs_path=203\n",
        #"{"op":"and","args":[{"op":">=","args":[{"property":"eo:cloud_cover"},0.1]},{"op":"<=","args":[{"property":"eo:cloud_cover"},0.2]},{"op":"=","args":[{"property":"landsat:wrs_row"},28]},{"op":"=","args":[{"property":"landsat:wrs_path"},203]}]}"#,
        .all([
            filter("eo:cloud_cover", .gte, "0.1"), filter("eo:cloud_cover", .lte, "0.2"),
            filter("landsat:wrs_row", .eq, "28"), filter("landsat:wrs_path", .eq, "203"),
        ])
    ),
    ("taxes <= 500", #"{"op":"<=","args":[{"property":"taxes"},500]}"#, filter("taxes", .lte, "500")),
    (
        "floors>5 AND swimming_pool=true",
        #"{"op":"and","args":[{"op":">","args":[{"property":"floors"},5]},{"op":"=","args":[{"property":"swimming_pool"},true]}]}"#,
        .all([filter("floors", .gt, "5"), filter("swimming_pool", .eq, "true")])
    ),
    (
        "swimming_pool=true AND (floors>5 OR material LIKE 'brick%' OR material LIKE '%brick')",
        #"{"op":"and","args":[{"op":"=","args":[{"property":"swimming_pool"},true]},{"op":"or","args":[{"op":">","args":[{"property":"floors"},5]},{"op":"like","args":[{"property":"material"},"brick%"]},{"op":"like","args":[{"property":"material"},"%brick"]}]}]}"#,
        .all([
            filter("swimming_pool", .eq, "true"),
            .any([filter("floors", .gt, "5"), like("material", "brick%"), like("material", "%brick")]),
        ])
    ),
    (
        "NOT (floors<5) OR swimming_pool=true",
        #"{"op":"or","args":[{"op":"not","args":[{"op":"<","args":[{"property":"floors"},5]}]},{"op":"=","args":[{"property":"swimming_pool"},true]}]}"#,
        .any([.not(filter("floors", .lt, "5")), filter("swimming_pool", .eq, "true")])
    ),
    (
        "category NOT IN (1,2,3,4)",
        #"{"op":"not","args":[{"op":"in","args":[{"property":"category"},[1,2,3,4]]}]}"#,
        .not(filter("category", .in, "1", "2", "3", "4"))
    ),
    (
        "geophys:SURVEY_NAME IS NOT NULL",
        #"{"op":"not","args":[{"op":"isNull","args":[{"property":"geophys:SURVEY_NAME"}]}]}"#,
        filter("geophys:SURVEY_NAME", .isnull, "false")
    ),
    (
        "built = DATE('2012-06-05')", #"{"op":"=","args":[{"property":"built"},{"date":"2012-06-05"}]}"#,
        filter("built", .eq, "2012-06-05")
    ),
    (
        "updated >= TIMESTAMP('2017-06-10T00:00:00Z')",
        #"{"op":">=","args":[{"property":"updated"},{"timestamp":"2017-06-10T00:00:00Z"}]}"#,
        filter("updated", .gte, "2017-06-10T00:00:00Z")
    ),
    (#""value" < 10"#, #"{"op":"<","args":[{"property":"value"},10]}"#, filter("value", .lt, "10")),
]

@Suite struct `CQL2` {
    @Test(arguments: published)
    func `is read as the standard's examples mean it, as text and as JSON`(
        _ example: (text: String, json: String, meaning: RowCondition)
    ) throws {
        #expect(try CQL2Parser.condition(example.text) == example.meaning)
        let json = try CQL2JSON.condition(example.json)
        // JSON has no IS NOT NULL of its own.
        guard !example.text.hasSuffix("IS NOT NULL") else { return }
        #expect(json == example.meaning)
    }

    @Test(
        arguments: [
            ("人口 >= 1000", filter("人口", .gte, "1000")), ("人口>=1000", filter("人口", .gte, "1000")),
            ("\"市 町,名\" = '山口市'", filter("市 町,名", .eq, "山口市")), ("1000 < 人口", filter("人口", .gt, "1000")),
            ("名称 = 'O''Brien'", filter("名称", .eq, "O'Brien")), (#"名称 = 'O\'Brien'"#, filter("名称", .eq, "O'Brien")),
            ("\"a\"\"b\" <> 'x'", filter("a\"b", .ne, "x")), ("値 = -.5", filter("値", .eq, "-0.5")),
            ("値 = +1.5E3", filter("値", .eq, "1.5E3")), ("緯度（度） > 34", filter("緯度（度）", .gt, "34")),
            ("人口　IN　(1,2)", filter("人口", .in, "1", "2")), ("true", .always(true)), ("not FALSE", .not(.always(false))),
            ("有無 = TRUE", filter("有無", .eq, "true")), ("a = b", .columns("a", .eq, "b")),
            ("名称 NOT LIKE '%山%'", .not(like("名称", "%山%"))), ("((a = 1))", filter("a", .eq, "1")),
            (
                "a = 1 OR b = 2 AND c = 3",
                .any([filter("a", .eq, "1"), .all([filter("b", .eq, "2"), filter("c", .eq, "3")])])
            ),
            ("名称 IS NULL", filter("名称", .isnull, "true")),
        ] as [(String, RowCondition)]
    )
    func `takes names in any script and values as they are written`(_ text: String, _ meaning: RowCondition) throws {
        #expect(try CQL2Parser.condition(text) == meaning)
    }

    @Test(arguments: [
        ("", 1), ("人口", 3), ("人口 >", 5), ("人口 >= 1000 AND", 15), ("人口 = '山口", 6), ("人口 ! 3", 4), ("(人口 = 1", 8),
        ("人口 = 1)", 7), ("人口 IN ()", 8), ("人口 IN (1,", 10), ("人口 IN 1", 7), ("人口 BETWEEN 1", 13), ("1 = 2", 1),
        ("'a' LIKE 'b'", 1), ("名称 LIKE 名称", 9), ("avg(人口) < 4", 4), ("人口 IS 3", 7), ("a = 1 b = 2", 7),
        ("a - 3 > 0", 3), ("S_INTERSECTS(名称, POINT(1 2))", 14), ("S_INTERSECTS(geom, POINT(1))", 27),
        ("S_INTERSECTS(geom, LINESTRING(1 2, 3 4))", 20), ("S_INTERSECTS(geom, POLYGON((1 2, 3 4, 1 2)))", 28),
        ("S_INTERSECTS(geom, BBOX(1,2,3))", 20), ("S_CROSSES(geom, POINT(1 2))", 10), ("a = DATE(2024)", 10),
        ("a ; b", 3),
    ])
    func `that is wrong is told with the place`(_ text: String, _ position: Int) throws {
        #expect {
            try CQL2Parser.condition(text)
        } throws: { error in
            guard case .badFilter(let fault)? = (error as? QueryError)?.kind else { return false }
            return fault.position == position && !fault.message.ja.isEmpty
        }
    }

    @Test(arguments: [
        "", "[]", "{}", "1", #"{"op":"and","args":[]}"#, #"{"op":"=","args":[1]}"#, #"{"op":"avg","args":[1,2]}"#,
        #"{"op":"=","args":[1,2]}"#, #"{"op":"like","args":[{"property":"a"},{"x":1}]}"#,
        #"{"op":"s_intersects","args":[{"property":"g"},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}"#,
        #"{"op":"in","args":[{"property":"a"},[]]}"#, #"{"op":"not","args":[true,false]}"#,
    ])
    func `in JSON that is wrong is told`(_ text: String) throws {
        #expect {
            try CQL2JSON.condition(text)
        } throws: { error in
            guard case .badFilter? = (error as? QueryError)?.kind else { return false }
            return true
        }
    }

    @Test func `patterns that would compare for long are refused`() async throws {
        let table = try TestTable([.named("文", .string)], [[String(repeating: "a", count: 200_000)], ["ab"]])
        func rows(_ pattern: String) async throws -> [Int64] {
            var query = RowQuery()
            query.condition = .like(column: "文", pattern: pattern, [])
            return try await table.rows(query)
        }
        #expect(try await rows("%" + String(repeating: "a", count: 200) + "b") == [])
        #expect(try await rows("a_") == [2])
        await #expect(throws: QueryError(.tooComplex)) {
            try await rows("%" + String(repeating: "a", count: 300) + "b")
        }
        var medians = AggregateQuery()
        medians.metrics = (0..<5).map { .init(kind: .median, column: "文", name: "m\($0)") }
        let asked = medians
        await #expect(throws: QueryError(.tooComplex)) {
            try await table.queries.aggregate(asked, of: table.reference, as: .json)
        }
    }

    @Test func `is bounded in depth and length`() async throws {
        let table = try TestTable([.named("数", .integer)], [["1"], ["2"]])
        func rows(_ text: String) async throws -> [Int64] {
            var query = RowQuery()
            query.condition = try CQL2Parser.condition(text)
            return try await table.rows(query)
        }
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "数 = 1" + String(repeating: ")", count: depth)
        }
        #expect(try await rows(nested(CQL2Parser.depthLimit)) == [1])
        #expect(throws: QueryError.self) { try CQL2Parser.condition(nested(CQL2Parser.depthLimit + 1)) }
        #expect(throws: QueryError.self) {
            try CQL2Parser.condition(String(repeating: "NOT ", count: 10_000) + "TRUE")
        }
        #expect(throws: QueryError.self) { try CQL2Parser.condition(String(repeating: "(", count: 100_000)) }
        let wide = (0..<800).map { "数=\($0)" }.joined(separator: " OR ")
        #expect(wide.utf8.count < CQL2Parser.byteLimit)
        #expect(try await rows(wide) == [1, 2])
        await #expect(throws: QueryError(.tooComplex)) {
            try await rows((0..<1_000).map { "数=\($0)" }.joined(separator: " OR "))
        }
        // The deepest and widest that can be written within the bounds.
        var deep = "数 = 1"
        for level in 0..<10 {
            deep = "NOT (\(deep) AND (" + (0..<12).map { "数=\($0 + level)" }.joined(separator: " OR ") + "))"
        }
        _ = try await rows(deep)
    }
}
