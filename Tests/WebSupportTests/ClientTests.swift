import Testing

@testable import WebSupport

@Suite struct `Clients` {
    @Test(
        arguments: [
            ("127.0.0.0/8,::1", "127.9.9.9", true), ("127.0.0.0/8, ::1", "::1", true),
            ("127.0.0.0/8", "128.0.0.1", false), ("127.0.0.0/8", "::ffff:127.0.0.1", true),
            ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false), ("0.0.0.0/0", "8.8.8.8", true),
            ("0.0.0.0/0", "2001:db8::1", false), ("2001:db8::/32", "2001:db8:1::1", true), ("", "127.0.0.1", false),
        ]
    )
    func `are found in the ranges that an operator wrote`(text: String, address: String, isIn: Bool) throws {
        let ranges = try #require(AddressRanges(text))
        #expect(ranges.contains(try #require(ClientAddress(address))) == isIn)
    }

    @Test(arguments: ["10.0.0.0/33", "10.0.0", "a", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "10.0.0.0/+8", "127.1"])
    func `have no range that is not well formed`(text: String) { #expect(AddressRanges(text) == nil) }

    @Test(
        arguments: [
            // Only a trusted server's word counts.
            ("203.0.113.7", "198.51.100.1", "203.0.113.7"), ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
            // What stands left of the rightmost address that is not trusted was sent by whoever that is.
            ("10.0.0.1", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
            ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", "198.51.100.1"), ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "nonsense", "10.0.0.1"), ("10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1"),
            ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"), ("10.0.0.1", "2001:db8::5", "2001:db8::5"),
        ]
    )
    func `behind trusted servers are the rightmost that is not one`(peer: String, header: String, client: String) throws
    {
        let trusted = try #require(AddressRanges("10.0.0.0/8"))
        let found = ForwardedClient.address(
            peer: try #require(ClientAddress(peer)),
            header: Array(header.utf8),
            trusted: trusted
        )
        #expect(found == ClientAddress(client))
    }

    @Test func `of one IPv6 household are one, and IPv4 addresses are each their own`() throws {
        let household = try #require(ClientAddress("2001:db8:1:2:aaaa::1")).household
        #expect(household == ClientAddress("2001:db8:1:2:bbbb::2")?.household)
        #expect(household != ClientAddress("2001:db8:1:3::1")?.household)
        #expect(ClientAddress("10.0.0.1")?.household != ClientAddress("10.0.0.2")?.household)
    }

    @Test func `use up their units, wait, and have them again`() throws {
        let second: Int64 = 1_000_000_000
        let limiter = RateLimiter(perMinute: 60, burst: 5)
        let client = try #require(ClientAddress("203.0.113.7"))
        for left in (0..<5).reversed() {
            let judgement = limiter.take(1, from: client, at: 0)
            #expect(judgement.isAllowed && judgement.remaining == left)
        }
        let refused = limiter.take(1, from: client, at: 0)
        #expect(!refused.isAllowed && refused.retryAfter == 1 && refused.remaining == 0 && refused.untilFull == 5)
        #expect(limiter.take(1, from: try #require(ClientAddress("203.0.113.8")), at: 0).isAllowed)
        #expect(limiter.take(1, from: client, at: second).isAllowed)
        #expect(!limiter.take(1, from: client, at: second).isAllowed)
        #expect(limiter.take(5, from: client, at: 7 * second).isAllowed)
        #expect(!limiter.take(6, from: client, at: 1000 * second).isAllowed)
        #expect(limiter.window == 5)
    }

    @Test func `are forgotten when there are too many`() throws {
        let limiter = RateLimiter(perMinute: 60, burst: 1, most: 10)
        for number in 0..<100 {
            let client = try #require(ClientAddress("10.0.0.\(number)"))
            #expect(limiter.take(1, from: client, at: Int64(number)).isAllowed)
        }
    }

    @Test(
        arguments: [
            ("/api/v1/datasets?q=/exports/", 1), ("/api/v1/resources/x/exports/csv?a=b", 20), ("/healthz", 0),
            ("/assets/a/portal.css", 0), ("/api/v1/resources/x/aggregate?group_by=a", 5), ("/", 1), ("", 1),
        ]
    )
    func `pay by the path`(target: String, units: Int) { #expect(RequestCost.units(Array(target.utf8)) == units) }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
            (1_795_646_468, "Wed, 25 Nov 2026 22:41:08 GMT"),
        ]
    )
    func `are told the time`(second: Int, text: String) { #expect(HTTPDate.text(second) == text) }
}
