/// A statement that a connection keeps, with what is known of how it runs.
final class PreparedStatement {
    let statement: Statement
    let text: String
    /// Nil until someone asked.
    var plan: QueryPlan?

    init(_ statement: consuming Statement, text: String) {
        self.statement = statement
        self.text = text
    }
}
