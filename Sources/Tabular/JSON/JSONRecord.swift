/// Walks over the members of one record, whatever shape the file has.
enum JSONRecord {
    /// A member's key as in the text, whether it has escapes, and the cursor at its value, which must be left behind the value.
    typealias Member = (UnsafeBufferPointer<UInt8>, Bool, inout JSONCursor) throws(TabularError) -> Void

    /// Reads the record here and moves to the next one.
    @inline(__always)
    static func read(
        _ cursor: inout JSONCursor,
        shape: JSONLayout.Shape,
        member: Member
    ) throws(TabularError) {
        switch shape {
        case .array, .lines: try object(&cursor, member: member)
        case .features(let points): try feature(&cursor, points: points, member: member)
        }
        _ = cursor.take(UInt8(ascii: ","))
    }

    @inline(__always)
    private static func object(_ cursor: inout JSONCursor, member: Member) throws(TabularError) {
        guard cursor.take(UInt8(ascii: "{")) else { return }
        while cursor.peek() == UInt8(ascii: "\"") {
            let (key, isEscaped) = cursor.string()
            _ = cursor.take(UInt8(ascii: ":"))
            try member(key, isEscaped, &cursor)
            _ = cursor.take(UInt8(ascii: ","))
        }
        _ = cursor.take(UInt8(ascii: "}"))
    }

    /// RFC 7946 §3.2: the properties are the record; the geometry becomes a column, or two where all geometries are points.
    private static func feature(_ cursor: inout JSONCursor, points: Bool, member: Member) throws(TabularError) {
        try object(&cursor) { key, isEscaped, cursor throws(TabularError) in
            if SameBytes.check(key, "properties") {
                guard cursor.peek() == UInt8(ascii: "{") else {
                    _ = cursor.skipValue()
                    return
                }
                try object(&cursor, member: member)
            } else if SameBytes.check(key, "geometry") {
                if !points {
                    try member(key, isEscaped, &cursor)
                } else if cursor.peek() == UInt8(ascii: "{") {
                    try point(&cursor, member: member)
                } else {
                    _ = cursor.skipValue()
                }
            } else {
                _ = cursor.skipValue()
            }
        }
    }

    /// `{"type": "Point", "coordinates": [131.47, 34.18]}`: longitude comes first (RFC 7946 §3.1.1).
    private static func point(_ cursor: inout JSONCursor, member: Member) throws(TabularError) {
        try object(&cursor) { key, _, cursor throws(TabularError) in
            guard SameBytes.check(key, "coordinates"), cursor.take(UInt8(ascii: "[")) else {
                _ = cursor.skipValue()
                return
            }
            for name in ["longitude", "latitude"] as [StaticString] where cursor.peek() != UInt8(ascii: "]") {
                let key = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
                try member(key, false, &cursor)
                _ = cursor.take(UInt8(ascii: ","))
            }
            while cursor.peek() != UInt8(ascii: "]"), cursor.at < cursor.count {
                _ = cursor.skipValue()
                _ = cursor.take(UInt8(ascii: ","))
            }
            _ = cursor.take(UInt8(ascii: "]"))
        }
    }

    /// Whether the feature here has a point for its geometry, or none; moves to the next feature.
    static func hasPointOrNothing(_ cursor: inout JSONCursor) throws(TabularError) -> Bool {
        var isPoint = true
        try object(&cursor) { key, _, cursor throws(TabularError) in
            guard SameBytes.check(key, "geometry"), cursor.peek() == UInt8(ascii: "{") else {
                _ = cursor.skipValue()
                return
            }
            try object(&cursor) { key, _, cursor throws(TabularError) in
                if SameBytes.check(key, "type"), cursor.peek() == UInt8(ascii: "\"") {
                    isPoint = SameBytes.check(cursor.string().text, "Point")
                } else {
                    _ = cursor.skipValue()
                }
            }
        }
        _ = cursor.take(UInt8(ascii: ","))
        return isPoint
    }
}
