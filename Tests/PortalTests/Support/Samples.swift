import Catalog
import OpenData
import Tabular
import WebSupport

/// What the sample site holds.
enum Sample {
    static let shelters = "hofu-shelters"
    static let hostile = "hostile"
    static let vanished = "old-facilities"
    static let many = "many-files"
    static let withdrawn = "withdrawn"

    static let sheltersTable = "11111111-1111-4111-8111-111111111111"
    static let hostileTable = "22222222-2222-4222-8222-222222222222"

    /// Texts that become markup, links or script where a page is careless.
    static let script = "</script><script>alert(1)</script>"
    static let prepended = "\u{0600}<img src=x onerror=1>"
    static let combining = "x\"\u{0301} onmouseover=1 y='\u{0301} onclick=1"

    static let sheltersCSV = """
        名称,地区,緯度,収容人数,備考
        中央公民館,中央,34.05,120,
        西公民館,西,34.06,80,駐車場あり
        東小学校,中央,34.07,300,土足禁止
        南小学校,南,34.08,250,

        """

    /// Headers and cells that would like to be markup.
    static let hostileCSV = """
        "\(prepended)","<b>太字</b>","\(combining.doubled)"
        "\(script)","\(prepended)","=cmd()"
        "<svg/onload=1>","&lt;img&gt;","\(combining.doubled)"

        """
}

extension String {
    /// Quotes doubled, as in a quoted CSV field, by scalars.
    fileprivate var doubled: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == "\"" { scalars.append(scalar) }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}

extension PortalFixture {
    func addSamples() async throws {
        let catalog = services.catalog
        try await catalog.put(organization("hofu", "防府市", english: "Hofu City"), actor: "test")
        try await catalog.put(organization("hagi", "萩市 \(Sample.prepended)", english: nil), actor: "test")
        try await addShelters()
        try await addHostile()
        try await addVanished()
        try await addManyFiles()
        try await catalog.put(dataset(Sample.withdrawn, "公開を終えたデータ"), actor: "test")
        try await catalog.withdraw(Sample.withdrawn, actor: "test")
        try await addHarvest()
    }

    private func organization(_ name: String, _ title: String, english: String?) -> Organization {
        Organization(
            name: name,
            id: Identifier.uuid("organization", name),
            title: title,
            titleEnglish: english,
            description: "一段落目\n\n\(Sample.script)",
            homepage: "https://www.city.\(name).lg.jp/",
            created: Self.moment,
            modified: Self.moment
        )
    }

    private func dataset(_ name: String, _ title: String) -> Dataset {
        Dataset(
            name: name,
            id: Identifier.uuid("dataset", name),
            title: title,
            organization: "hofu",
            created: Self.moment,
            modified: Self.moment
        )
    }

    private func addShelters() async throws {
        var shelters = dataset(Sample.shelters, "防府市 指定避難所一覧")
        shelters.titleEnglish = "Shelters of Hofu"
        shelters.description = "災害のときに開く避難所です。"
        shelters.license = "cc-by-4.0"
        shelters.tags = ["防災", "避難所"]
        shelters.landingPage = "https://www.city.hofu.lg.jp/shelters"
        shelters.distributions = [Distribution(id: Sample.sheltersTable, title: "避難所 CSV", format: "CSV")]
        try await services.catalog.put(shelters, actor: "test")
        try await publish(Sample.sheltersCSV, of: Sample.sheltersTable)
        try await publish("名称,地区\n中央公民館,中央\n", as: .held, of: Sample.sheltersTable)
    }

    private func addHostile() async throws {
        var hostile = dataset(Sample.hostile, Sample.prepended + Sample.script)
        hostile.organization = "hagi"
        hostile.description = Sample.combining + "\n\n" + Sample.script
        hostile.tags = [Sample.combining, "<b>"]
        hostile.license = "\"><img src=x>"
        hostile.landingPage = "javascript:alert(1)"
        hostile.contact = Sample.script
        hostile.distributions = [Distribution(id: Sample.hostileTable, title: Sample.combining, format: "<CSV>")]
        try await services.catalog.put(hostile, actor: "test")
        try await publish(Sample.hostileCSV, of: Sample.hostileTable)
    }

    private func addVanished() async throws {
        var vanished = dataset(Sample.vanished, "公共施設一覧")
        vanished.origin = .init(
            source: "prefecture",
            remoteID: "remote",
            url: "https://example.jp/dataset/1",
            vanished: Self.moment
        )
        var file = Distribution(id: Identifier.uuid("file", "pdf"), title: "施設案内", format: "PDF")
        file.downloadURL = "https://example.jp/guide.pdf"
        vanished.distributions = [file]
        try await services.catalog.put(vanished, actor: "test")
    }

    private func addManyFiles() async throws {
        var many = dataset(Sample.many, "月別人口")
        many.distributions = (1...5).map {
            Distribution(id: Identifier.uuid("file", "month \($0)"), title: "\($0) 月", format: "CSV")
        }
        try await services.catalog.put(many, actor: "test")
        for distribution in many.distributions {
            try await publish("地区,人口\n中央,1200\n", of: distribution.id)
        }
    }

    private func addHarvest() async throws {
        let catalog = services.catalog
        var source = Source(
            name: "prefecture",
            kind: .ckan,
            url: "https://example.jp/ckan?key=secret",
            created: Self.moment,
            modified: Self.moment
        )
        source.interval = 86_400
        try await catalog.put(source, actor: "test")
        _ = try await catalog.enqueue(source: source.name, limit: nil, due: nil)
        guard let (job, lease) = try await catalog.claim(worker: "test", lease: .seconds(60)) else { return }
        let good = HarvestRecord(
            job: job.id,
            remoteID: "1",
            name: Sample.shelters,
            title: "防府市 指定避難所一覧",
            outcome: .updated,
            at: Self.moment
        )
        var bad = HarvestRecord(
            job: job.id,
            remoteID: "2",
            name: "not-there",
            title: Sample.prepended,
            outcome: .rejected,
            reason: "content_mismatch",
            message: Bilingual(ja: "HTML が届きました \(Sample.script)", en: "HTML came \(Sample.script)"),
            at: Self.moment
        )
        bad.resources = [
            .init(
                id: "r",
                title: Sample.combining,
                format: "CSV",
                outcome: .rejected,
                reason: "content_mismatch",
                message: Bilingual(ja: "表ではありません", en: "No table")
            )
        ]
        for record in [good, bad] { try await catalog.put(record, lease: lease) }
        _ = try await catalog.finish(lease, reason: nil, message: nil)
    }
}
