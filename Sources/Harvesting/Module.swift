/// Harvesting.
