/// Cells by the role that their shape tells.
///
/// A dictionary would cost more per cell than looking at the cell.
struct RoleCounts {
    private var phone = 0
    private var url = 0
    private var email = 0
    private var municipalityCode = 0
    private var corporateNumber = 0
    private var postalCode = 0

    subscript(_ role: ColumnRole) -> Int {
        get {
            switch role {
            case .phone: phone
            case .url: url
            case .email: email
            case .municipalityCode: municipalityCode
            case .corporateNumber: corporateNumber
            case .postalCode: postalCode
            case .latitude, .longitude: 0
            }
        }
        set {
            switch role {
            case .phone: phone = newValue
            case .url: url = newValue
            case .email: email = newValue
            case .municipalityCode: municipalityCode = newValue
            case .corporateNumber: corporateNumber = newValue
            case .postalCode: postalCode = newValue
            case .latitude, .longitude: break
            }
        }
    }

    /// Takes over what was counted of other cells.
    mutating func add(_ other: RoleCounts) {
        for role in ColumnRole.allCases { self[role] += other[role] }
    }

    /// The most frequent role; nil where no cell had one.
    var best: (role: ColumnRole, count: Int)? {
        ColumnRole.allCases.map { (role: $0, count: self[$0]) }.filter { $0.count > 0 }.max { $0.count < $1.count }
    }
}
