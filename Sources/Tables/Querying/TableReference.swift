/// Names one version of one resource's table for readers.
package struct TableReference: Hashable, Sendable {
    package var resource: String
    package var version: Int
    /// SHA-256 (hex) of the table file.
    package var table: String

    package init(resource: String, version: Int, table: String) {
        self.resource = resource
        self.version = version
        self.table = table
    }
}
