import Foundation
import Testing

@testable import Tabular

/// Swift's dictionaries go through their keys in an order that differs from one to the next: no judgement may hang on it.
@Suite struct `The same bytes` {
    /// Found by FuzzCSV: as many lines of one width as of another, and lone CRs among them.
    private static let texts: [[UInt8]] = [
        Array(
            Data(
                base64Encoded:
                    "IyBjCie1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tWMKMxQ0LA07J3knJyx6Jzs="
            ) ?? Data()
        ),
        Array("a,b\r1,2\n3,4,5\r6,7,8\n9,10\n11,12,13\n".utf8), Array("a,b,c\r1,2\r3,4\n5,6,7\n".utf8),
        Array("a,b\rc\nd,e,f\rg,h,i\n".utf8),
    ]

    @Test(arguments: texts) func `are read the same way every time`(_ bytes: [UInt8]) throws {
        try #require(!bytes.isEmpty)
        var seen: Set<String> = []
        var ballast: [[Int: Int]] = []
        for number in 0..<2_000 {
            // Other addresses, and so other orders.
            ballast.append([number: number])
            let document = try? TabularDocument(bytes: bytes)
            seen.insert("\(document?.columns.map(\.name) ?? []) \(document?.reading.rowCount ?? -1)")
        }
        #expect(seen.count == 1, "\(seen)")
    }
}
