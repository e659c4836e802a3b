import Catalog
import Logging
import OpenData
import Tables
import WebSupport

/// Makes the view of a resource: at most one row query and one read of its history.
struct ResourceViewMaker {
    let dataset: Dataset
    let request: PageRequest
    let services: Services

    private var words: Words { request.words }
    private var links: PageLinks { request.links }

    /// The view of `distribution`, its code samples unfolded when `showsExamples`.
    func make(_ distribution: Distribution, showsExamples: Bool) async throws -> ResourceView {
        let versions = try await services.catalog.versions(ofDistribution: distribution.id)
        let preview = try await preview(distribution)
        var notices = notices(distribution, versions)
        if preview == nil, distribution.current?.table != nil { notices.append(words(.previewUnavailable)) }
        let version = distribution.current
        let fields = version?.fields ?? []
        return ResourceView(
            anchor: "r-" + Links.encode(distribution.id),
            title: distribution.title,
            href: links.resource(distribution.id, of: dataset.name),
            format: distribution.format,
            description: distribution.description,
            notices: notices,
            facts: version.map { facts($0, of: distribution) } ?? [],
            downloads: downloads(distribution),
            preview: preview.map { PreviewView($0, rowCount: version?.rowCount ?? 0, words) },
            columnsTitle: words(.columns, String(fields.count)),
            columnsCaption: words(.columnsCaption),
            columns: fields.map {
                .init(name: $0.name, type: words.name(ofType: $0.type), role: words.name(ofRole: $0.format))
            },
            hasColumns: !fields.isEmpty,
            examples: version?.table == nil ? nil : examples(distribution, preview, isOpen: showsExamples),
            historyTitle: words(.history, String(versions.count)),
            historyCaption: words(.historyCaption),
            history: versions.map(row),
            hasHistory: !versions.isEmpty,
        )
    }

    /// Nil when there is no table, and when it cannot be read just now: the page then says so and shows everything else.
    private func preview(_ distribution: Distribution) async throws -> Preview? {
        guard let version = distribution.current else { return nil }
        do {
            return try await Preview.read(version, of: distribution.id, services.queries)
        } catch let error as CancellationError {
            throw error
        } catch {
            request.logger.error(
                "A preview could not be read",
                metadata: ["resource": "\(distribution.id)", "error": "\(error)"]
            )
            return nil
        }
    }

    private func notices(_ distribution: Distribution, _ versions: [TableVersion]) -> [String] {
        guard let version = distribution.current else { return [words(.noTableNotice)] }
        let isHeld = versions.first.map { $0.state == .held && $0.number > version.number } ?? false
        return (version.table == nil ? [words(.noTableNotice)] : []) + (isHeld ? [words(.heldNotice)] : [])
    }

    private func facts(_ version: TableVersion, of distribution: Distribution) -> [FactView] {
        let date = MomentText(version.created).date(request.language)
        var facts = [
            FactView(label: words(.format), text: version.format.uppercased()),
            FactView(label: words(.rows), text: NumberText.grouped(version.rowCount)),
            FactView(label: words(.size), text: NumberText.bytes(version.blobBytes)),
            FactView(label: words(.readAs), text: words.name(ofEncoding: version.encoding)),
            FactView(label: words(.currentVersion), text: words(.versionAndDate, String(version.number), date)),
        ]
        if version.table != nil {
            facts.append(
                FactView(
                    label: words(.validation),
                    text: verdict(version),
                    link: LinkView(
                        label: words(.showReport),
                        href: links.report(distribution.id, of: dataset.name)
                    )
                )
            )
        }
        return facts
    }

    private func verdict(_ version: TableVersion) -> String {
        guard version.errorCount + version.warningCount > 0 else { return words(.validationClean) }
        return words(
            .validationCounts,
            NumberText.grouped(version.errorCount),
            NumberText.grouped(version.warningCount)
        )
    }

    private func downloads(_ distribution: Distribution) -> [ResourceView.Download] {
        var downloads: [ResourceView.Download] = []
        if let version = distribution.current {
            downloads.append(
                .init(
                    label: words(.downloadOriginal),
                    href: links.pages.apiResource(distribution.id, "file"),
                    isMain: true
                )
            )
            if version.table != nil {
                downloads.append(
                    .init(label: words(.exportCSV), href: links.pages.apiResource(distribution.id, "exports/csv"))
                )
                downloads.append(
                    .init(label: words(.exportJSON), href: links.pages.apiResource(distribution.id, "exports/json"))
                )
            }
        } else if let address = WebAddress.link(distribution.downloadURL) {
            downloads.append(
                .init(label: words(.downloadAtPublisher), href: address, isMain: true, isExternal: true)
            )
        }
        return downloads
    }

    private func examples(
        _ distribution: Distribution,
        _ preview: Preview?,
        isOpen: Bool,
    ) -> ResourceView.Examples {
        let examples = CodeExamples(resource: distribution.id, preview: preview, links.absolute)
        let api = links.pages
        return ResourceView.Examples(
            isOpen: isOpen,
            sentence: examples.filter.map { words(.exampleFilter, $0.column, $0.value) } ?? words(.exampleRows),
            snippets: examples.snippets,
            links: [
                LinkView(label: words(.rowsAsJSON), href: api.apiResource(distribution.id, "rows")),
                LinkView(label: words(.tableSchema), href: api.apiResource(distribution.id, "schema")),
                LinkView(label: words(.profile), href: api.apiResource(distribution.id, "profile")),
                LinkView(label: words(.openAPIOfTable), href: api.apiResource(distribution.id, "openapi.json")),
                LinkView(label: words(.exampleNote), href: links.developers),
            ],
        )
    }

    private func row(_ version: TableVersion) -> ResourceView.Version {
        let moment = MomentText(version.created)
        return ResourceView.Version(
            number: String(version.number),
            state: words.name(of: version.state),
            date: moment.moment(request.language),
            machineDate: moment.machine,
            rows: NumberText.grouped(version.rowCount),
            errors: NumberText.grouped(version.errorCount),
            warnings: NumberText.grouped(version.warningCount),
            hash: Excerpt.start(version.blob, limit: 12),
        )
    }
}
