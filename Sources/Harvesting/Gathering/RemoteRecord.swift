package import OpenData

/// One dataset as a source describes it, in the vocabulary of DCAT whatever the source speaks.
package struct RemoteRecord: Hashable, Sendable {
    /// Who publishes it.
    package struct Publisher: Hashable, Sendable {
        /// The source's own identifier; kept when it is a UUID.
        package var id: String?
        /// Made a valid name of ours on import; where that cannot be, the title decides.
        package var name: String
        package var title: String
        package var description: String?
    }

    /// One file of it.
    package struct File: Hashable, Sendable {
        /// The source's own identifier; kept when it is a UUID.
        package var id: String
        package var title: String
        package var description: String?
        /// In upper case: `CSV`, `XLSX`; empty when neither the source nor the address tells.
        package var format: String
        package var mediaType: String?
        /// Absolute address; nil when the source states none.
        package var url: String?
    }

    /// The source's identifier of the record: unique in the source, stable.
    package var id: String
    /// The name that the source gives it; made a valid one of ours on import.
    package var name: String
    /// Whether the name was made from a title or an address, so that two records may well have the same.
    package var isNameDerived = false
    /// Nil when the source says nothing but where the file is: then what is catalogued already stays.
    package var title: String?
    package var titleEnglish: String?
    package var description: String?
    package var publisher: Publisher?
    package var license: String?
    package var tags: [String] = []
    /// Names of the groups it is in (CKAN); only filters look at them.
    package var groups: [String] = []
    /// How often it is updated, in the source's words; nil when it does not say.
    package var frequency: String?
    package var landingPage: String?
    package var contact: String?
    /// Page of the record at the source.
    package var page: String?
    package var modified: Timestamp?
    package var files: [File] = []
}
