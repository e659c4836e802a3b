import ArgumentParser
import Tabular

/// `ydp config`: the effective settings with where each came from.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the effective settings and where each comes from.",
        discussion: "Example: YDP_PORT=9000 ydp config",
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let settings = try global.settings()
        guard global.wantsJSON else {
            let width = Setting.all.map(\.key.utf8.count).max() ?? 0
            for setting in Setting.all {
                let value = settings.value(setting.key)
                let padding = String(repeating: " ", count: width - setting.key.utf8.count)
                Console.print(
                    "\(setting.key)\(padding)  \(value.text)  (\(value.origin.rawValue); \(setting.variable); \(setting.summary))"
                )
            }
            return
        }
        var json: [UInt8] = [UInt8(ascii: "{")]
        for (index, setting) in Setting.all.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            JSONBytes.appendString(setting.key.utf8, to: &json)
            json.append(UInt8(ascii: ":"))
            JSONBytes.appendString(settings.text(setting.key).utf8, to: &json)
        }
        json += Array("}\n".utf8)
        Console.print(bytes: json)
    }
}
