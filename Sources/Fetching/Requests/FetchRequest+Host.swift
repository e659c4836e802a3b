extension FetchRequest {
    /// The host that the URL names, in lower case; nil when the URL cannot be asked at all.
    ///
    /// Callers pace their requests by it.
    package static func host(of url: String) -> String? {
        try? WebAddress(url).host.lowercased()
    }

    /// `host:port` that the URL names, in lower case; nil when the URL cannot be asked at all.
    package static func authority(of url: String) -> String? {
        try? WebAddress(url).authority
    }
}
