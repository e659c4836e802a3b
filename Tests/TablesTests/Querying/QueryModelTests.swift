import Foundation
import Tabular
import Testing

@testable import Tables

/// Tables and queries by chance, answered a second time by filtering and sorting arrays.
@Suite struct `Queries against a model` {
    @Test(arguments: 0..<12)
    func `agree on which rows there are and in which order`(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let model = TableModel(rowCount: 150, using: &generator)
        let table = try TestTable(TableModel.columns, model.rows)
        // Every other table has indexes, which must change nothing.
        if seed % 2 == 1 { try table.addIndexes(hasPositions: seed % 4 == 1) }
        for _ in 0..<50 {
            var query = TableModel.query(using: &generator)
            if Bool.random(using: &generator) { query.condition = TableModel.condition(depth: 3, using: &generator) }
            let expected = model.answer(query)
            #expect(try await table.rows(query) == expected, "\(query)")
            // The same in pages.
            var paged = query
            paged.limit = Int.random(in: 1...40, using: &generator)
            paged.fields = []
            var walked: [Int64] = []
            repeat {
                let page = try await table.queries.page(paged, of: table.reference, as: .jsonLists)
                walked += TestTable.numbers(in: page.body)
                #expect(page.count == expected.count)
                paged.cursor = page.next
            } while paged.cursor != nil
            #expect(walked == expected, "\(query)")
            let exported = try await table.exported(query)
            #expect(exported == expected, "\(query)")
        }
    }

    @Test(arguments: 0..<10)
    func `agree on trees of conditions, read from text`(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: 5_000 + seed)
        let model = TableModel(rowCount: 120, using: &generator)
        let table = try TestTable(TableModel.columns, model.rows)
        if seed % 2 == 1 { try table.addIndexes(hasPositions: seed % 4 == 1) }
        for _ in 0..<150 {
            let condition = TableModel.condition(depth: 4, using: &generator)
            let text = TableModel.text(condition)
            #expect(try CQL2Parser.condition(text) == condition, "\(text)")
            var query = RowQuery()
            query.condition = condition
            #expect(try await table.rows(query) == model.answer(query), "\(text)")
        }
    }

    @Test(arguments: 0..<8)
    func `agree on aggregations`(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: 9_000 + seed)
        let model = TableModel(rowCount: 200, using: &generator)
        let table = try TestTable(TableModel.columns, model.rows)
        if seed % 2 == 1 { try table.addIndexes(hasPositions: seed % 4 == 1) }
        for _ in 0..<60 {
            let query = TableModel.aggregate(using: &generator)
            let answer = try await table.queries.aggregate(query, of: table.reference, as: .jsonLists)
            let groups = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.body)) as? [[Any]]
            )
            #expect(groups.map { $0.map(TableModel.shown) } == model.answer(query), "\(query)")
        }
    }
}
