import Catalog
import Fetching
import TestSupport

extension Upstream {
    private static let japanese = "id,名称\n1,市役所\n2,図書館\n3,公民館\n"
    /// `japanese` in CP932: 名称 市役所 図書館 公民館.
    private static let cp932: [UInt8] =
        Array("id,".utf8) + [0x96, 0xBC, 0x8F, 0xCC, 0x0A] + Array("1,".utf8) + [
            0x8E, 0x73, 0x96, 0xF0, 0x8F, 0x8A, 0x0A,
        ]
        + Array("2,".utf8) + [0x90, 0x7D, 0x8F, 0x91, 0x8A, 0xD9, 0x0A] + Array("3,".utf8)
        + [0x8C, 0xF6, 0x96, 0xAF, 0x8A, 0xD9, 0x0A]
    /// The same in EUC-JP.
    private static let eucJP: [UInt8] =
        Array("id,".utf8) + [0xCC, 0xBE, 0xBE, 0xCE, 0x0A] + Array("1,".utf8) + [
            0xBB, 0xD4, 0xCC, 0xF2, 0xBD, 0xEA, 0x0A,
        ]
        + Array("2,".utf8) + [0xBF, 0xDE, 0xBD, 0xF1, 0xB4, 0xDB, 0x0A] + Array("3,".utf8)
        + [0xB8, 0xF8, 0xCC, 0xB1, 0xB4, 0xDB, 0x0A]
    private static let twoRows = "id,名称\n1,市役所\n2,図書館\n"

    /// A file whose content is the fault, after a good one with the columns `id` and `名称`.
    private static func file(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String?,
        rows: Int? = nil,
        type: String = "text/csv",
        before: String = twoRows,
        tries: Int = 1,
        _ body: [UInt8],
    ) -> Upstream {
        steps(row, name, outcome, code, rows: rows, LoopbackServer.answer(headers: ["Content-Type: \(type)"], body))
            .with {
                $0.before = [before]
                $0.tries = tries
            }
    }

    private static func text(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String?,
        rows: Int? = nil,
        before: String = twoRows,
        _ body: String,
    ) -> Upstream {
        file(row, name, outcome, code, rows: rows, before: before, Array(body.utf8))
    }

    private static func json(
        _ row: Int,
        _ name: String,
        _ outcome: Outcome,
        _ code: String?,
        rows: Int? = nil,
        tries: Int = 1,
        _ body: String,
    ) -> Upstream {
        file(
            row,
            name,
            outcome,
            code,
            rows: rows,
            type: "application/json",
            before: #"[{"id":1,"n":"a"},{"id":2,"n":"b"}]"#,
            tries: tries,
            Array(body.utf8)
        )
    }

