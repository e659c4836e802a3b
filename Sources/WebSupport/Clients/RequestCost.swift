/// What a request takes from its client's bucket, in units: by path, so that it is known before anything is read from disk.
enum RequestCost {
    /// Beginnings and parts of paths, the first that fits decides.
    private static let table: [(part: StaticString, cost: Int)] = [
        ("/assets/", 0), ("/healthz", 0), ("/readyz", 0), ("/metrics", 0),
        ("/exports/", 20), ("/datastore/dump/", 20), ("/aggregate", 5), ("/file", 5), ("/download/", 5),
    ]

    /// - Parameter target: path and query as sent.
    static func units(_ target: some Collection<UInt8>) -> Int {
        let path = Array(target.prefix { $0 != UInt8(ascii: "?") })
        for (part, cost) in table where contains(path, part) { return cost }
        return 1
    }

    private static func contains(_ path: [UInt8], _ part: StaticString) -> Bool {
        let length = part.utf8CodeUnitCount
        guard path.count >= length else { return false }
        return path.withUnsafeBufferPointer { bytes in
            (0...bytes.count - length).contains { start in
                (0..<length).allSatisfy { bytes[start + $0] == part.utf8Start[$0] }
            }
        }
    }
}
