import Tabular
import Testing

@testable import Fetching

@Suite struct `Fetch errors` {
    @Test(arguments: FetchError.Code.allCases)
    func `every code has a sentence in both languages, with and without a host`(code: FetchError.Code) {
        for error in [FetchError(code), FetchError(code, host: "portal.example.jp", status: 503)] {
            #expect(error.message.ja.unicodeScalars.contains { $0.value > 0x3000 })
            #expect(error.message.ja.hasSuffix("。"))
            #expect(error.message.en.hasSuffix("."))
            #expect(!error.message.en.contains("%"))
            #expect(!error.message.ja.contains("%"))
        }
    }

    @Test func `a host that carries a mark is shown as it is`() {
        #expect(
            FetchError(.dnsNotFound, host: "%s%h").message.en
                == "The server %s%h was not found. Check the host name in the URL."
        )
    }

    @Test(arguments: [
        (FetchError.Code.ssrfAddress, FetchError.Outcome.blocked, FetchError.RetryClass.afterAction),
        (.redirectDowngrade, .blocked, .afterAction), (.scheme, .blocked, .afterAction),
        (.port, .blocked, .afterAction),
        (.dnsNotFound, .failed, .withinRun), (.serverError, .failed, .withinRun), (.notFound, .failed, .nextRun),
        (.rateLimited, .failed, .asServerSays), (.tooLarge, .failed, .afterAction), (.cancelled, .failed, .never),
    ])
    func `outcome and retry class follow from the code`(
        code: FetchError.Code,
        outcome: FetchError.Outcome,
        retry: FetchError.RetryClass,
    ) {
        #expect(FetchError(code).outcome == outcome)
        #expect(FetchError(code).retryClass == retry)
    }
}
