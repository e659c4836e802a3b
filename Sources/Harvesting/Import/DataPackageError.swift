package import Tabular

/// Why a folder is no usable data package.
package struct DataPackageError: Error, Hashable, Sendable {
    /// What is wrong with the package.
    package enum Kind: Hashable, Sendable {
        /// `datapackage.json` is not there or no JSON object.
        case unreadable
        /// A property is absent or not of its form.
        case missing(String)
        /// A file that it lists is not there.
        case noFile(String)
    }

    /// Name of the package's folder.
    package let package: String
    package let kind: Kind

    /// What is wrong and what to do.
    package var message: Bilingual {
        switch kind {
        case .unreadable:
            Bilingual(
                ja: "\(package)/datapackage.json を JSON として読めません。",
                en: "\(package)/datapackage.json cannot be read as JSON."
            )
        case .missing(let property):
            Bilingual(
                ja: "\(package)/datapackage.json の「\(property)」がないか、正しくありません。",
                en: "“\(property)” in \(package)/datapackage.json is missing or not right."
            )
        case .noFile(let path):
            Bilingual(
                ja: "\(package)/datapackage.json にあるファイル「\(path)」が見つかりません。",
                en: "The file “\(path)” that \(package)/datapackage.json lists was not found."
            )
        }
    }
}
