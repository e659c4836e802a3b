/// Writes the b-tree of one rowid table bottom-up, from rows in ascending order of their numbers: every leaf is full when it
/// is written, and the interior pages follow when all leaves are there.
///
/// The root is the page that SQLite gave the table when it made it, so that the schema need not be touched.
struct RowidTree: ~Copyable {
    /// A finished page with the largest row number under it.
    private struct Child {
        let page: UInt32
        let last: Int64
    }

    private let root: UInt32
    private let page: UnsafeMutableRawPointer
    private var cells = 0
    /// Where the cells begin; they grow from the page's end towards their pointers.
    private var content = PageFormat.size
    private var last: Int64 = 0
    private var leaves: [Child] = []

    /// - Parameter root: the table's root page.
    init(root: UInt32) {
        self.root = root
        page = .allocate(byteCount: PageFormat.size, alignment: 16)
    }

    deinit { page.deallocate() }

    /// Adds a row.
    /// - Parameters:
    ///   - rowid: larger than all before.
    ///   - record: its record.
    ///   - file: takes the pages that get full.
    mutating func add(_ rowid: Int64, _ record: borrowing RecordBuffer, to file: inout PageFile) throws {
        let payload = record.headerCount + record.bodyCount
        let local = PageFormat.localBytes(ofPayload: payload)
        let number = UInt64(bitPattern: rowid)
        let prefix = PageFormat.varintBytes(UInt64(payload)) + PageFormat.varintBytes(number)
        // SQLite takes no less than four bytes for a cell, so that a freed one can hold its chain.
        let size = max(prefix + local + (local < payload ? 4 : 0), 4)
        if PageFormat.leafHeader + 2 * (cells + 1) + size > content { try endLeaf(file: &file) }
        content -= size
        var at = page + content
        at += PageFormat.writeVarint(UInt64(payload), at: at)
        at += PageFormat.writeVarint(number, at: at)
        record.copy(0..<local, to: at)
        if local < payload {
            let first = try overflow(record, from: local, file: &file)
            (at + local).storeBytes(of: first.bigEndian, as: UInt32.self)
        } else if prefix + local < 4 {
            (at + local).initializeMemory(as: UInt8.self, repeating: 0, count: 4 - prefix - local)
        }
        let pointer = PageFormat.leafHeader + 2 * cells
        page.storeBytes(of: UInt16(content).bigEndian, toByteOffset: pointer, as: UInt16.self)
        cells += 1
        last = rowid
    }

    /// Writes what is left: the last leaf, the interior pages and the root.
    /// - Returns: the page of the first leaf.
    @discardableResult
    mutating func finish(file: inout PageFile) throws -> UInt32 {
        guard !leaves.isEmpty else {
            closeLeaf()
            try file.replace(root, with: page, count: PageFormat.size)
            return root
        }
        if cells > 0 { try endLeaf(file: &file) }
        var level = leaves[...]
        while Self.fitting(level) < level.count {
            var above: [Child] = []
            while !level.isEmpty {
                var count = Self.fitting(level)
                // A page of one child would have no cell.
                if level.count - count == 1 { count -= 1 }
                let group = level.prefix(count)
                fillInterior(group)
                above.append(Child(page: try file.append(page), last: group[group.endIndex - 1].last))
                level = level.dropFirst(count)
            }
            level = above[...]
        }
        fillInterior(level)
        try file.replace(root, with: page, count: PageFormat.size)
        return leaves[0].page
    }

    private mutating func endLeaf(file: inout PageFile) throws {
        closeLeaf()
        leaves.append(Child(page: try file.append(page), last: last))
        cells = 0
        content = PageFormat.size
    }

    private func closeLeaf() {
        close(type: PageFormat.tableLeaf, header: PageFormat.leafHeader, cells: cells, content: content)
    }

    /// Writes the header that all b-tree pages have in common, and zeros where nothing is.
    private func close(type: UInt8, header: Int, cells: Int, content: Int) {
        page.storeBytes(of: type, as: UInt8.self)
        page.storeBytes(of: 0, toByteOffset: 1, as: UInt16.self)
        page.storeBytes(of: UInt16(cells).bigEndian, toByteOffset: 3, as: UInt16.self)
        page.storeBytes(of: UInt16(content).bigEndian, toByteOffset: 5, as: UInt16.self)
        page.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
        let used = header + 2 * cells
        (page + used).initializeMemory(as: UInt8.self, repeating: 0, count: content - used)
    }

    /// How many children one interior page takes: all but the last have a cell.
    private static func fitting(_ children: ArraySlice<Child>) -> Int {
        var left = PageFormat.size - PageFormat.interiorHeader
        var count = 0
        for child in children {
            count += 1
            left -= 2 + 4 + PageFormat.varintBytes(UInt64(bitPattern: child.last))
            if left < 0 { break }
        }
        return count
    }

    private func fillInterior(_ children: ArraySlice<Child>) {
        var content = PageFormat.size
        for (index, child) in children.dropLast().enumerated() {
            let number = UInt64(bitPattern: child.last)
            content -= 4 + PageFormat.varintBytes(number)
            page.storeBytes(of: child.page.bigEndian, toByteOffset: content, as: UInt32.self)
            _ = PageFormat.writeVarint(number, at: page + content + 4)
            let pointer = PageFormat.interiorHeader + 2 * index
            page.storeBytes(of: UInt16(content).bigEndian, toByteOffset: pointer, as: UInt16.self)
        }
        close(
            type: PageFormat.tableInterior,
            header: PageFormat.interiorHeader,
            cells: children.count - 1,
            content: content
        )
        let rightmost = children[children.endIndex - 1].page
        page.storeBytes(of: rightmost.bigEndian, toByteOffset: 8, as: UInt32.self)
    }

    /// Writes the rest of a record into a chain of overflow pages.
    ///
    /// - Returns: the first one's number.
    private func overflow(
        _ record: borrowing RecordBuffer,
        from start: Int,
        file: inout PageFile,
    ) throws -> UInt32 {
        let payload = record.headerCount + record.bodyCount
        let link = UnsafeMutableRawPointer.allocate(byteCount: PageFormat.size, alignment: 16)
        defer { link.deallocate() }
        var at = start
        var first: UInt32 = 0
        while at < payload {
            let count = min(PageFormat.overflowContent, payload - at)
            let here = PageFormat.page(behind: file.pageCount)
            let next = at + count < payload ? PageFormat.page(behind: here) : 0
            link.storeBytes(of: next.bigEndian, as: UInt32.self)
            record.copy(at..<at + count, to: link + 4)
            (link + 4 + count).initializeMemory(as: UInt8.self, repeating: 0, count: PageFormat.overflowContent - count)
            let number = try file.append(link)
            if first == 0 { first = number }
            at += count
        }
        return first
    }
}
