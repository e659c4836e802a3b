import Tabular
import Testing

@testable import Tables

@Suite struct `Column statistics` {
    private func statistics(_ type: ColumnType, _ values: [String?]) throws -> ColumnStatistics {
        try TestTable([.named("列", type)], values.map { [$0] }).built.columns[0].statistics
    }

    @Test func `count nulls, misfits, distinct values and extremes of numbers`() throws {
        let statistics = try statistics(.integer, ["10", "9", "-3", "10", "", nil, "多数", "10"])
        #expect(statistics.nulls == 2)
        #expect(statistics.unfit == 1)
        #expect(statistics.distinct == 4)
        #expect(statistics.minimum == "-3")
        #expect(statistics.maximum == "10")
        #expect(
            statistics.top == [
                .init(value: "10", count: 3), .init(value: "-3", count: 1), .init(value: "9", count: 1),
                .init(value: "多数", count: 1),
            ]
        )
    }

    @Test(arguments: [
        (ColumnType.string, ["b", "a", "ｱ", "亜", "𠮷"], "a", "𠮷"), (.number, ["1.5", "-2", "1e2"], "-2", "100"),
        (.boolean, ["true", "false"], "false", "true"),
        (.date, ["2024-04-01", "1989/1/8"], "1989-01-08", "2024-04-01"),
        (.year, ["2024年", "平成元年"], "1989", "2024"), (.time, ["9:05", "23:59"], "09:05:00", "23:59:00"),
    ])
    func `order values as their type does`(
        _ type: ColumnType,
        _ values: [String],
        _ least: String,
        _ greatest: String
    ) throws {
        let statistics = try statistics(type, values)
        #expect(statistics.minimum == least)
        #expect(statistics.maximum == greatest)
        #expect(statistics.distinct == values.count)
    }

    @Test func `count distinct values exactly up to a thousand, and say nothing beyond`() throws {
        let thousand = (0..<3_000).map { "値\($0 % 1_000)" }
        let exact = try statistics(.string, thousand)
        #expect(exact.distinct == 1_000)
        #expect(exact.top.count == 10)
        #expect(exact.top.allSatisfy { $0.count == 3 })
        #expect(exact.top.map(\.value) == exact.top.map(\.value).sorted())
        let beyond = try statistics(.string, thousand + ["もう一つ"])
        #expect(beyond.distinct == nil)
        #expect(beyond.top.isEmpty)
        #expect(beyond.minimum == "もう一つ")
        #expect(try statistics(.integer, (0..<1_001).map(String.init)).distinct == nil)
    }

    @Test func `agree with counting in a dictionary`() throws {
        var generator = SeededGenerator(seed: 42)
        for type in [ColumnType.string, .integer, .number] {
            let values = (0..<2_000).map { _ -> String? in
                let value = Int.random(in: -40...40, using: &generator)
                return value == 0 ? nil : (type == .number ? "\(Double(value) / 4)" : "\(value)")
            }
            var counts: [String: Int] = [:]
            for case let value? in values { counts[value, default: 0] += 1 }
            let statistics = try statistics(type, values)
            #expect(statistics.nulls == values.count { $0 == nil })
            #expect(statistics.distinct == counts.count)
            #expect(statistics.top.map(\.count) == Array(counts.values.sorted(by: >).prefix(10)))
            for top in statistics.top {
                let written = type == .number ? "\(Double(top.value) ?? .nan)" : top.value
                #expect(counts[written] == top.count)
            }
        }
    }

    @Test func `tell quantiles and a histogram of numbers, exactly while there are few`() throws {
        let hundred = try #require(try statistics(.integer, (1...100).reversed().map(String.init)).distribution)
        #expect(!hundred.isApproximate)
        #expect(hundred.quantiles == [1, 5, 25, 50, 75, 95, 99])
        #expect(hundred.histogram == .init(start: 1, width: 5, counts: [Int](repeating: 5, count: 20)))
        let years = try #require(try statistics(.year, ["2020年", "2021年", "2021年", "2023年"]).distribution)
        #expect(years.histogram == .init(start: 2020, width: 1, counts: [1, 2, 0, 1]))
        let same = try #require(try statistics(.number, ["1.5", "1.5", nil]).distribution)
        #expect(same.quantiles == [Double](repeating: 1.5, count: 7))
        #expect(same.histogram == .init(start: 1.5, width: 0, counts: [2]))
        #expect(try statistics(.integer, ["多数", nil]).distribution == nil)
        #expect(try statistics(.string, ["1"]).distribution == nil)
        #expect(try statistics(.boolean, ["true"]).distribution == nil)
        let edges = try #require(
            try statistics(.integer, ["-9223372036854775808", "9223372036854775807"]).distribution
        )
        #expect(edges.histogram.counts.reduce(0, +) == 2)
    }

    @Test func `tell them about, and say so, from every n-th of many values`() throws {
        let values = (0..<20_000).map { "\(($0 * 7_919) % 20_000)" }
        let many = try #require(try statistics(.integer, values).distribution)
        #expect(many.isApproximate)
        for (quantile, share) in zip(many.quantiles, [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]) {
            #expect(abs(quantile - share * 20_000) < 800)
        }
        #expect(many.histogram.counts.count == 20)
        #expect(many.histogram.counts.allSatisfy { abs($0 - 1_000) < 300 })
    }

    @Test func `show only the beginning of long texts, cut between characters`() throws {
        let statistics = try statistics(.string, [String(repeating: "亜", count: 5_000)])
        #expect(statistics.minimum == String(repeating: "亜", count: 333))
    }
}
