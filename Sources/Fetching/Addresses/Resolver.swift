/// Looks host names up: the one place where names become addresses.
///
/// curl is told the addresses that were found and judged here, so that what was checked and what is connected to cannot differ,
/// whatever the name says a second later (hazards.md F12).
package struct Resolver: Sendable {
    /// Why a name gave no address.
    package enum Fault: Error, Hashable, Sendable {
        /// There is no such name, or it has no address.
        case notFound
        /// It could not be found out: no answer, or the servers of the name failed.
        case failed
    }

    /// The addresses of a name (ASCII, no address itself) within so much time, in the order in which they are to be tried.
    package var lookUp: @Sendable (_ host: String, _ patience: Duration) async throws(Fault) -> [IPAddress]

    package init(_ lookUp: @escaping @Sendable (String, Duration) async throws(Fault) -> [IPAddress]) {
        self.lookUp = lookUp
    }

    /// The system's (`getaddrinfo`), with answers kept for half a minute.
    package static let system: Resolver = {
        let names = SystemNames()
        return Resolver { (host, patience) async throws(Fault) in try await names.lookUp(host, patience) }
    }()
}
