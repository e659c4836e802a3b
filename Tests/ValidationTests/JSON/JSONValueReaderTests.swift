import TestSupport
import Testing

@testable import Validation

@Suite struct `JSON of schemas` {
    static let valid: [(text: String, value: JSONValue)] = [
        ("null", .null), (" true ", .boolean(true)), ("false", .boolean(false)), ("-0.5e+10", .number("-0.5e+10")),
        ("20.10", .number("20.10")), ("[]", .array([])), ("{}", .object([])), ("\"\"", .string("")),
        (#""\u3042\n\"\\\/\ud842\udfb7""#, .string("あ\n\"\\/𠮷")), ("\u{FEFF}[1]", .array([.number("1")])),
        (
            #"{"z":1,"a":[null,{"b":"c"}]}"#,
            .object([
                .init("z", .number("1")), .init("a", .array([.null, .object([.init("b", .string("c"))])])),
            ])
        ),
    ]

    @Test(arguments: valid) func `keeps order and the spelling of numbers`(
        _ sample: (text: String, value: JSONValue)
    ) throws {
        #expect(try JSONValueReader.read(Array(sample.text.utf8)) == sample.value)
    }

    static let invalid: [(text: String, fault: JSONValueReader.Failure.Fault, line: Int)] = [
        ("", .syntax, 1), ("[1,]", .syntax, 1), ("[1\n,\n2", .syntax, 3), ("{\"a\":1,}", .syntax, 1),
        ("01", .syntax, 1),
        ("1.", .syntax, 1), (".5", .syntax, 1), ("+1", .syntax, 1), ("NaN", .syntax, 1), ("nul", .syntax, 1),
        ("'a'", .syntax, 1),
        ("\"a\nb\"", .syntax, 1), (#""\x""#, .syntax, 1), (#""\ud842""#, .syntax, 1), (#""\udfb7""#, .syntax, 1),
        ("1 2", .syntax, 1), ("{\"a\":1,\n\"a\":2}", .repeatedName("a"), 2),
        (String(repeating: "[", count: 65), .tooDeep, 1),
    ]

    @Test(arguments: invalid) func `names the line where a text stops being JSON`(
        _ sample: (text: String, fault: JSONValueReader.Failure.Fault, line: Int),
    ) {
        #expect(throws: JSONValueReader.Failure(fault: sample.fault, line: sample.line)) {
            try JSONValueReader.read(Array(sample.text.utf8))
        }
    }

    @Test func `refuses bytes that are not UTF-8`() {
        #expect(throws: JSONValueReader.Failure(fault: .syntax, line: 1)) {
            try JSONValueReader.read([0x22, 0x82, 0xA0, 0x22])
        }
    }

    @Test(
        .enabled(if: SharedFiles.exists),
        arguments: SharedFiles.files(below: "conformance/json-parsing", suffixes: [".json"])
    )
    func `agrees with the parsing suite on what must and must not be read`(_ file: String) throws {
        guard let name = file.split(separator: "/").last else { return }
        let bytes = try SharedFiles.bytes(file)
        let isRead = (try? JSONValueReader.read(bytes)) != nil
        // Repeated names are JSON, but a schema with one is a mistake.
        if name.hasPrefix("y_"), !name.contains("duplicated") { #expect(isRead) }
        if name.hasPrefix("n_") { #expect(!isRead) }
    }
}
