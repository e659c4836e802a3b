/// One file of a dataset (DCAT `dcat:Distribution`; a "resource" in URLs and for CKAN clients).
package struct Distribution: Hashable, Sendable, Codable {
    /// UUID text; a CKAN source's resource id is kept.
    package var id: String
    package var title: String
    package var description: String?
    /// Upper case as CKAN writes formats: `CSV`, `JSON`, `XLSX`.
    ///
    /// Of the source's claim; what the content is, a version says.
    package var format: String
    package var mediaType: String?
    /// Where the publisher offers the file; nil for seeded files.
    package var downloadURL: String?
    /// Name of the Table Schema that it is checked against (`schemas/NAME.json` or the data package's own); nil for none.
    package var schema: String?
    /// The version that readers see; nil while there is none (no table, or never a usable one).
    package var current: TableVersion?

    package init(id: String, title: String, format: String) {
        self.id = id
        self.title = title
        self.format = format
    }
}

/// One published (or held, or rejected) state of a distribution's table.
package struct TableVersion: Hashable, Sendable, Codable {
    /// `published` is or was visible; `held` waits for a person; `rejected` was sent away by a person; `withdrawn` is hidden.
    package enum State: String, Hashable, Sendable, Codable { case published, held, rejected, withdrawn }

    /// A column as the version published it: enough for lists and CKAN answers without opening the table file.
    package struct Field: Hashable, Sendable, Codable {
        package var name: String
        /// Raw value of `Tabular.ColumnType`.
        package var type: String
        package var format: String?

        package init(name: String, type: String, format: String? = nil) {
            self.name = name
            self.type = type
            self.format = format
        }
    }

    /// 1, 2, 3 … per distribution, never reused.
    ///
    /// Held versions take a number too.
    package var number: Int
    package var state: State
    /// SHA-256 (hex) that names the table file; nil only for versions that have no table.
    package var table: String?
    /// SHA-256 (hex) that names the original bytes.
    package var blob: String
    package var blobBytes: Int
    /// How the content was read: raw values of `Reading.Format` and `Reading.Encoding`.
    package var format: String
    package var encoding: String
    package var rowCount: Int
    package var fields: [Field]
    package var errorCount: Int
    package var warningCount: Int
    /// Why it is held or rejected (hazards.md §2), else nil.
    package var reason: String?
    /// Everything that was doubtful when it came, the gravest first; nil for nothing.
    ///
    /// They stay when a person approves it: what was approved once is not asked again.
    package var doubts: [Doubt]?
    /// Number of the version that it was compared with; nil when there was none.
    package var baseline: Int?
    package var created: Timestamp

    package init(
        number: Int,
        state: State,
        table: String?,
        blob: String,
        blobBytes: Int,
        format: String,
        encoding: String,
        rowCount: Int,
        fields: [Field],
        errorCount: Int,
        warningCount: Int,
        reason: String? = nil,
        created: Timestamp,
    ) {
        self.number = number
        self.state = state
        self.table = table
        self.blob = blob
        self.blobBytes = blobBytes
        self.format = format
        self.encoding = encoding
        self.rowCount = rowCount
        self.fields = fields
        self.errorCount = errorCount
        self.warningCount = warningCount
        self.reason = reason
        self.created = created
    }
}

extension TableVersion {
    /// Whether a person may decide to publish it: not where columns seem to hold My Numbers, which no decision makes lawful.
    package var mayBePublished: Bool {
        !(doubts ?? []).contains { $0.code == "pii_suspected" && $0.key == nil }
    }
}
