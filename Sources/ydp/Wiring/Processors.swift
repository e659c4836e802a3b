import Foundation
import NIOCore

/// The processors that this process may use.
enum Processors {
    /// How many there are: fewer than the machine has where a service manager or a container pins the process to some.
    static var usable: Int {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        return count(inStatus: String(decoding: status, as: UTF8.self)) ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// The bits of `Cpus_allowed`, a mask in hexadecimal with a comma after each eight digits (proc(5)); nil where there is none.
    static func count(inStatus text: String) -> Int? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
        guard let mask = line?.dropFirst("Cpus_allowed:".utf8.count) else { return nil }
        let digits = mask.compactMap(\.hexDigitValue)
        let bits = digits.reduce(0) { $0 + $1.nonzeroBitCount }
        return bits > 0 ? bits : nil
    }

    /// Lets the server have one event loop for each of them, before it has any.
    ///
    /// The library counts the machine's: two loops on one processor take turns with each other and with the threads that query, which
    /// showed as a tail of 20 times the median.
    static func setEventLoops() { NIOSingletons.groupLoopCountSuggestion = usable }
}
