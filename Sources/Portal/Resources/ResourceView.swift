import OpenData

/// One file of a dataset, with its table when it has one.
struct ResourceView {
    struct Column {
        var name: String
        var type: String
        var role: String
    }

    struct Version {
        var number: String
        var state: String
        var date: String
        var machineDate: String
        var rows: String
        var errors: String
        var warnings: String
        var hash: String
    }

    struct Download {
        var label: String
        var href: String
        var isMain = false
        var isExternal = false
    }

    struct Examples {
        var isOpen: Bool
        var sentence: String
        var snippets: [SnippetView]
        var links: [LinkView]
    }

    /// Fragment of the page, from the id.
    var anchor: String
    var title: String
    var href: String
    var format: String
    var description: String?
    var notices: [String]
    var facts: [FactView]
    var downloads: [Download]
    var preview: PreviewView?
    var columnsTitle: String
    var columnsCaption: String
    var columns: [Column]
    var hasColumns: Bool
    var examples: Examples?
    var historyTitle: String
    var historyCaption: String
    var history: [Version]
    var hasHistory: Bool
}
