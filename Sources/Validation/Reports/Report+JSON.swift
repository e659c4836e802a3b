import Tabular

extension Report {
    /// `{source, encoding, dialect, header, columns[], counts{rows,errors,warnings}, findings[], truncated}` as UTF-8, in this order.
    ///
    /// Beside those: `format` and `schema`. Members without a value are `null`, so that every report has the same shape.
    package func json() -> [UInt8] { descriptor().bytes() }

    /// The report as a JSON tree, to be set into a larger answer.
    package func descriptor() -> JSONValue {
        .object([
            .init("source", .string(source)),
            .init("format", .string(reading.format.rawValue)),
            .init("encoding", .string(reading.encoding.rawValue)),
            .init("dialect", dialect),
            .init("header", header),
            .init("schema", .text(schema)),
            .init("columns", .array(columns.map(\.descriptor))),
            .init(
                "counts",
                .object([
                    .init("rows", .count(rowCount)),
                    .init("errors", .count(errorCount)),
                    .init("warnings", .count(warningCount)),
                ])
            ),
            .init("findings", .array(findings.map(\.descriptor))),
            .init("truncated", .boolean(isTruncated)),
        ])
    }

    private var dialect: JSONValue {
        .object([
            .init("delimiter", .text(reading.delimiter)),
            .init("lineEnd", .text(reading.lineEnd?.rawValue)),
            .init("byteOrderMark", .boolean(reading.hasByteOrderMark)),
            .init("jsonPath", .text(reading.jsonPath)),
        ])
    }

    private var header: JSONValue {
        .object([.init("line", .count(reading.headerLine)), .init("rows", .count(reading.headerRows))])
    }
}

extension JSONValue {
    fileprivate static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    fileprivate static func count(_ count: Int?) -> JSONValue { count.map { .number("\($0)") } ?? .null }
}

extension Column {
    fileprivate var descriptor: JSONValue {
        .object([
            .init("name", .string(name)),
            .init("title", .string(title)),
            .init("type", .string(type.rawValue)),
            .init("format", .text(format)),
        ])
    }
}

extension Finding {
    fileprivate var descriptor: JSONValue {
        .object([
            .init("code", .string(code)),
            .init("severity", .string(severity.rawValue)),
            .init("row", .count(row)),
            .init("line", .count(line)),
            .init("column", .text(column)),
            .init("value", .text(value)),
            .init("message", .object([.init("ja", .string(message.ja)), .init("en", .string(message.en))])),
        ])
    }
}
