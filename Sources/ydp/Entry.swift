import ArgumentParser
import Catalog
import Fetching
import Foundation
import Tables
import Tabular
import Validation

/// The program's entry: parses, runs, and turns every error into words and one of the exit codes of interface.md.
@main
enum Entry {
    static func main() async {
        do {
            var command = try await YDP.asyncParseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(code(afterSaying: error))
        }
    }

    /// Says what went wrong and answers the exit code: 0 for `--help`, else as interface.md lists them.
    private static func code(afterSaying error: any Error) -> Int32 {
        if let failure = Failure(describing: error) {
            if let message = failure.message { Console.error(message) }
            return failure.code.rawValue
        }
        if error is ExitCode { return YDP.exitCode(for: error).rawValue }
        let text = YDP.fullMessage(for: error)
        guard YDP.exitCode(for: error) != .success else {
            Console.print(text)
            return 0
        }
        Console.note(text)
        return Failure.Code.badInput.rawValue
    }
}
