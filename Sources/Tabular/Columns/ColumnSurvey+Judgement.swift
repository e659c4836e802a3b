/// What the counts of a column say that it is.
extension ColumnSurvey {
    /// A type with the number of cells that fit it.
    struct Candidate {
        let type: ColumnType
        let fits: Int
        /// Null spellings that are none here: × is "no" to a column of ○ and ×, and of another family beside 有 and 無.
        var meantSpellings = 0
    }

    /// The types that may be, the narrowest first where one cell can fit several.
    var candidates: [Candidate] {
        var found = [
            Candidate(
                type: .boolean,
                fits: isJSON && booleanLiterals == 0 ? 0 : latins + answers,
                meantSpellings: crosses
            ),
            Candidate(type: .boolean, fits: isJSON ? 0 : presences + answers, meantSpellings: crosses),
            Candidate(type: .boolean, fits: isJSON ? 0 : circles + answers, meantSpellings: crosses),
            Candidate(type: .date, fits: dates),
            Candidate(type: .datetime, fits: datetimes),
            Candidate(type: .time, fits: times),
        ]
        if !hint.isCode {
            found.append(Candidate(type: .yearmonth, fits: yearmonths))
            found.append(Candidate(type: .year, fits: yearCells))
        }
        guard !hint.isCode, leadingZeros == 0, !isJSON || numberLiterals > 0 else { return found }
        if !isCoordinate { found.append(Candidate(type: .integer, fits: integers)) }
        found.append(Candidate(type: .number, fits: numbers))
        return found
    }

    /// One cell of how many may misfit a type.
    ///
    /// Of coordinates every tenth: the map must not be lost for an address that a comma moved into the column of latitudes.
    func most(_ candidate: Candidate) -> Int {
        if case .number = candidate.type, isCoordinate { return 10 }
        return 100
    }

    func misfits(_ candidate: Candidate) -> Int {
        filled - candidate.fits - (nullSpellings - candidate.meantSpellings)
    }

    /// Cells that are years under this name.
    private var yearCells: Int {
        years + (hint.isYear && leadingZeros == 0 ? bareYears : 0) + (hint.isYear ? bareEraYears : 0)
            + (hint.isFiscalYear ? fiscalYears : 0)
    }

    /// Cells that answer with 1 or 0 what the name asks, beside whatever other words do.
    private var answers: Int { hint.isFlag && !isJSON ? binaries : 0 }

    /// Whether name and range say latitude or longitude: then 34 is as good a number as 34.5.
    var isCoordinate: Bool { hint.role == .latitude || hint.role == .longitude }

    /// What the column is.
    struct Judgement {
        var type = ColumnType.string
        var format: ColumnRole?
        /// Cells that do not fit the type and are kept as text.
        var misfits = 0
        /// Cells that are read as null though something is written there.
        var nullSpellings = 0
        /// Days that their era did not have.
        var beyondEra = 0
        /// Numbers that are no latitude or longitude in a column of them.
        var outOfRange = 0
    }

    func judge() -> Judgement {
        let types = isText || structures > 0 || holdsPublicCodes ? [] : candidates.filter { $0.fits > 0 }
        let whole = types.first { misfits($0) == 0 }
        let nearly = types.filter { candidate in
            let most = most(candidate)
            return candidate.fits >= max(most / 5, 10)
                && misfits(candidate) * most <= candidate.fits + misfits(candidate)
        }
        var judgement = Judgement()
        if let best = whole ?? nearly.max(by: { $0.fits < $1.fits }) {
            judgement.type = best.type
            judgement.misfits = misfits(best)
            judgement.nullSpellings = nullSpellings - best.meantSpellings
            switch best.type {
            case .date, .year, .yearmonth: judgement.beyondEra = beyondEra
            case .string, .integer, .number, .boolean, .time, .datetime: break
            }
        }
        judgement.format = role(of: judgement)
        if judgement.format == .latitude { judgement.outOfRange = numbers - latitudes }
        if judgement.format == .longitude { judgement.outOfRange = numbers - longitudes }
        return judgement
    }

    /// Whether all of many values pass the check digit of a public code: no quantity does that.
    private var holdsPublicCodes: Bool {
        guard !hasNoRole, roleFilled >= 20 else { return false }
        return roles[.municipalityCode] == roleFilled || roles[.corporateNumber] == roleFilled
    }

    private func role(of judgement: Judgement) -> ColumnRole? {
        if judgement.type == .number {
            // A slipped point in one row (343.2) does not make the others less of a latitude.
            if hint.role == .latitude, latitudes * 10 >= numbers * 9 { return .latitude }
            if hint.role == .longitude, longitudes * 10 >= numbers * 9 { return .longitude }
            return nil
        }
        guard judgement.type == .string, roleFilled > 0 else { return nil }
        switch hint.role {
        case .municipalityCode, .corporateNumber: if codes * 2 >= roleFilled { return hint.role }
        case .postalCode, .phone:
            if let role = hint.role, roles[role] * 2 >= roleFilled { return role }
        case .latitude, .longitude, .url, .email, nil: break
        }
        guard let best = roles.best, !hasNoRole else { return nil }
        switch best.role {
        case .url, .email: return best.count * 10 >= roleFilled * 9 ? best.role : nil
        case .phone, .postalCode: return best.count >= 3 && best.count * 10 >= roleFilled * 9 ? best.role : nil
        case .municipalityCode, .corporateNumber: return holdsPublicCodes ? best.role : nil
        case .latitude, .longitude: return nil
        }
    }
}
