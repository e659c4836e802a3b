/// Links to the pages of a list: the first, the last, and those around the present one.
struct PagerView {
    struct Entry {
        var number = ""
        var href: String?
        var isCurrent = false
        var isGap = false
    }

    var previousHref: String?
    var nextHref: String?
    var pages: [Entry]

    /// Nil when one page holds everything and the present one is the first.
    ///
    /// `href` gives the address of a page, counted from 1.
    init?(page: Int, count: Int, pageSize: Int, href: (Int) -> String) {
        let last = max(1, (count + pageSize - 1) / pageSize)
        guard last > 1 || page > 1 else { return nil }
        previousHref = page > 1 ? href(min(page - 1, last)) : nil
        nextHref = page < last ? href(page + 1) : nil
        let shown = Set([1, last] + (page - 2...page + 2).filter { (1...last).contains($0) }).sorted()
        pages = []
        var before = 0
        for number in shown {
            if number > before + 1 { pages.append(Entry(isGap: true)) }
            let isCurrent = number == page
            pages.append(
                Entry(number: String(number), href: isCurrent ? nil : href(number), isCurrent: isCurrent)
            )
            before = number
        }
    }
}
