/// Walks over the members of a record that is an object.
enum JSONRecord {
    /// A member's key as in the text, whether it has escapes, and the cursor at its value, which must be left behind the value.
    typealias Member = (UnsafeBufferPointer<UInt8>, Bool, inout JSONCursor) -> Void

    /// Reads the object here; passes over anything else.
    @inline(__always)
    static func object(_ cursor: inout JSONCursor, member: Member) {
        guard cursor.take(UInt8(ascii: "{")) else {
            _ = cursor.skipValue()
            return
        }
        while cursor.peek() == UInt8(ascii: "\"") {
            let (key, isEscaped) = cursor.string()
            _ = cursor.take(UInt8(ascii: ":"))
            member(key, isEscaped, &cursor)
            _ = cursor.take(UInt8(ascii: ","))
        }
        _ = cursor.take(UInt8(ascii: "}"))
    }
}

/// Walks over the parts of a GeoJSON feature (RFC 7946 §3.2).
enum FeatureRecord {
    /// What the cursor is at.
    enum Part {
        /// A property with its key as in the text, and whether that has escapes.
        case property(UnsafeBufferPointer<UInt8>, Bool)
        case id
        case geometry
    }

    /// Reads the feature here and moves to the next one.
    ///
    /// `part` must leave the cursor behind the value.
    static func read(_ cursor: inout JSONCursor, part: (Part, inout JSONCursor) -> Void) {
        JSONRecord.object(&cursor) { key, _, cursor in
            if SameBytes.check(key, "properties") {
                JSONRecord.object(&cursor) { key, isEscaped, cursor in part(.property(key, isEscaped), &cursor) }
            } else if SameBytes.check(key, "geometry") {
                part(.geometry, &cursor)
            } else if SameBytes.check(key, "id") {
                part(.id, &cursor)
            } else {
                _ = cursor.skipValue()
            }
        }
        _ = cursor.take(UInt8(ascii: ","))
    }

    /// A cursor at the first of the coordinates of the geometry at `cursor`; nil where it has none.
    static func coordinates(_ cursor: JSONCursor) -> JSONCursor? {
        var cursor = cursor
        var found: JSONCursor?
        JSONRecord.object(&cursor) { key, _, cursor in
            if SameBytes.check(key, "coordinates") {
                var inner = cursor
                if inner.take(UInt8(ascii: "[")) { found = inner }
            }
            _ = cursor.skipValue()
        }
        return found
    }

    /// The type of the geometry at `cursor`, as in the text; empty where it has none.
    static func type(_ cursor: JSONCursor) -> UnsafeBufferPointer<UInt8> {
        var cursor = cursor
        var type = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        JSONRecord.object(&cursor) { key, _, cursor in
            if SameBytes.check(key, "type"), cursor.peek() == UInt8(ascii: "\"") {
                type = cursor.string().text
            } else {
                _ = cursor.skipValue()
            }
        }
        return type
    }
}
