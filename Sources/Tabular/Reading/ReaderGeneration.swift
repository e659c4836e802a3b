/// Which reader judged a file: raised by a release that may read what an earlier one refused or doubted.
///
/// Whoever remembers a verdict remembers this beside it, and looks again when it is another.
package enum ReaderGeneration {
    package static let current = 1
}
