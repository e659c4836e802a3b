import Foundation
import OpenData
import Tabular

/// The records of an オープンデータ一覧.
///
/// Both generations have one row for each file. In that of 2017, rows of one name are one dataset; that of 2023 repeats the dataset's
/// columns, and rows of one dataset id are one.
struct OpenDataList: Sendable {
    private(set) var records: [RemoteRecord] = []
    /// Rows that name no dataset although they are not blank.
    private(set) var unreadable = 0
    private var positions: [String: Int] = [:]

    /// What stands for a file that is no longer offered.
    private static let gone: Set<String> = ["公開終了", "廃止", "配信終了", "非公開"]

    /// Blocks; runs on a thread of its own.
    /// - Parameter base: address of the list, for relative addresses in it.
    /// - Throws: ``GatherError``: of the reader when it is no table, `api_shape` when it has other columns.
    init(_ bytes: [UInt8], base: String) throws {
        do {
            let document = try TabularDocument(bytes: bytes)
            guard let columns = OpenDataListColumns(document.columns.map(\.title)) else {
                throw HarvestReason.apiShape.gatherError
            }
            var reader = document.makeReader()
            var batch = RecordBatch()
            while try reader.next(into: &batch) {
                for row in 0..<batch.rowCount { add(Row(batch: batch, row: row, columns: columns), base: base) }
            }
        } catch let error as TabularError {
            throw GatherError(error)
        }
    }

    /// One row by members.
    private struct Row {
        let batch: RecordBatch
        let row: Int
        let columns: OpenDataListColumns

        /// The cell's text in normal form C without blanks around it; nil when there is none.
        subscript(member: OpenDataListColumns.Member) -> String? {
            guard let index = columns.index(member) else { return nil }
            let text = batch[row, index].string.trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : Identifier.normalized(text)
        }

        var isBlank: Bool { OpenDataListColumns.Member.allCases.allSatisfy { self[$0] == nil } }
    }

    private mutating func add(_ row: Row, base: String) {
        guard let title = row[.title] else {
            if !row.isBlank { unreadable += 1 }
            return
        }
        let publisher = row[.city] ?? row[.prefecture] ?? row[.creator]
        // The old list numbers its rows; there the name is what rows of one dataset share.
        let own = row.columns.isNew ? row[.number] : nil
        let key = [row[.code] ?? publisher ?? "", own ?? title].joined(separator: "/")
        let position = positions[key] ?? records.count
        if position == records.count {
            positions[key] = position
            records.append(record(row, id: key, own: own, title: title, publisher: publisher, base: base))
        }
        let isOffered = row[.status].map { !Self.gone.contains($0) } ?? true
        if isOffered, let file = file(row, title: title, base: base),
            // The same address twice is one file.
            !records[position].files.contains(where: { $0.id == file.id })
        {
            records[position].files.append(file)
        }
        records[position].license = records[position].license ?? LicenseClaim.id(row[.license])
    }

    private func record(
        _ row: Row,
        id: String,
        own: String?,
        title: String,
        publisher: String?,
        base: String,
    ) -> RemoteRecord {
        let page = WebLink.page(row[.page], base: base)
        let address = WebLink.page(row[.downloadURL], base: base)
        let name = DerivedName.make([own, page, address, title], fallback: id)
        var record = RemoteRecord(id: id, name: name, isNameDerived: true)
        record.title = row[.subtitle].map { "\(title) \($0)" } ?? title
        record.description = row[.summary]
        record.publisher = publisher.map { RemoteRecord.Publisher(name: $0, title: $0) }
        record.tags = Self.words(row[.keywords]) + Self.words(row[.category])
        record.groups = Self.words(row[.category])
        record.frequency = row[.frequency]
        (record.landingPage, record.page) = (page, page)
        record.modified = row[.modified].flatMap(Self.moment)
        switch (row[.contactName], row[.contactMail]) {
        case (let name?, let mail?): record.contact = "\(name) <\(mail)>"
        case (let one?, nil), (nil, let one?): record.contact = one
        case (nil, nil): break
        }
        return record
    }

    private func file(_ row: Row, title: String, base: String) -> RemoteRecord.File? {
        let download = WebLink.absolute(row[.downloadURL], base: base)
        guard let url = download ?? WebLink.absolute(row[.accessURL], base: base) else { return nil }
        let claims = Self.words(row[.format])
        // `CSV、Excel` in one cell says what there is, not what this address is: then its ending tells.
        let claim = claims.count == 1 ? claims.first : nil
        let ending = FileFormat.name(claim: nil, url: url)
        let claimed = FileFormat.tables.contains(ending) ? ending : FileFormat.name(claim: claim, url: url)
        return RemoteRecord.File(
            id: url,
            title: row[.fileTitle] ?? title,
            description: row[.fileSummary],
            format: download == nil ? "HTML" : claimed,
            url: url
        )
    }

    /// The parts of a cell that holds several.
    private static func words(_ text: String?) -> [String] {
        (text ?? "").unicodeScalars.split { "、，,;；/／\n".unicodeScalars.contains($0) }
            .map { String($0).trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// `2024-04-01`, `2024/4/1`, `2024年4月1日`.
    private static func moment(_ text: String) -> Timestamp? {
        if let moment = Timestamp(text) { return moment }
        let numbers = text.unicodeScalars.split { !("0"..."9").contains($0) }.compactMap { Int(String($0)) }
        guard numbers.count >= 3, numbers[0] > 1_900 else { return nil }
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return Timestamp("\(numbers[0])-\(two(numbers[1]))-\(two(numbers[2]))")
    }
}
