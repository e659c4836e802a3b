/// How an answer was found and how long it took, without SQL.
package struct QueryExplanation: Hashable, Sendable {
    /// One way of finding rows.
    package struct Step: Hashable, Sendable {
        /// `scan` (every row), `row_number`, `column_index`, `text_index`, `place_index`, `sort`, `cache`.
        package var kind: String
        /// Published name; nil where the way is none of a column.
        package var column: String?
    }

    package var steps: [Step] = []
    /// On the query thread, without waiting for one.
    package var elapsed: Duration = .zero

    /// Adds the steps of a plan that are not there yet.
    mutating func add(_ plan: QueryPlan, columns: QueryColumns) {
        for step in plan.steps {
            let told =
                switch step {
                case .scan: Step(kind: "scan")
                case .rowNumber: Step(kind: "row_number")
                case .columnIndex(let physical, _):
                    Step(kind: "column_index", column: columns.all.first { $0.physical == physical }?.name)
                case .words: Step(kind: "text_index")
                case .places: Step(kind: "place_index")
                case .sort: Step(kind: "sort")
                }
            add(told)
        }
    }

    mutating func add(_ step: Step) {
        if !steps.contains(step) { steps.append(step) }
    }

    init() {}
}
