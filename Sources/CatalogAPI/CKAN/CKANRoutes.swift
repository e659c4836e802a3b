import WebSupport

extension APIRoutes {
    var ckanRoutes: [Route] { [] }
}
