/// Writes the R*Tree over a table's points packed, straight into its shadow tables (SQLite documentation, "The SQLite R*Tree
/// Module", and the node format at the top of its source).
///
///     place_node(nodeno, data)          data: depth (root only), cells, then 24 bytes per cell: row or child, four floats
///     place_rowid(rowid, nodeno)        the leaf of every row
///     place_parent(nodeno, parentnode)
///
/// Points are sorted along a Hilbert curve, a run of ``runLength`` of them at a time so that memory does not grow with the
/// table, and nodes are filled one after another; the nodes above follow when all leaves are there. The root is node 1 and
/// comes first in its table, so its place is kept by a node of zeros and written last.
struct PointTree: ~Copyable {
    /// Points that are sorted together: some 48 MiB.
    private static let runLength = 1 << 21
    private static let cellBytes = 24
    /// SQLite's own bound on the cells of a node, which with pages of 16 KiB is the one that counts.
    private static let nodeCells = 51
    private static let nodeBytes = 4 + nodeCells * cellBytes
    private static let root: Int64 = 1

    /// A point of the present run.
    private struct Point {
        let row: Int64
        let longitude: Double
        let latitude: Double
    }

    /// A rectangle, rounded outwards to the floats that the index holds.
    private struct Box {
        var west: Float
        var east: Float
        var south: Float
        var north: Float

        mutating func widen(to other: Box) {
            west = min(west, other.west)
            east = max(east, other.east)
            south = min(south, other.south)
            north = max(north, other.north)
        }
    }

    let index: SpatialIndex
    private var nodes: RowidTree
    private var rows: RowidTree
    private var parents: RowidTree
    private var record = RecordBuffer(columns: 2)
    private var points: [Point] = []
    /// The boxes of all leaves, in order of their numbers from 2; 16 bytes for 51 points.
    private var leaves: [Box] = []
    private let node: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - index: which columns are meant.
    ///   - roots: root pages of the shadow tables.
    ///   - file: takes the place of the root node.
    init(
        _ index: SpatialIndex,
        roots: (node: UInt32, rowid: UInt32, parent: UInt32),
        file: inout PageFile
    ) throws {
        self.index = index
        nodes = RowidTree(root: roots.node)
        rows = RowidTree(root: roots.rowid)
        parents = RowidTree(root: roots.parent)
        node = .allocate(byteCount: Self.nodeBytes, alignment: 8)
        node.initializeMemory(as: UInt8.self, repeating: 0, count: Self.nodeBytes)
        try addNode(Self.root, file: &file)
    }

    deinit { node.deallocate() }

    /// Adds the point of a row; one outside the globe is not in the index.
    mutating func add(_ row: Int64, longitude: Double, latitude: Double, file: inout PageFile) throws {
        guard longitude >= -180, longitude <= 180, latitude >= -90, latitude <= 90 else { return }
        points.append(Point(row: row, longitude: longitude, latitude: latitude))
        if points.count == Self.runLength { try endRun(file: &file) }
    }

    /// Writes the last run, the nodes above the leaves, and the root.
    mutating func finish(file: inout PageFile) throws {
        // All points in one node: that is the root.
        if leaves.isEmpty, points.count <= Self.nodeCells {
            for (cell, point) in points.enumerated() {
                write(Self.box(of: point), of: point.row, at: cell)
                makePair(Self.root)
                try rows.add(point.row, record, to: &file)
            }
            close(cells: points.count, depth: 0)
            return try finishTables(file: &file)
        }
        try endRun(file: &file)
        var first = Self.root + 1
        var level = leaves
        var depth = 1
        while level.count > Self.nodeCells {
            let above = first + Int64(level.count)
            var boxes: [Box] = []
            for start in stride(from: 0, to: level.count, by: Self.nodeCells) {
                let number = above + Int64(boxes.count)
                let group = level[start..<min(start + Self.nodeCells, level.count)]
                boxes.append(try addInterior(group, firstChild: first + Int64(start), parent: number, file: &file))
                close(cells: group.count, depth: 0)
                try addNode(number, file: &file)
            }
            first = above
            level = boxes
            depth += 1
        }
        _ = try addInterior(level[...], firstChild: first, parent: Self.root, file: &file)
        close(cells: level.count, depth: depth)
        try finishTables(file: &file)
    }

