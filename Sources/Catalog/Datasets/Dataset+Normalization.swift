import OpenData

extension Dataset {
    /// As the catalogue keeps it: text that is compared in normal form C (Swift compares canonically, SQLite bytewise), each
    /// tag once, formats in upper case, a title even when the publisher gave none, and no versions, which are logged apart.
    var normalized: Dataset {
        var dataset = self
        let title = Identifier.normalized(self.title)
        dataset.title = title.allSatisfy(\.isWhitespace) ? name : title
        dataset.titleEnglish = titleEnglish.map(Identifier.normalized)
        dataset.description = description.map(Identifier.normalized)
        var seen: Set<String> = [""]
        dataset.tags = tags.map(Identifier.normalized).filter { seen.insert($0).inserted }
        dataset.origin?.remoteID = origin.map { Identifier.normalized($0.remoteID) } ?? ""
        for index in distributions.indices {
            let distribution = distributions[index]
            dataset.distributions[index].title = Identifier.normalized(distribution.title)
            dataset.distributions[index].description = distribution.description.map(Identifier.normalized)
            dataset.distributions[index].format = Identifier.normalized(distribution.format).uppercased()
            dataset.distributions[index].current = nil
        }
        return dataset
    }

    /// Whether both say the same, but for when they were made and changed here.
    func says(_ other: Dataset) -> Bool {
        var other = other
        other.created = created
        other.modified = modified
        return self == other
    }
}

extension Organization {
    /// As the catalogue keeps it: text in normal form C, and a title even when none was given.
    var normalized: Organization {
        var organization = self
        let title = Identifier.normalized(self.title)
        organization.title = title.allSatisfy(\.isWhitespace) ? name : title
        organization.titleEnglish = titleEnglish.map(Identifier.normalized)
        organization.description = description.map(Identifier.normalized)
        return organization
    }

    /// Whether both say the same, but for when they were made and changed here.
    func says(_ other: Organization) -> Bool {
        var other = other
        other.created = created
        other.modified = modified
        return self == other
    }
}
