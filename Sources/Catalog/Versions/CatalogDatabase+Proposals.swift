import GRDB
package import OpenData
import Tabular

/// A proposal that waits for a person, with the dataset that it is about.
package struct OpenProposal: Sendable {
    package let dataset: Dataset
    package let proposal: Proposal
}

extension CatalogDatabase {
    /// The proposals that wait, by dataset name: those that harvests made, and one `vanished` for every dataset that its source no
    /// longer lists.
    package func openProposals() async throws -> [OpenProposal] {
        let sql = """
            SELECT number FROM dataset JOIN dataset_body USING (number)
            WHERE state = 'active' AND (json_extract(body, '$.proposals') IS NOT NULL
                OR (source IS NOT NULL AND json_extract(body, '$.origin.vanished') IS NOT NULL))
            ORDER BY name
            """
        return try await read { database in
            try StoredDataset.fetch(database, numbers: Int64.fetchAll(database, sql: sql)).flatMap { dataset in
                var open = dataset.proposals ?? []
                if let vanished = dataset.origin?.vanished { open.append(.vanished(since: vanished)) }
                return open.filter { dataset.declined?.contains($0.key) != true }
                    .map { OpenProposal(dataset: dataset, proposal: $0) }
            }
        }
    }

    /// Puts a proposal in place of another of its code; nothing happens when it is there already or was declined.
    /// - Throws: ``CatalogError`` `.unknownDataset`, `.leaseLost`.
    package func propose(_ proposal: Proposal, of name: String, lease: Lease?, actor: String) async throws {
        try await change(actor: actor, lease: lease) { try $0.propose(proposal, of: name) }
    }

    /// Takes back what was proposed under `code`: its reason is gone.
    /// - Throws: ``CatalogError`` `.unknownDataset`, `.leaseLost`.
    package func takeBack(_ code: String, of name: String, lease: Lease?, actor: String) async throws {
        try await change(actor: actor, lease: lease) { write in
            try write.changeProposals(of: name) { dataset in
                dataset.proposals?.removeAll { $0.code == code }
            }
        }
    }

    /// Decides a proposal.
    ///
    /// Approved, the licence or the identifier becomes the dataset's, or (`gone`, `vanished`) the dataset is withdrawn.
    /// Declined, it is remembered and not made again.
    /// - Throws: ``CatalogError`` `.unknownDataset`, `.noProposal`.
    package func decide(_ code: String, of name: String, isApproved: Bool, actor: String) async throws {
        try await change(actor: actor) { try $0.decide(code, of: name, isApproved: isApproved) }
    }

    /// Sets what the tables of a dataset may do without being held.
    /// - Throws: ``CatalogError`` `.unknownDataset`.
    package func setTolerance(_ tolerance: Tolerance?, of name: String, actor: String) async throws {
        try await change(actor: actor) { write in
            try write.changeProposals(of: name) { $0.tolerance = tolerance }
        }
    }
}

extension CatalogWrite {
    mutating func propose(_ proposal: Proposal, of name: String) throws {
        try changeProposals(of: name) { dataset in
            guard dataset.declined?.contains(proposal.key) != true,
                dataset.proposals?.contains(where: { $0.key == proposal.key }) != true
            else { return }
            dataset.proposals = (dataset.proposals ?? []).filter { $0.code != proposal.code } + [proposal]
        }
    }

    mutating func decide(_ code: String, of name: String, isApproved: Bool) throws {
        guard let stored = try StoredDataset.fetch(database, nameOrID: name) else {
            throw CatalogError(.unknownDataset(name))
        }
        let made = stored.proposals?.first { $0.code == code }
        let vanished = code == Proposal.vanishedCode ? stored.origin?.vanished.map(Proposal.vanished) : nil
        guard let proposal = made ?? vanished else { throw CatalogError(.noProposal(dataset: name, code: code)) }
        try changeProposals(of: stored.name) { dataset in
            dataset.proposals?.removeAll { $0.code == code }
            guard isApproved else {
                dataset.declined = (dataset.declined ?? []) + [proposal.key]
                return
            }
            switch code {
            case "license_change": dataset.license = proposal.value
            case "identity_change":
                dataset.origin?.remoteID = proposal.value ?? ""
                // Under its new id the source lists it.
                dataset.origin?.vanished = nil
            default: break
            }
        }
        guard isApproved, code == "gone" || code == Proposal.vanishedCode else { return }
        try setState(.withdrawn, of: stored.name, kind: .datasetWithdraw)
    }

    /// Changes what is not the publisher's to say: nothing that readers see moves by it.
    mutating func changeProposals(of name: String, _ change: (inout Dataset) -> Void) throws {
        guard let stored = try StoredDataset.fetch(database, nameOrID: name) else {
            throw CatalogError(.unknownDataset(name))
        }
        var dataset = stored.normalized
        change(&dataset)
        if dataset.proposals?.isEmpty == true { dataset.proposals = nil }
        guard !dataset.says(stored.normalized) else { return }
        try append(.datasetPut, dataset.name, dataset)
    }
}

extension Proposal {
    static let vanishedCode = "vanished"

    /// The proposal to withdraw what the source no longer lists.
    static func vanished(since: Timestamp) -> Proposal {
        Proposal(
            code: vanishedCode,
            message: Bilingual(
                ja: "提供元の一覧からなくなりました。取り下げるかどうかを決めてください。",
                en: "The source no longer lists it. Decide whether to withdraw it."
            ),
            value: nil,
            since: since
        )
    }
}
