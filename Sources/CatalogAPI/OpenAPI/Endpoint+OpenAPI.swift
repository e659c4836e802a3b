import HTTPTypes
import Tabular
import WebSupport

extension Endpoint {
    /// Whether OpenAPI 3.1 has a place for the method (it has none for `QUERY`).
    var isDescribable: Bool { [.get, .put, .post, .delete, .options, .head, .patch, .trace].contains(method) }

    /// The members of an operation object.
    /// - Parameters:
    ///   - answer: writes how the JSON of a good answer is described; nil: as ``answer`` says.
    ///   - parameters: writes the elements of `parameters` but for `lang`, which every operation has.
    func write(
        to json: inout JSONBuilder,
        _ language: Language,
        answer described: ((inout JSONBuilder) -> Void)? = nil,
        parameters: (inout JSONBuilder) -> Void,
    ) {
        json.field("operationId", operation)
        json.field("summary", summary.text(in: language))
        json.array("parameters") { json in
            parameters(&json)
            json.object { $0.field("$ref", "#/components/parameters/lang") }
        }
        if method == .post { writeBody(to: &json, language) }
        json.object("responses") { json in
            json.object("200") { json in
                json.field("description", "OK")
                json.object("content") { writeContent(described, to: &$0) }
            }
            if givesParts {
                json.object("206") { json in
                    json.field("description", "Partial Content")
                    json.object("content") { writeContent(described, to: &$0) }
                }
            }
            json.object("304") { $0.field("description", "Not Modified") }
            json.object("default") { $0.field("$ref", "#/components/responses/problem") }
        }
    }

    /// The body of a question: the parameters of rows, and conditions on columns, as members of one object.
    private func writeBody(to json: inout JSONBuilder, _ language: Language) {
        json.object("requestBody") { json in
            json.field("required", true)
            json.object("content") { json in
                json.object("application/json") { json in
                    json.object("schema") { json in
                        json.field("type", "object")
                        json.object("properties") { json in
                            for parameter in RowRequest.parameters {
                                json.object(parameter.name) { json in
                                    json.field("description", parameter.summary.text(in: language))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func writeContent(_ described: ((inout JSONBuilder) -> Void)?, to json: inout JSONBuilder) {
        switch answer {
        case .one, .list:
            json.object("application/json") { json in
                if let described { return described(&json) }
                json.object("schema") { $0.field("$ref", "#/components/schemas/\(answer == .one ? "one" : "list")") }
            }
        case .media(let types):
            for type in types {
                json.object(type) { json in
                    if type == "application/json", let described { described(&json) }
                }
            }
        }
    }
}

extension Parameter {
    /// The parameter object, as an element of an array.
    func write(to json: inout JSONBuilder, _ language: Language) {
        json.object { json in
            json.field("name", name)
            json.field("in", place.rawValue)
            if place == .path { json.field("required", true) }
            json.field("description", summary.text(in: language))
            json.object("schema") { json in
                guard repeats else { return kind.writeSchema(to: &json) }
                json.field("type", "array")
                json.object("items") { kind.writeSchema(to: &$0) }
            }
        }
    }
}
