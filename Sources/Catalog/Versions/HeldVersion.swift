package import OpenData

/// A version that waits for a person, with where it belongs.
package struct HeldVersion: Sendable {
    package let dataset: Dataset
    package let distribution: Distribution
    package let version: TableVersion
}
