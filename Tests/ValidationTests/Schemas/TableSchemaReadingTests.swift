import Tabular
import Testing

@testable import Validation

@Suite struct `Table Schema` {
    static func read(_ text: String) throws(SchemaError) -> TableSchema {
        try TableSchema(name: "sample", json: Array(text.utf8))
    }

    static let everything = """
        {"$schema":"https://datapackage.org/profiles/2.0/tableschema.json","title":"題","description":"説明",
         "ydp:standard":"aed","ydp:generation":"new",
         "fields":[
          {"name":"番号","type":"integer","title":"番","description":"通し番号","constraints":
            {"required":true,"unique":true,"minimum":1,"maximum":"9","pattern":"[0-9]","enum":[1,2]}},
          {"name":"名称","constraints":{"minLength":1,"maxLength":20,"enum":["甲","乙"]}},
          {"name":"率","type":"number","constraints":{"minimum":-0.5,"maximum":1e3}},
          {"name":"日","type":"date","format":"any","constraints":{"minimum":"2020-01-01","maximum":"2024-12-31"}},
          {"name":"時","type":"time","constraints":{"minimum":"09:30"}},
          {"name":"日時","type":"datetime","constraints":{"maximum":"2024-04-01T09:30:00"}},
          {"name":"年","type":"year","constraints":{"minimum":1900}},
          {"name":"年月","type":"yearmonth","constraints":{"minimum":"2020-04"}},
          {"name":"可否","type":"boolean","constraints":{"enum":[true]}},
          {"name":"住所","type":"any"},
          {"name":"URL","type":"string","format":"uri"}],
         "missingValues":["","-"],"primaryKey":["番号","名称"],"foreignKeys":[]}
        """

