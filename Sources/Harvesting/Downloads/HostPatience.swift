/// How much patience one run still has with each host: none beyond one try with a host that keeps failing.
actor HostPatience {
    /// After so many failures in a row every further download has one try only.
    private static let limit = 3
    /// Downloads in a row that failed after all their tries.
    private var failures: [String: Int] = [:]

    func note(_ host: String, succeeded: Bool) {
        failures[host] = succeeded ? 0 : failures[host, default: 0] + 1
    }

    private var outOfDate: Set<String> = []
    private var isSomeCertificateInOrder = false

    /// Notes whether a host's certificate was within its period.
    func noteCertificate(of host: String, isInOrder: Bool) {
        if isInOrder { isSomeCertificateInOrder = true } else { outOfDate.insert(host) }
    }

    /// Hosts whose certificates are out of date, where no other host's is in order: else 0.
    var hostsOutOfDate: Int { isSomeCertificateInOrder ? 0 : outOfDate.count }

    /// Whether tries beyond the first are worth their time.
    func deservesRetries(_ host: String) -> Bool { failures[host, default: 0] < Self.limit }
}
