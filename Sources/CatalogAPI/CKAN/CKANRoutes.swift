import HTTPTypes
import Hummingbird
import NIOCore
import OpenData
import Validation
import WebSupport

extension APIRoutes {
    /// CKAN's routes, at the root and under the site's prefix.
    var ckanRoutes: [Route] {
        var prefixes = [""]
        if let prefix = services.site.ckanPrefix, !prefix.isEmpty { prefixes.append(prefix) }
        return prefixes.flatMap { ckanRoutes(prefix: $0) }
    }

    private func ckanRoutes(prefix: String) -> [Route] {
        let services = services
        var routes = [
            Route(.get, prefix + "/api") { request, _ in
                .json(JSONBuilder.object { $0.field("version", 1) }, to: request)
            },
            Route(.get, prefix + "/api/3") { request, _ in
                .json(JSONBuilder.object { $0.field("version", 3) }, to: request)
            },
            Route(.get, prefix + "/datastore/dump/{id}") { request, context in
                try await DatastoreDump.answer(request, context, services)
            },
            Route(.get, prefix + "/dataset/{dataset}/resource/{id}/download/{file}") { request, context in
                try await Self.download(request, context, services)
            },
            Route(.get, prefix + "/dataset/{dataset}/resource/{id}/download") { request, context in
                try await Self.download(request, context, services)
            },
        ]
        for base in ["/api/3/action/{action}", "/api/action/{action}"] {
            for method in [HTTPRequest.Method.get, .post] {
                routes.append(
                    Route(method, prefix + base) { request, context in
                        await CKANDoor(services: services, prefix: prefix).answer(request, context)
                    }
                )
            }
        }
        return routes
    }

    /// The file that CKAN's addresses of uploads name; the last part of the path is only for people.
    private static func download(
        _ request: Request,
        _ context: WebContext,
        _ services: Services
    ) async throws -> Response {
        let exchange = Exchange(
            services: services,
            request: request,
            context: context,
            query: try request.queryParameters()
        )
        let (dataset, resource) = try await exchange.resource()
        let named = try context.name("dataset")
        guard named == dataset.id || named == dataset.name else { throw Problem.notFound }
        guard let version = resource.current else {
            guard let address = resource.downloadURL else { throw Problem.notFound }
            return Response(status: .found, headers: [.location: address, .cacheControl: CachePolicy.shared.rawValue])
        }
        return try await OriginalFile(resource: resource, version: version).answer(exchange)
    }
}

/// Takes a call of an action, finds it, and writes its result or its error in CKAN's envelope.
struct CKANDoor {
    let services: Services
    let prefix: String

    func answer(_ request: Request, _ context: WebContext) async -> Response {
        let name = (try? context.text("action")) ?? ""
        let help = "\(services.site.publicURL)\(prefix)/api/3/action/help_show?name=\(Links.encode(name))"
        do {
            return try await answer(name, help: help, request, context)
        } catch let error as CKANBadRequest {
            var text = JSONBuilder()
            text.element(error.text)
            return Self.response(text.bytes, status: .badRequest)
        } catch {
            let failure = CKANFailure(error)
            if failure.kind == .internalServer { context.log(failure: error) }
            return Self.response(failure.json(help: help), status: failure.kind.status)
        }
    }

    private func answer(
        _ name: String,
        help: String,
        _ request: Request,
        _ context: WebContext,
    ) async throws -> Response {
        guard let action = CKANAction.all.first(where: { $0.name == name }) else {
            guard CKANAction.writing.contains(name) else { throw CKANBadRequest.unknownAction(name) }
            guard request.method == .post else {
                throw CKANBadRequest.badJSON("Invalid request. Please use POST method for your request")
            }
            throw CKANFailure(
                kind: .authorization,
                message: "Access denied: Action \(name) requires an authenticated user"
            )
        }
        var parameters = try await CKANParameters.read(from: request)
        let callback = try request.method == .post ? nil : parameters.takeCallback()
        let exchange = CKANExchange(
            services: services,
            request: request,
            context: context,
            parameters: parameters,
            prefix: prefix,
            now: .now()
        )
        let result = try await action.result(exchange)
        let body = JSONBuilder.object { json in
            json.field("help", help)
            json.field("success", true)
            json.field("result", raw: result)
        }
        // `NOW-7DAYS` and the like mean something else a moment later: such an answer is not one of the catalogue alone.
        let isTimeless = try request.queryParameters().items.allSatisfy { !$0.value.contains("NOW") }
        let policy = isTimeless ? CachePolicy.shared : .revalidate
        guard let callback else {
            return .bytes(body, type: Self.json, to: request, cache: request.method == .post ? .none : policy)
        }
        let script = Array((callback + "(").utf8) + body + Array(");".utf8)
        return .bytes(script, type: "application/javascript;charset=utf-8", to: request, cache: policy)
    }

    private static let json = "application/json;charset=utf-8"

    private static func response(_ body: [UInt8], status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: json, .cacheControl: CachePolicy.none.rawValue],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)),
        )
    }
}

extension CKANParameters {
    /// Takes out the name of the script function that old pages ask to be called (JSONP); nil when there is none.
    ///
    /// Throws ``CKANBadRequest`` for anything but a plain dotted name, which would be a script of the asker's.
    fileprivate mutating func takeCallback() throws -> String? {
        guard let name = string("callback") else { return nil }
        let isName =
            (1...100).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
        guard isName else { throw CKANBadRequest(text: "Bad request - callback must be a plain function name") }
        self = CKANParameters(members.filter { $0.name != "callback" })
        return name
    }
}
