/// Shared by tests.
