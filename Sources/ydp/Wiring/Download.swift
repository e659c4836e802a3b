import Fetching
import Tabular

/// Downloads that a command asks for by hand, through the same guard as harvests.
enum Download {
    /// Fetches `address` into the file `path`.
    /// - Parameter blocks: CIDR blocks whose addresses may be asked although they are not public.
    /// - Throws: ``Failure`` code 2 with the reason's code and sentence.
    static func file(_ address: String, to path: String, allowing blocks: [String], settings: Settings) async throws {
        let engine = FetchEngine(settings: FetchSettings(settings))
        defer { engine.shutDown() }
        var request = FetchRequest(url: address, destination: .file(path: path))
        request.allowedAddresses = blocks.compactMap { AddressBlock($0) }
        do {
            _ = try await engine.fetch(request)
        } catch {
            throw Failure(
                .badInput,
                ja: "\(error.message.ja)（\(error.code.rawValue)）",
                en: "\(error.message.en) (\(error.code.rawValue))"
            )
        }
    }
}

extension FetchSettings {
    /// The settings of this installation's downloads.
    init(_ settings: Settings) {
        let contact = settings.text("contact")
        self.init(version: Product.version, contact: contact.isEmpty ? nil : contact)
        ownAuthorities = Set([FetchRequest.authority(of: settings.text("public-url"))].compactMap(\.self))
    }
}
