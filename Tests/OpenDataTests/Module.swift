import Testing

@testable import OpenData
