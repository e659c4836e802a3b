extension Notice {
    /// The entries of notices that only packed files, JSON and GeoJSON give.
    var jsonEntry: (code: String, severity: Severity, message: Bilingual) {
        switch self {
        case .gzipUnpacked:
            (
                "gzip_unpacked", .info,
                Bilingual(
                    ja: "gzip で圧縮されていたため、展開して読みました。",
                    en: "The file was compressed with gzip and was unpacked."
                )
            )
        case .jsonArrayChosen(let pointer, let others, let count):
            (
                "json_array_chosen", .warning,
                Bilingual(
                    ja: "表になる配列がほかに \(count) 個（\(others.joined(separator: ", "))）ありますが、最も長い \(pointer) を読みました。"
                        + "一つのファイルには表を一つだけ置いてください。",
                    en:
                        "There are \(count) other arrays that could be the table (\(others.joined(separator: ", "))); the longest, "
                        + "\(pointer), was read. Put one table into one file."
                )
            )
        case .geoOpenRing:
            (
                "geo_open_ring", .warning,
                Bilingual(
                    ja: "多角形の輪が閉じていません（始点と終点が違うか、点が 4 個未満です）。輪の最後に始点を繰り返してください。",
                    en:
                        "A ring of the polygon is not closed (its ends differ, or it has fewer than 4 positions). Repeat its first position at the end."
                )
            )
        case .geoSwapped:
            (
                "geo_swapped", .warning,
                Bilingual(
                    ja: "緯度と経度が入れ替わっているようです。GeoJSON では経度を先に書きます（RFC 7946）。",
                    en: "Latitude and longitude seem to be swapped. GeoJSON has the longitude first (RFC 7946)."
                )
            )
        default:
            (
                "geo_out_of_area", .warning,
                Bilingual(
                    ja: "山口県（東経 130.6～132.6 度、北緯 33.6～34.9 度）の外にある位置です。座標を確かめてください。",
                    en:
                        "The place is outside Yamaguchi Prefecture (130.6 to 132.6° E, 33.6 to 34.9° N). Check its coordinates."
                )
            )
        }
    }
}
