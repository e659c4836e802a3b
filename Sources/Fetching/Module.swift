/// Fetching.
