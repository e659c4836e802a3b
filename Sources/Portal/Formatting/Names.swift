import Catalog
import OpenData
import Tabular

// What codes are called on pages. Codes that a table does not know are shown as they are.

extension Words {
    /// A column's type.
    func name(ofType type: String) -> String {
        switch ColumnType(rawValue: type) {
        case .string: self(.typeString)
        case .integer: self(.typeInteger)
        case .number: self(.typeNumber)
        case .boolean: self(.typeBoolean)
        case .date: self(.typeDate)
        case .time: self(.typeTime)
        case .datetime: self(.typeDatetime)
        case .year: self(.typeYear)
        case .yearmonth: self(.typeYearmonth)
        case nil: type
        }
    }

    /// A column's detected role (`Column.format`).
    func name(ofRole role: String?) -> String {
        let roles: [String: Word] = [
            "latitude": .roleLatitude, "longitude": .roleLongitude, "municipality_code": .roleMunicipalityCode,
            "corporate_number": .roleCorporateNumber, "postal_code": .rolePostalCode, "phone": .rolePhone,
            "url": .roleURL, "email": .roleEmail,
        ]
        guard let role else { return "" }
        return roles[role].map { self($0) } ?? role
    }

    /// A text encoding, by its WHATWG name.
    func name(ofEncoding encoding: String) -> String {
        switch Reading.Encoding(rawValue: encoding) {
        case .utf8: "UTF-8"
        case .utf16LE: "UTF-16 LE"
        case .utf16BE: "UTF-16 BE"
        case .cp932: "Shift_JIS (CP932)"
        case .eucJP: "EUC-JP"
        case .iso2022JP: "ISO-2022-JP"
        case nil: encoding
        }
    }

    func name(of state: TableVersion.State) -> String {
        switch state {
        case .published: self(.statePublished)
        case .held: self(.stateHeld)
        case .rejected: self(.stateRejected)
        case .withdrawn: self(.stateWithdrawn)
        }
    }

    func name(of outcome: Outcome) -> String {
        switch outcome {
        case .created: self(.outcomeCreated)
        case .updated: self(.outcomeUpdated)
        case .unchanged: self(.outcomeUnchanged)
        case .held: self(.outcomeHeld)
        case .rejected: self(.outcomeRejected)
        case .failed: self(.outcomeFailed)
        case .blocked: self(.outcomeBlocked)
        case .withdrawn: self(.outcomeWithdrawn)
        }
    }

    func name(of health: Source.Health) -> String {
        switch health {
        case .healthy: self(.healthHealthy)
        case .stale: self(.healthStale)
        case .failing: self(.healthFailing)
        case .suspended: self(.healthSuspended)
        }
    }

    func name(of kind: Source.Kind) -> String {
        switch kind {
        case .ckan: self(.kindCKAN)
        case .dcat: self(.kindDCAT)
        case .datajson: self(.kindDataJSON)
        case .opendatalist: self(.kindOpenDataList)
        case .file: self(.kindFile)
        }
    }

    func name(of severity: Severity) -> String {
        switch severity {
        case .error: self(.severityError)
        case .warning: self(.severityWarning)
        case .info: self(.severityInfo)
        }
    }
}

/// The colour of a badge, as a class of the stylesheet: never the only sign, the badge has its word.
enum BadgeClass {
    static func of(_ outcome: Outcome?) -> String {
        switch outcome {
        case .created, .updated: "badge-good"
        case .held: "badge-warn"
        case .rejected, .failed, .blocked: "badge-bad"
        case .unchanged, .withdrawn, nil: ""
        }
    }

    static func of(_ health: Source.Health) -> String {
        switch health {
        case .healthy: "badge-good"
        case .stale, .suspended: "badge-warn"
        case .failing: "badge-bad"
        }
    }

    static func of(_ severity: Severity) -> String {
        switch severity {
        case .error: "badge-bad"
        case .warning: "badge-warn"
        case .info: ""
        }
    }
}