    private static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// §2.3.
    static let content: [Upstream] = [
        file(61, "CP932 called UTF-8", .updated, "charset_mismatch", rows: 3, type: "text/csv; charset=utf-8", cp932),
        file(62, "CP932 without a name", .updated, nil, rows: 3, cp932),
        file(62, "EUC-JP without a name", .updated, nil, rows: 3, eucJP),
        file(63, "two encodings in one file", .held, "charset_mixed", Array(twoRows.utf8) + cp932.suffix(9)),
        // 外字 F040, between a name that makes the encoding plain.
        file(
            64,
            "a private-use character",
            .updated,
            nil,
            rows: 4,
            cp932 + Array("4,".utf8) + [0x8E, 0x73, 0xF0, 0x40, 0x0A]
        ),
        file(65, "UTF-16", .updated, nil, rows: 3, utf16(japanese)),
        file(66, "a mark", .updated, nil, rows: 3, mark + Array(japanese.utf8)),
        file(
            66,
            "marks before joined files",
            .updated,
            nil,
            rows: 3,
            before: "名,値\na,1\nb,2\n",
            mark + Array("名,値\na,1\nb,2\n".utf8) + mark + Array("c,3\n".utf8)
        ),
        file(67, "a mark alone", .rejected, "empty_body", tries: 2, mark),
        file(67, "nothing", .rejected, "empty_body", tries: 2, []),
        text(68, "a header alone", .held, "zero_rows", "id,名称\n"),
        text(
            69,
            "a thousand rows become twelve",
            .held,
            "row_count_change",
            before: "id,名称\n" + (0..<1_002).map { "\($0),名\($0)\n" }.joined(),
            "id,名称\n" + (0..<12).map { "\($0),名\($0)\n" }.joined()
        ),
        text(
            70,
            "a column without values",
            .held,
            "column_emptied",
            before: "id,名称\n" + (0..<10).map { "\($0),名\($0)\n" }.joined(),
            "id,名称\n" + (0..<10).map { "\($0),\($0 < 5 ? "" : "名\($0)")\n" }.joined()
        ),
        text(71, "NUL", .rejected, "nul_byte", "id,\0名称\n1,a\n"),
        text(72, "lone CR", .updated, nil, rows: 3, japanese.replacing("\n", with: "\r")),
        text(72, "mixed line ends", .updated, nil, rows: 3, "id,名称\r\n1,市役所\n2,図書館\r\n3,公民館\u{2028}\n"),
        file(
            73,
            "a field of ten megabytes",
            .rejected,
            "field_too_long",
            Array("id,名称\n1,\"".utf8) + [UInt8](repeating: 0x78, count: 10_000_000) + Array("\"\n".utf8)
        ),
        text(
            74,
            "a quote that never closes",
            .rejected,
            "unterminated_quote",
            "id,名称\n1,\"oops\n" + String(repeating: "2,3\n", count: 2_000)
        ),
        text(75, "quotes against the rules", .updated, nil, rows: 3, "id,名称\n1,市\"役所\n2,図書館\n3,公民館\n"),
        text(
            76,
            "a hundred thousand columns",
            .rejected,
            "too_many_columns",
            (0..<100_000).map { "c\($0)" }.joined(separator: ",") + "\n1\n"
        ),
        text(
            77,
            "headers that repeat",
            .updated,
            nil,
            rows: 2,
            before: "a,a,A,ａ,\n1,2,3,4,5\n",
            "a,a,A,ａ,\n1,2,3,4,5\n6,7,8,9,0\n"
        ),
        text(78, "rows that do not fit", .held, "ragged_rows", before: "a,b,c\n1,2,3\n", "a,b,c\n1,2\n1,2,3,4\n"),
        text(79, "a title above the header", .updated, nil, rows: 3, "公共施設一覧\n" + japanese),
        text(
            80,
            "tabs, and values in many spellings",
            .updated,
            nil,
            rows: 3,
            before: "日付\t額\n令和6年4月1日\t１２３\n",
            "日付\t額\n令和6年4月1日\t１２３\nR6.4.2\t△5\n2024/04/03\t―\n"
        ),
        json(
            81,
            "nesting without end",
            .rejected,
            "json_too_deep",
            String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
        ),
        json(
            82,
            "numbers beyond machines",
            .updated,
            nil,
            rows: 3,
            #"[{"id":1,"n":"a"},{"id":2,"n":"b"},{"id":9007199254740993,"n":"c"}]"#
        ),
        json(83, "NaN", .rejected, "json_syntax", #"[{"id":NaN,"n":Infinity}]"#),
        json(84, "a key twice", .rejected, "json_duplicate_key", #"[{"id":1,"id":2}]"#),
        json(85, "a number", .rejected, "json_shape", "42"),
        json(86, "JSON cut", .rejected, "json_syntax", tries: 2, #"[{"id":1},{"id":"#),
        json(86, "JSON and more", .rejected, "json_syntax", tries: 2, #"[{"id":1}] trailing"#),
        json(87, "half a character", .rejected, "json_encoding", #"[{"id":"\ud800"}]"#),
        file(
            87,
            "bytes that are no UTF-8",
            .rejected,
            "json_encoding",
            type: "application/json",
            before: #"[{"id":"a"}]"#,
            Array(#"[{"id":""#.utf8) + [0xFF] + Array(#""}]"#.utf8)
        ),
        text(
            88,
            "latitude and longitude swapped",
            .held,
            "geo_out_of_area",
            before: "名称,緯度,経度\n市役所,34.17,131.47\n",
            "名称,緯度,経度\n市役所,131.47,34.17\n"
        ),
    ]
}
