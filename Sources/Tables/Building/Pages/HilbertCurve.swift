/// A Hilbert curve through 2^16 × 2^16 squares over the box that some points need: points near one another on it are near one
/// another in the plane.
struct HilbertCurve {
    private static let last = 65_535.0
    private let west: Double
    private let south: Double
    /// Squares for one degree; 0 where all points have the same coordinate.
    private let across: Double
    private let up: Double

    init(over points: some Sequence<(Double, Double)>) {
        var (west, east, south, north) = (Double.infinity, -Double.infinity, Double.infinity, -Double.infinity)
        for (x, y) in points {
            (west, east) = (min(west, x), max(east, x))
            (south, north) = (min(south, y), max(north, y))
        }
        self.west = west
        self.south = south
        across = east > west ? Self.last / (east - west) : 0
        up = north > south ? Self.last / (north - south) : 0
    }

    /// Where a point of those that the curve was made for lies on it, below 2^32: the usual walk from the coarsest square to
    /// the finest.
    func place(of longitude: Double, _ latitude: Double) -> UInt64 {
        var x = UInt32(min((longitude - west) * across, Self.last))
        var y = UInt32(min((latitude - south) * up, Self.last))
        var place: UInt64 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side != 0 ? 1 : 0
            let upper: UInt32 = y & side != 0 ? 1 : 0
            place = place << 2 | UInt64((3 * right) ^ upper)
            if upper == 0 {
                if right == 1 {
                    x = 65_535 - x
                    y = 65_535 - y
                }
                swap(&x, &y)
            }
            side >>= 1
        }
        return place
    }
}
