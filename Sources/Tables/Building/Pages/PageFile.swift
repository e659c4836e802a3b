internal import Glibc

/// Appends pages to a table file that SQLite made and has closed, and tells the file's header of them.
///
/// SQLite is not looking while this value lives: it is opened before and after. Every error is a ``TableError``; the file
/// is of no use after one.
struct PageFile: ~Copyable {
    /// Pages that are collected before they are written together.
    private static let bufferedPages = 64
    /// Places in the file's header: the size of the database in pages (section 1.3.6).
    private static let pageCountPlace = 28

    private let path: String
    private let descriptor: Int32
    private let buffer: UnsafeMutableRawPointer
    private var buffered = 0
    /// Pages of the file, those in the buffer included.
    private(set) var pageCount: UInt32

    /// - Parameter path: of a file of whole pages.
    /// - Throws: ``TableError``.
    init(path: String) throws {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw TableError.disk("open", path, code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw TableError.disk("look at", path, code: code)
        }
        self.path = path
        self.descriptor = descriptor
        pageCount = UInt32(Int(status.st_size) / PageFormat.size)
        buffer = .allocate(byteCount: Self.bufferedPages * PageFormat.size, alignment: PageFormat.size)
    }

    deinit {
        buffer.deallocate()
        close(descriptor)
    }

    /// Appends one page.
    /// - Returns: its number.
    mutating func append(_ page: UnsafeRawPointer) throws -> UInt32 {
        if pageCount + 1 == PageFormat.lockPage {
            try flush()
            // A hole of zeros once the page behind it is written.
            pageCount += 1
        }
        if buffered == Self.bufferedPages { try flush() }
        (buffer + buffered * PageFormat.size).copyMemory(from: page, byteCount: PageFormat.size)
        buffered += 1
        pageCount += 1
        return pageCount
    }

    /// Replaces `count` bytes at `offset` of a page that is there.
    mutating func replace(_ page: UInt32, at offset: Int = 0, with bytes: UnsafeRawPointer, count: Int) throws {
        try flush()
        try write(bytes, count: count, at: Int(page - 1) * PageFormat.size + offset)
    }

    /// Writes what is left and the number of pages into the header.
    mutating func finish() throws {
        try flush()
        var count = pageCount.bigEndian
        try write(&count, count: 4, at: Self.pageCountPlace)
    }

    private mutating func flush() throws {
        guard buffered > 0 else { return }
        let first = Int(pageCount) - buffered
        try write(buffer, count: buffered * PageFormat.size, at: first * PageFormat.size)
        buffered = 0
    }

    private func write(_ bytes: UnsafeRawPointer, count: Int, at offset: Int) throws {
        var written = 0
        while written < count {
            let result = pwrite(descriptor, bytes + written, count - written, off_t(offset + written))
            if result < 0, errno == EINTR { continue }
            // Nothing written without a reason is what a full disk looks like to some file systems.
            guard result > 0 else { throw TableError.disk("write", path, code: result < 0 ? errno : ENOSPC) }
            written += result
        }
    }
}