    /// Ends the shadow tables; the node that was made last is the root.
    private mutating func finishTables(file: inout PageFile) throws {
        try rows.finish(file: &file)
        try parents.finish(file: &file)
        let page = try nodes.finish(file: &file)
        // The first row of a leaf page ends where the page ends, and its blob is the last of its record.
        try file.replace(page, at: PageFormat.size - Self.nodeBytes, with: node, count: Self.nodeBytes)
    }

    /// Sorts the run's points along the curve and writes their leaves.
    private mutating func endRun(file: inout PageFile) throws {
        guard !points.isEmpty else { return }
        let curve = HilbertCurve(over: points.lazy.map { ($0.longitude, $0.latitude) })
        // The place on the curve above, the point's position below.
        var order = points.enumerated().map { position, point in
            curve.place(of: point.longitude, point.latitude) << 32 | UInt64(position)
        }
        order.sort()
        var leafOfPoint = [Int64](repeating: 0, count: points.count)
        for start in stride(from: 0, to: order.count, by: Self.nodeCells) {
            let number = Self.root + 1 + Int64(leaves.count)
            let group = order[start..<min(start + Self.nodeCells, order.count)]
            var whole: Box?
            for (cell, entry) in group.enumerated() {
                let position = Int(entry & 0xFFFF_FFFF)
                let box = Self.box(of: points[position])
                write(box, of: points[position].row, at: cell)
                leafOfPoint[position] = number
                if whole == nil { whole = box } else { whole?.widen(to: box) }
            }
            close(cells: group.count, depth: 0)
            try addNode(number, file: &file)
            if let whole { leaves.append(whole) }
        }
        for (position, point) in points.enumerated() {
            makePair(leafOfPoint[position])
            try rows.add(point.row, record, to: &file)
        }
        points.removeAll(keepingCapacity: true)
    }

    /// Makes a node over `children` and notes their parent.
    /// - Returns: what it covers.
    private mutating func addInterior(
        _ children: ArraySlice<Box>,
        firstChild: Int64,
        parent: Int64,
        file: inout PageFile,
    ) throws -> Box {
        var whole = children[children.startIndex]
        for (cell, box) in children.enumerated() {
            write(box, of: firstChild + Int64(cell), at: cell)
            makePair(parent)
            try parents.add(firstChild + Int64(cell), record, to: &file)
            whole.widen(to: box)
        }
        return whole
    }

    /// Makes the record of a shadow table of numbers.
    private mutating func makePair(_ value: Int64) {
        record.begin()
        record.addNull()
        record.add(value)
        record.end()
    }

    private mutating func addNode(_ number: Int64, file: inout PageFile) throws {
        record.begin()
        record.addNull()
        record.addBlob(node, count: Self.nodeBytes)
        record.end()
        try nodes.add(number, record, to: &file)
    }

    private func write(_ box: Box, of number: Int64, at cell: Int) {
        let at = node + 4 + cell * Self.cellBytes
        at.storeBytes(of: number.bigEndian, as: Int64.self)
        at.storeBytes(of: box.west.bitPattern.bigEndian, toByteOffset: 8, as: UInt32.self)
        at.storeBytes(of: box.east.bitPattern.bigEndian, toByteOffset: 12, as: UInt32.self)
        at.storeBytes(of: box.south.bitPattern.bigEndian, toByteOffset: 16, as: UInt32.self)
        at.storeBytes(of: box.north.bitPattern.bigEndian, toByteOffset: 20, as: UInt32.self)
    }

    /// Writes the node's head, and zeros behind its cells.
    private func close(cells: Int, depth: Int) {
        node.storeBytes(of: UInt16(depth).bigEndian, as: UInt16.self)
        node.storeBytes(of: UInt16(cells).bigEndian, toByteOffset: 2, as: UInt16.self)
        let used = 4 + cells * Self.cellBytes
        (node + used).initializeMemory(as: UInt8.self, repeating: 0, count: Self.nodeBytes - used)
    }

    private static func box(of point: Point) -> Box {
        Box(
            west: below(point.longitude),
            east: above(point.longitude),
            south: below(point.latitude),
            north: above(point.latitude)
        )
    }

    private static func below(_ value: Double) -> Float {
        let near = Float(value)
        return Double(near) > value ? near.nextDown : near
    }

    private static func above(_ value: Double) -> Float {
        let near = Float(value)
        return Double(near) < value ? near.nextUp : near
    }
}
