/// The formats of string fields that Table Schema names and that can be told from the text alone.
enum ValueFormat: String, CaseIterable, Sendable {
    case email, uri, uuid

    /// What a value of the format looks like.
    ///
    /// Deliberately loose: it finds values of another kind, not unreachable addresses.
    var pattern: String {
        switch self {
        case .email: #"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+"#
        case .uri: #"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>"]+"#
        case .uuid: #"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"#
        }
    }
}
