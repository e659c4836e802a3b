extension Migrations {
    /// Finds the few datasets with open proposals among many without reading every body.
    static let proposals = Migration(
        name: "2026-11-25 proposals",
        sql: """
            CREATE INDEX dataset_proposals ON dataset_body (number) WHERE json_extract(body, '$.proposals') IS NOT NULL;
            """
    )
}
