package import Catalog
import Tabular

/// The lines of `ydp harvest`.
package enum RecordLine {
    /// `OUTCOME NAME REASON_CODE message`: REASON_CODE is `-` when there is none; the message is the reason's, else the title, on
    /// one line whatever a portal put into it.
    ///
    /// `language` is `ja` or `en`.
    package static func text(_ record: HarvestRecord, language: String) -> String {
        let message = record.message.map { language == "en" ? $0.en : $0.ja } ?? record.title
        return "\(record.outcome.rawValue) \(record.name) \(record.reason ?? "-") \(oneLine(message))"
    }

    /// The summary of counts, `summary: 3 created, 120 unchanged`, with the run's own reason when it failed as a whole.
    ///
    /// `namesSource`: `summary pref: …`, where several sources are told of.
    package static func summary(_ job: Job, language: String, namesSource: Bool = false) -> String {
        let counts = Outcome.allCases.compactMap { outcome in
            job.counts[outcome].flatMap { $0 > 0 ? "\($0) \(outcome.rawValue)" : nil }
        }
        let all = counts.isEmpty ? "0 records" : counts.joined(separator: ", ")
        let start = namesSource ? "summary \(job.source): " : "summary: "
        guard let reason = job.reason else { return start + all }
        let message = job.message.map { language == "en" ? $0.en : $0.ja } ?? ""
        return "\(start)\(all); \(job.outcome?.rawValue ?? "failed") \(reason) \(oneLine(message))"
    }

    /// Control characters become blanks, so that a title can neither break a line nor move a terminal's cursor.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        )
    }
}
