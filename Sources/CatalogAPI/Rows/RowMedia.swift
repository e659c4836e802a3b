import HTTPTypes
import Hummingbird
import Tables
import Tabular
import WebSupport

/// The formats in which rows are answered.
enum RowMedia: String, Hashable, Sendable, CaseIterable {
    case json, csv, ndjson, geojson

    static let names = allCases.map(\.rawValue)

    /// How the table writes it.
    var format: RowFormat {
        switch self {
        case .json: .json
        case .csv: .csv
        case .ndjson: .ndjson
        case .geojson: .geojson
        }
    }

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .ndjson: "application/x-ndjson"
        case .geojson: "application/geo+json"
        }
    }

    var contentType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .json, .geojson: mediaType
        case .ndjson: mediaType + "; charset=utf-8"
        }
    }

    /// `format=`, else the best of `Accept`.
    ///
    /// Throws ``Problem`` `bad-parameter` for an unknown format, `not-acceptable` when `Accept` refuses all.
    static func chosen(
        for request: Request,
        _ parameters: QueryParameters,
        among offered: [RowMedia] = allCases,
    ) throws(Problem) -> RowMedia {
        if let name = try parameters.single("format") {
            guard let media = RowMedia(rawValue: name), offered.contains(media) else {
                throw .badParameter("format", value: name, expected: .oneOf(offered.map(\.rawValue)))
            }
            return media
        }
        let accept = request.headers[.accept]
        // Browsers ask for pages first and take anything else; JSON is what they then show best.
        if accept?.contains("text/html") ?? false { return .json }
        guard let best = MediaTypes(accept: accept).preferred(of: offered.map(\.mediaType)) else {
            let offered = offered.map(\.mediaType).joined(separator: ", ")
            throw Problem(
                .notAcceptable,
                detail: Bilingual(ja: "使える形式: \(offered)。", en: "The formats are: \(offered).")
            )
        }
        return offered.first { $0.mediaType == best } ?? .json
    }
}
