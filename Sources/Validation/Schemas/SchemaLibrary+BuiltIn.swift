import CSchemas

extension SchemaLibrary {
    /// The schemas that ship with the platform (`schemas/`), embedded in the program.
    ///
    /// - Throws: ``SchemaError`` when one of them is not a Table Schema; a test reads them all.
    package static func builtIn() throws(SchemaError) -> SchemaLibrary {
        var schemas: [TableSchema] = []
        var count = 0
        for file in UnsafeBufferPointer(start: cschemas_files(&count), count: count) {
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
            schemas.append(try TableSchema(name: String(cString: file.name), json: bytes))
        }
        return SchemaLibrary(schemas: schemas)
    }
}
