import Foundation
import TestSupport
import Testing

@testable import Tabular

private func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":["# + features.joined(separator: ",\n") + "]}"
}

private func feature(_ properties: String, _ geometry: String, id: String? = nil) -> String {
    let id = id.map { "\"id\":\($0)," } ?? ""
    return "{\"type\":\"Feature\",\(id)\"properties\":\(properties),\"geometry\":\(geometry)}"
}

private func point(_ coordinates: String) -> String {
    "{\"type\":\"Point\",\"coordinates\":[\(coordinates)]}"
}

/// The document written as GeoJSON by the writers, as an export does it.
private func written(_ document: TabularDocument) throws -> [UInt8] {
    let columns = document.columns
    let geometry = columns.firstIndex { $0.format == Column.geometryFormat }
    let latitude = geometry == nil ? columns.firstIndex { $0.format == "latitude" } : nil
    let longitude = geometry == nil ? columns.firstIndex { $0.format == "longitude" } : nil
    var buffer: [UInt8] = []
    GeoJSONBytes.begin(&buffer)
    var reader = document.makeReader()
    var batch = RecordBatch()
    var number: Int64 = 0
    while try reader.next(into: &batch) {
        for row in 0..<batch.rowCount {
            number += 1
            GeoJSONBytes.beginFeature(id: nil, isFirst: number == 1, to: &buffer)
            var isFirst = true
            for index in columns.indices where ![latitude, longitude, geometry].contains(index) {
                if !isFirst { buffer.append(UInt8(ascii: ",")) }
                isFirst = false
                JSONBytes.appendString(columns[index].name.utf8, to: &buffer)
                buffer.append(UInt8(ascii: ":"))
                let field = batch[row, index]
                switch field.kind {
                case .missing: buffer.append(contentsOf: "null".utf8)
                case .text: JSONBytes.appendString(field.bytes, to: &buffer)
                case .number, .boolean, .structure: buffer.append(contentsOf: field.bytes)
                }
            }
            if let geometry {
                GeoJSONBytes.endFeature(geometry: batch[row, geometry].bytes, to: &buffer)
            } else if let latitude, let longitude, let east = Double(batch[row, longitude].string),
                let north = Double(batch[row, latitude].string)
            {
                GeoJSONBytes.endFeature(longitude: east, latitude: north, to: &buffer)
            } else {
                GeoJSONBytes.endUnlocatedFeature(&buffer)
            }
        }
    }
    GeoJSONBytes.end(&buffer)
    return buffer
}

/// Whether a value is GeoJSON, as the schema of geojson.org says it.
private enum GeoJSONRule {
    static func isValid(_ value: Any) -> Bool {
        guard let object = value as? [String: Any], let type = object["type"] as? String else { return false }
        if let box = object["bbox"] {
            guard let numbers = box as? [NSNumber], numbers.count >= 4 else { return false }
        }
        switch type {
        case "FeatureCollection":
            return (object["features"] as? [Any])?.allSatisfy { isFeature($0) } ?? false
        case "Feature":
            return isFeature(value)
        default:
            return isGeometry(value)
        }
    }

    private static func isFeature(_ value: Any) -> Bool {
        guard let object = value as? [String: Any], object["type"] as? String == "Feature" else { return false }
        guard let properties = object["properties"], let geometry = object["geometry"] else { return false }
        if let id = object["id"] {
            let isBoolean = (id as? NSNumber).map { $0 === yes || $0 === no } ?? false
            guard id is String || (id is NSNumber && !isBoolean) else { return false }
        }
        return (properties is [String: Any] || properties is NSNull) && (geometry is NSNull || isGeometry(geometry))
    }

    // JSONSerialization gives the same two objects for every true and false.
    private static let yes = NSNumber(value: true)
    private static let no = NSNumber(value: false)

    private static func isGeometry(_ value: Any) -> Bool {
        guard let object = value as? [String: Any], let type = object["type"] as? String else { return false }
        if let box = object["bbox"] {
            guard let numbers = box as? [NSNumber], numbers.count >= 4 else { return false }
        }
        if type == "GeometryCollection" {
            return (object["geometries"] as? [Any])?.allSatisfy { isGeometry($0) } ?? false
        }
        let depths = [
            "Point": 0, "MultiPoint": 1, "LineString": 1, "Polygon": 2, "MultiLineString": 2, "MultiPolygon": 3,
        ]
        guard let depth = depths[type], let coordinates = object["coordinates"] else { return false }
        return isPositions(coordinates, depth: depth, type: type)
    }

