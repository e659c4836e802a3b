import Catalog
import OpenData
import Testing
import WebSupport

@Suite(.filledSite) struct `Pages over a catalogue` {
    @Test func `the home page says what the site is, what it holds and what changed`() async throws {
        let site = try FilledSite.site()
        let text = try await site.get("/").html.text
        for expected in ["山口県", "データを探す", "防府市 指定避難所一覧", "防府市", "API の使い方", "行"] {
            #expect(text.contains(expected), "\(expected)")
        }
    }

    @Test func `an empty site has pages too`() async throws {
        let site = try await PortalFixture()
        for path in ["/", "/datasets", "/organizations", "/harvest", "/developers", "/sitemap.xml", "/robots.txt"] {
            #expect(try await site.get(path).status == 200, "\(path)")
        }
        #expect(try await site.get("/").html.text.contains("まだデータセットがありません"))
    }

    @Test func `the list finds one- and two-character words and counts facets`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets?q=%E9%81%BF%E9%9B%A3").html
        #expect(page.text.contains("1 件のデータセット"))
        #expect(page.text.contains("防府市 指定避難所一覧"))
        #expect(!page.text.contains("公共施設一覧"))
        #expect(page.text.contains("組織"))
        #expect(page.elements(named: "input").first?.attribute("value") == "避難")
    }

    @Test func `a chosen facet narrows the list and can be removed`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets?organization=hagi&sort=title").html
        #expect(page.text.contains("1 件のデータセット"))
        #expect(page.text.contains("選んでいる条件"))
        #expect(page.addresses.contains("/datasets?sort=title"))
    }

    @Test func `nothing found says so and keeps the words`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets?q=zzzzqqqq").html
        #expect(page.text.contains("条件に合うデータセットは見つかりませんでした"))
        #expect(page.elements(named: "input").first?.attribute("value") == "zzzzqqqq")
    }

    @Test func `a dataset shows its facts, its rows, its columns and its history`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets/\(Sample.shelters)").html
        let expected = [
            "防府市 指定避難所一覧", "災害のときに開く避難所です。", "クリエイティブ・コモンズ", "防災", "UTF-8", "第 1 版",
            "全 4 行", "中央公民館", "駐車場あり", "緯度", "検証レポートを見る", "確認待ち", "確認中のため", "curl", "Python",
        ]
        for text in expected { #expect(page.text.contains(text), "\(text)") }
        #expect(page.addresses.contains("https://creativecommons.org/licenses/by/4.0/deed.ja") == false)
        #expect(page.addresses.contains("/api/v1/resources/\(Sample.sheltersTable)/file"))
        #expect(page.elements(named: "th").contains { $0.attribute("class") == "number" })
    }

    @Test func `only the first three files are previewed, the others are linked`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets/\(Sample.many)").html
        #expect(page.elements(named: "table").count { $0.attribute("class") == "data" } == 3)
        #expect(page.text.contains("そのほかのファイル"))
        let other = try #require(page.addresses.last { $0.contains("/resources/") && $0.hasPrefix("/datasets/") })
        #expect(try await site.get(other).html.elements(named: "table").contains { $0.attribute("class") == "data" })
    }

    @Test func `a dataset that vanished upstream says so and leads to its origin`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/datasets/\(Sample.vanished)").html
        #expect(page.text.contains("提供元の一覧から消えましたが、最後に確認できた版を公開しています"))
        #expect(page.addresses.contains("https://example.jp/dataset/1"))
        #expect(page.addresses.contains("https://example.jp/guide.pdf"))
        #expect(page.text.contains("表として公開されていません"))
    }

    @Test func `an organization shows its datasets and its home page`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/organizations/hofu").html
        #expect(page.text.contains("この組織のデータセット（3 件）"))
        #expect(page.addresses.contains("https://www.city.hofu.lg.jp/"))
    }

    @Test func `an address without encryption is marked, and what is held says what differs`() async throws {
        let site = try await PortalFixture.filled()
        let moment = Timestamp(microseconds: 0)
        let plain = Source(
            name: "plain",
            kind: .file,
            url: "http://example.jp/a.csv",
            created: moment,
            modified: moment
        )
        let before = try await site.get("/harvest").html.text
        #expect(!before.contains("暗号化されていない"))
        #expect(before.contains("確認待ち") && before.contains("→"))
        try await site.services.catalog.put(plain, actor: "test")
        #expect(try await site.get("/harvest").html.text.contains("暗号化されていない"))
    }

    @Test func `harvesting shows sources, counts and reasons in words, never keys`() async throws {
        let site = try FilledSite.site()
        let answer = try await site.get("/harvest")
        for text in ["prefecture", "CKAN カタログ", "1 日ごと", "不採用", "HTML が届きました", "content_mismatch"] {
            #expect(answer.html.text.contains(text), "\(text)")
        }
        #expect(!answer.body.contains("secret"))
        let job = try #require(answer.html.addresses.first { $0.hasPrefix("/harvest/jobs/") })
        let text = try await site.get(job).html.text
        for expected in ["更新", "表ではありません", "防府市 指定避難所一覧"] { #expect(text.contains(expected)) }
    }

    @Test func `a report lists what was found`() async throws {
        let site = try FilledSite.site()
        let path = "/datasets/\(Sample.shelters)/resources/\(Sample.sheltersTable)/report"
        let page = try await site.get(path).html
        #expect(page.text.contains("検証レポート：避難所 CSV"))
        #expect(page.addresses.contains("/api/v1/resources/\(Sample.sheltersTable)/report"))
    }

    @Test func `the developers' page names every operator and every kind of problem`() async throws {
        let site = try FilledSite.site()
        let page = try await site.get("/developers").html
        for text in ["startswith", "between", "isnull", "package_search", "unknown-column", "internal-error"] {
            #expect(page.text.contains(text), "\(text)")
        }
        #expect(page.addresses.contains("/api/v1/openapi.json"))
    }
}
