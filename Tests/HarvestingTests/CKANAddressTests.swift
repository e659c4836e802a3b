import Testing

@testable import Harvesting

@Suite struct `CKAN address` {
    @Test(arguments: [
        ("https://host/ckan", "https://host/ckan"),
        ("https://host/ckan/", "https://host/ckan"),
        ("https://host/ckan/api/3/action/package_search?q=a", "https://host/ckan"),
        ("https://host/ckan/api/3", "https://host/ckan"),
        ("https://host/api/action/", "https://host"),
        ("https://host", "https://host"),
    ])
    func `the first guess is what the address most likely means`(url: String, base: String) {
        #expect(CKANAddress.candidates(for: url).first == base)
    }

    @Test(arguments: [
        ("https://host", ["https://host", "https://host/ckan"]),
        (
            "https://host/ckan/dataset/aed?x=1#top",
            [
                "https://host/ckan/dataset/aed", "https://host/ckan", "https://host/ckan/dataset/aed/ckan",
                "https://host",
            ]
        ),
        (
            "http://127.0.0.1:8080/data",
            ["http://127.0.0.1:8080/data", "http://127.0.0.1:8080/data/ckan", "http://127.0.0.1:8080"]
        ),
        ("https://host/api/3/action/status_show", ["https://host"]),
        ("https://host/apis", ["https://host/apis", "https://host/apis/ckan", "https://host"]),
        ("no address", ["no address"]),
    ])
    func `further guesses follow`(url: String, guesses: [String]) {
        #expect(CKANAddress.candidates(for: url).starts(with: guesses))
    }
}