    private static func isPositions(_ value: Any, depth: Int, type: String) -> Bool {
        guard let array = value as? [Any] else { return false }
        if depth == 0 { return array.count >= 2 && array.allSatisfy { $0 is NSNumber } }
        let least =
            depth == 1 && (type == "LineString" || type == "MultiLineString")
            ? 2 : depth == 1 && (type == "Polygon" || type == "MultiPolygon") ? 4 : 0
        return array.count >= least && array.allSatisfy { isPositions($0, depth: depth - 1, type: type) }
    }
}

@Suite struct `GeoJSON` {
    @Test func `points become latitude and longitude behind the properties`() throws {
        let table = try Table(
            collection(feature(#"{"名称":"山口県庁"}"#, point("131.47, 34.18")), feature(#"{"名称":"不明"}"#, "null"))
        )
        #expect(table.document.reading.format == .geojson)
        #expect(table.document.reading.jsonPath == "/features")
        #expect(table.names == ["名称", "緯度", "経度"])
        #expect(table.rows == [["山口県庁", "34.18", "131.47"], ["不明", nil, nil]])
        #expect(table.formats == [nil, "latitude", "longitude"])
    }

    @Test func `names of properties never collide with those of the place`() throws {
        let table = try Table(
            collection(feature(#"{"緯度":"x","geometry":1,"id":"p"}"#, point("131.47,34.18"), id: "7"))
        )
        #expect(table.names == ["緯度", "geometry", "id", "id_2", "緯度_2", "経度"])
        #expect(table.rows == [["x", "1", "p", "7", "34.18", "131.47"]])
        #expect(table.codes.contains("duplicate_header"))
    }

    @Test func `a third number is the altitude`() throws {
        let table = try Table(collection(feature("{}", point("131.4,34.1,12.5")), feature("null", point("131.4,34.2"))))
        #expect(table.names == ["緯度", "経度", "標高"])
        #expect(table.rows == [["34.1", "131.4", "12.5"], ["34.2", "131.4", nil]])
    }

    @Test func `other geometries stay as compact text`() throws {
        let line = "{ \"type\": \"LineString\",\n \"coordinates\": [ [131.1, 34.1], [131.2, 34.2] ], \"a b\": \"c d\" }"
        let table = try Table(collection(feature(#"{"a":1}"#, line), feature(#"{"a":2}"#, point("131,34"))))
        #expect(table.names == ["a", "geometry"])
        #expect(table.rows[0][1] == #"{"type":"LineString","coordinates":[[131.1,34.1],[131.2,34.2]],"a b":"c d"}"#)
        #expect(table.rows[1][1] == #"{"type":"Point","coordinates":[131,34]}"#)
        #expect(table.formats == [nil, "geojson"])
        #expect(table.types == [.integer, .string])
    }

    @Test(arguments: [
        (point("131.47,34.18"), [] as [String]), (point("34.18,131.47"), ["geo_swapped"]),
        (point("139.7,35.7"), ["geo_out_of_area"]), (point("0,0"), ["geo_out_of_area"]), ("null", []),
        (#"{"type":"Polygon","coordinates":[[[131,34],[131.1,34],[131.1,34.1],[131,34.0]]]}"#, []),
        (#"{"type":"Polygon","coordinates":[[[131,34],[131.1,34],[131.1,34.1],[131,34.1]]]}"#, ["geo_open_ring"]),
        (#"{"coordinates":[[[131,34],[131.1,34],[131,34]]],"type":"Polygon"}"#, ["geo_open_ring"]),
        (
            #"{"type":"MultiPolygon","coordinates":[[[[131,34],[131.1,34],[131.1,34.1],[131,34]],[[131,34],[132,34],[131,34.2],[131,34.1]]]]}"#,
            ["geo_open_ring"]
        ),
        (#"{"type":"MultiLineString","coordinates":[[[131,34],[131.1,34]]]}"#, []),
        (
            #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[34,131]}]}"#,
            ["geo_swapped"]
        ),
        (#"{"type":"Point","coordinates":[]}"#, []), (#"{"type":"Point"}"#, []), (#"{"type":5,"coordinates":"x"}"#, []),
        (#"{"type":"Polygon","coordinates":[]}"#, []),
    ])
    func `what is wrong with a geometry is reported with its row`(_ geometry: String, _ codes: [String]) throws {
        let table = try Table(collection(feature(#"{"a":1}"#, "null"), feature(#"{"a":2}"#, geometry)))
        let found = table.document.findings.filter { $0.code.hasPrefix("geo_") }
        #expect(found.map(\.code) == codes)
        #expect(found.allSatisfy { $0.row == 2 && $0.severity == .warning })
        #expect(table.rows.count == 2)
    }

    @Test func `a geometry may be longer than a cell, but not without end`() throws {
        var limits = ReadingLimits()
        limits.fieldBytes = 100
        limits.geometryBytes = 1_000
        func line(_ count: Int) -> String {
            let positions = (0..<count).map { "[131.\($0),34]" }.joined(separator: ",")
            return collection(feature(#"{"a":1}"#, "{\"type\":\"LineString\",\"coordinates\":[\(positions)]}"))
        }
        #expect(failure(opening: line(50), limits: limits) == nil)
        #expect(failure(opening: line(100), limits: limits)?.code == "field_too_long")
        let long = collection(feature("{\"a\":\"\(String(repeating: "x", count: 101))\"}", "null"))
        #expect(failure(opening: long, limits: limits)?.code == "field_too_long")
    }

    @Test func `features that are none are read for what they have`() throws {
        #expect(try Table(collection("{}", feature("[1]", "7"), feature("5", "[1]"))).rows.count == 3)
        #expect(failure(opening: collection("1"))?.code == "json_shape")
    }
}

@Suite(.enabled(if: SharedFiles.exists)) struct `GeoJSON of others` {
    @Test(arguments: SharedFiles.files(below: "conformance/geojson-schema/test/fixtures", suffixes: [".json"]))
    func `the rule of these tests knows valid from invalid`(_ path: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(SharedFiles.bytes(path)))
        #expect(GeoJSONRule.isValid(value) == path.contains("/valid/"))
    }

    @Test(arguments: SharedFiles.files(below: "conformance/geojson-schema/test/fixtures/valid", suffixes: [".json"]))
    func `every valid geometry comes back as it was, in valid GeoJSON`(_ path: String) throws {
        let source = try JSONSerialization.jsonObject(with: Data(SharedFiles.bytes(path)))
        guard let object = source as? [String: Any], let type = object["type"] as? String, !type.hasPrefix("Feature")
        else { return }
        let text = String(decoding: try SharedFiles.bytes(path), as: UTF8.self)
        // Beside a line, so that a point is kept as a geometry too.
        let line = #"{"type":"LineString","coordinates":[[131,34],[131,34.5]]}"#
        let document = try TabularDocument(
            bytes: Array(collection(feature("{}", text), feature("{}", line)).utf8)
        )
        let output = try JSONSerialization.jsonObject(with: Data(written(document)))
        #expect(GeoJSONRule.isValid(output))
        let features = try #require((output as? [String: Any])?["features"] as? [[String: Any]])
        #expect(features[0]["geometry"] as? NSDictionary == source as? NSDictionary)
    }

    @Test(arguments: SharedFiles.files(below: "data", suffixes: [".geojson"]))
    func `real files survive the way through a table`(_ path: String) throws {
        let document = try TabularDocument(path: SharedFiles.path(path))
        #expect(document.reading.format == .geojson)
        #expect(!document.findings.contains { $0.code == "geo_swapped" })
        let bytes = try written(document)
        let output = try JSONSerialization.jsonObject(with: Data(bytes))
        #expect(GeoJSONRule.isValid(output))
        let source = try JSONSerialization.jsonObject(with: Data(SharedFiles.bytes(path)))
        let (before, after) = (features(source), features(output))
        #expect(before.count == document.reading.rowCount)
        #expect(before.count == after.count)
        for (one, other) in zip(before, after) {
            #expect(one["geometry"] as? NSDictionary == other["geometry"] as? NSDictionary)
        }
        let again = try Table(bytes: bytes)
        #expect(again.names == document.columns.map(\.name))
        #expect(again.rows == (try Table(document)).rows)
    }

    private func features(_ value: Any) -> [[String: Any]] {
        (value as? [String: Any])?["features"] as? [[String: Any]] ?? []
    }
}
