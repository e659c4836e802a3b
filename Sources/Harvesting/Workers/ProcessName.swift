import Foundation

/// Names a process so that others on the machine can tell whether it still lives.
///
/// A worker that was killed leaves a lease that runs for up to a minute. With the process named in the lease, the next worker need
/// not wait. Being wrong is harmless: a lease taken from the living is fenced, so nothing is written twice.
package enum ProcessName {
    /// `role:PID:START:NAMESPACE`: START (ticks since boot, proc(5) field 22) tells a reused process id apart, NAMESPACE a
    /// container whose ids mean nothing here.
    ///
    /// On systems without `/proc` only role and id.
    package static func current(role: String) -> String {
        let process = ProcessInfo.processInfo.processIdentifier
        guard let start = status(of: process)?.start, let namespace else { return "\(role):\(process)" }
        return "\(role):\(process):\(start):\(namespace)"
    }

    /// Whether the process of that name ended for certain; false when that cannot be known from here.
    package static func isGone(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, let process = Int32(parts[1]), let namespace, namespace == parts[3] else {
            return false
        }
        guard let status = status(of: process) else { return true }
        return status.isEnded || status.start != parts[2]
    }

    private static let namespace: String? = {
        guard let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid") else {
            return nil
        }
        // `pid:[4026531836]`; the colon would split the name.
        return String(link.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
    }()

    /// Start time and whether only a zombie is left; nil when there is no such process.
    private static func status(of process: Int32) -> (start: Substring, isEnded: Bool)? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            // The second field is the program's name in parentheses and may hold anything.
            let close = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[close...].split(separator: " ").dropFirst()
        guard fields.count >= 20, let state = fields.first else { return nil }
        return (fields[fields.startIndex + 19], state == "Z" || state == "X")
    }
}
