/// Which rows a query is about, as SQL.
struct CompiledFilter {
    /// All must hold.
    let conditions: [String]
    let parameters: SQLParameters
    /// The parameter that the index of words is asked with; nil where it is not.
    let words: String?

    init(_ query: RowQuery, columns: QueryColumns) throws(QueryError) {
        var parameters = SQLParameters()
        let compiler = FilterCompiler(columns: columns)
        var conditions = try compiler.conditions(of: query, into: &parameters)
        let text = compiler.text(query.text, into: &parameters)
        conditions += text.conditions
        self.conditions = conditions
        self.parameters = parameters
        words = text.words
    }

    var matchesAll: Bool { conditions.isEmpty && words == nil }

    /// What stands after `FROM`.
    ///
    /// The index of words comes first, since it finds rows in the order of their numbers.
    var source: String {
        guard words != nil else { return "rows" }
        return "(SELECT rowid AS hit FROM \(sourceOfNumbers)) CROSS JOIN rows ON rows._id = hit"
    }

    /// The same where only rows' numbers are wanted and there are no further conditions.
    var sourceOfNumbers: String {
        guard let words else { return "rows" }
        return "words WHERE words MATCH \(words)"
    }

    /// An order whose last part is the row's number, under the name that the source gives it.
    func ordered(_ list: String, isStored: Bool) -> String { words != nil && isStored ? "hit" : list }
}