    @Test func `is read with all that it can say`() throws {
        let schema = try Self.read(Self.everything)
        #expect(schema.title == "題")
        #expect(schema.standard == "aed")
        #expect(schema.generation == "new")
        #expect(schema.fields.map(\.name) == ["番号", "名称", "率", "日", "時", "日時", "年", "年月", "可否", "住所", "URL"])
        #expect(
            schema.fields.map(\.type) == [
                .integer, .string, .number, .date, .time, .datetime, .year, .yearmonth, .boolean, .string, .string,
            ]
        )
        #expect(schema.missingValues == ["", "-"])
        #expect(schema.primaryKey == ["番号", "名称"])
        let number = schema.fields[0].constraints
        #expect(number.required && number.unique)
        #expect(number.minimum == "1" && number.maximum == "9")
        #expect(number.pattern == "[0-9]")
        #expect(number.enumeration == ["1", "2"])
        #expect(schema.fields[1].constraints.minLength == 1 && schema.fields[1].constraints.maxLength == 20)
        #expect(schema.fields[2].constraints.minimum == "-0.5" && schema.fields[2].constraints.maximum == "1e3")
        #expect(schema.fields[8].constraints.enumeration == ["true"])
        #expect(schema.fields[10].format == "uri")
    }

    @Test func `is the same after being written and read again`() throws {
        let schema = try Self.read(Self.everything)
        #expect(try TableSchema(name: "sample", json: schema.json()) == schema)
    }

    @Test func `is written with its fields in order and Japanese as it is`() throws {
        let schema = TableSchema(
            name: "x",
            title: "表",
            fields: [.init(name: "名\"称", type: .string), .init(name: "人口", type: .integer)]
        )
        #expect(
            String(decoding: schema.json(), as: UTF8.self) == #"""
                {"$schema":"https://datapackage.org/profiles/2.0/tableschema.json","title":"表",\#
                "fields":[{"name":"名\"称","type":"string"},{"name":"人口","type":"integer"}]}
                """#
        )
    }

    @Test func `takes version 1 with a profile and a key of one name`() throws {
        let schema = try Self.read(#"{"profile":"table-schema","fields":[{"name":"id"}],"primaryKey":"id"}"#)
        #expect(schema.primaryKey == ["id"])
        #expect(schema.missingValues == [""])
    }

    @Test func `takes missing values with labels as version 2 has them`() throws {
        let schema = try Self.read(
            #"{"fields":[{"name":"a"}],"missingValues":[{"value":"-","label":"なし"},{"value":""}]}"#
        )
        #expect(schema.missingValues == ["-", ""])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let json: String
        let pointer: String
        let fault: SchemaFault
        var testDescription: String { json }

        init(_ json: String, _ pointer: String, _ fault: SchemaFault) {
            self.json = json
            self.pointer = pointer
            self.fault = fault
        }

        /// A fault inside the constraints of one field.
        init(_ type: String, _ constraints: String, _ pointer: String, _ fault: SchemaFault) {
            self.init(
                #"{"fields":[{"name":"a"},{"name":"b","type":"\#(type)","constraints":{\#(constraints)}}]}"#,
                "/fields/1/constraints" + pointer,
                fault
            )
        }
    }

    static let faults: [Fault] = [
        Fault("[1,", "", .unreadableJSON(.init(fault: .syntax, line: 1))),
        Fault("[]", "", .wrongKind(.object)),
        Fault("{}", "", .missingMember("fields")),
        Fault(#"{"fields":{}}"#, "/fields", .wrongKind(.list)),
        Fault(#"{"fields":[]}"#, "/fields", .noFields),
        Fault(#"{"fields":["a"]}"#, "/fields/0", .wrongKind(.object)),
        Fault(#"{"fields":[{"type":"string"}]}"#, "/fields/0", .missingMember("name")),
        Fault(#"{"fields":[{"name":1}]}"#, "/fields/0/name", .wrongKind(.string)),
        Fault(#"{"fields":[{"name":"a"},{"name":"a"}]}"#, "/fields/1/name", .repeatedField("a")),
        Fault(#"{"fields":[{"name":"a","type":"geopoint"}]}"#, "/fields/0/type", .unknownType("geopoint")),
        Fault(#"{"fields":[{"name":"a","format":"binary"}]}"#, "/fields/0/format", .unknownFormat("binary", .string)),
        Fault(
            #"{"fields":[{"name":"a","type":"date","format":"%d/%m/%y"}]}"#,
            "/fields/0/format",
            .unknownFormat("%d/%m/%y", .date)
        ),
        Fault(
            #"{"fields":[{"name":"a","type":"number","decimalChar":","}]}"#,
            "/fields/0/decimalChar",
            .unsupportedProperty("decimalChar")
        ),
        Fault(
            #"{"fields":[{"name":"a","type":"boolean","trueValues":["有"]}]}"#,
            "/fields/0/trueValues",
            .unsupportedProperty("trueValues")
        ),
        Fault(#"{"fields":[{"name":"a"}],"uniqueKeys":[["a"]]}"#, "/uniqueKeys", .unsupportedProperty("uniqueKeys")),
        Fault(#"{"fields":[{"name":"a"}],"primaryKey":["b"]}"#, "/primaryKey", .keyWithoutField("b")),
        Fault(#"{"fields":[{"name":"a"}],"primaryKey":3}"#, "/primaryKey", .wrongKind(.listOfStrings)),
        Fault(#"{"fields":[{"name":"a"}],"missingValues":[1]}"#, "/missingValues/0", .wrongKind(.string)),
        Fault(#"{"fields":[{"name":"a","constraints":[]}]}"#, "/fields/0/constraints", .wrongKind(.object)),
        Fault("string", #""exclusiveMinimum":1"#, "/exclusiveMinimum", .unknownConstraint("exclusiveMinimum")),
        Fault("string", #""a/b~c":1"#, "/a~1b~0c", .unknownConstraint("a/b~c")),
        Fault("string", #""required":"yes""#, "/required", .wrongKind(.boolean)),
        Fault("string", #""minimum":1"#, "/minimum", .constraintNotForType("minimum", .string)),
        Fault("boolean", #""maximum":1"#, "/maximum", .constraintNotForType("maximum", .boolean)),
        Fault("integer", #""minLength":1"#, "/minLength", .constraintNotForType("minLength", .integer)),
        Fault("boolean", #""unique":true"#, "/unique", .constraintNotForType("unique", .boolean)),
        Fault("integer", #""minimum":1.5"#, "/minimum", .valueNotOfType("1.5", .integer)),
        Fault("number", #""maximum":"nan""#, "/maximum", .valueNotOfType("nan", .number)),
        Fault("number", #""maximum":"0x10""#, "/maximum", .valueNotOfType("0x10", .number)),
        Fault("date", #""minimum":"2024/4/1""#, "/minimum", .valueNotOfType("2024/4/1", .date)),
        Fault("time", #""minimum":"9:30""#, "/minimum", .valueNotOfType("9:30", .time)),
        Fault("integer", #""minimum":[]"#, "/minimum", .wrongKind(.scalarValue)),
        Fault("integer", #""enum":[1,"二"]"#, "/enum/1", .valueNotOfType("二", .integer)),
        Fault("string", #""enum":"有""#, "/enum", .wrongKind(.list)),
        Fault("string", #""maxLength":-1"#, "/maxLength", .wrongKind(.wholeNumber)),
        Fault("string", #""pattern":"(a""#, "/pattern", .pattern(PatternError(fault: .groupNotClosed, offset: 0))),
        Fault("integer", #""minimum":10,"maximum":9"#, "/minimum", .reversedBounds("10", "9")),
        Fault(
            "date",
            #""minimum":"2024-05-01","maximum":"2024-04-30""#,
            "/minimum",
            .reversedBounds("2024-05-01", "2024-04-30")
        ),
        Fault("string", #""minLength":3,"maxLength":2"#, "/minLength", .reversedBounds("3", "2")),
    ]

    @Test(arguments: faults) func `names the place of what cannot be used`(_ sample: Fault) {
        #expect(throws: SchemaError(pointer: sample.pointer, sample.fault)) { try Self.read(sample.json) }
    }
}
