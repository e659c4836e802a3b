import Testing

@testable import WebSupport
