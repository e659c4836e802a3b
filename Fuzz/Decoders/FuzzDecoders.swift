import CTabular

/// What decoding came to: how many bytes were read, and the text.
private func decode(_ encoding: Int32, _ bytes: ArraySlice<UInt8>) -> (read: Int, text: [UInt8]) {
    let bytes = Array(bytes)
    var target = [UInt8](repeating: 0, count: bytes.count * 3 + 1)
    var written = 0
    let read =
        encoding == 0
        ? ctabular_decode_iso2022jp(bytes, bytes.count, &target, &written)
        : ctabular_decode(encoding, bytes, bytes.count, &target, &written)
    precondition(read <= bytes.count && written <= bytes.count * 3, "a decoder stays within its memory")
    return (read, Array(target[..<written]))
}

/// Decodes the bytes in every encoding, whole and cut in two.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDecoders(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: min(count, 256)))
    for encoding in [0, Int32(ctabular_cp932), Int32(ctabular_euc_jp)] {
        let whole = decode(encoding, bytes[...])
        guard let text = String(validating: whole.text, as: UTF8.self) else { preconditionFailure("text is UTF-8") }
        precondition(!text.unicodeScalars.contains("\u{FFFD}"), "U+FFFD is never invented")
        // ISO-2022-JP has a state that a cut would lose.
        guard encoding != 0 else { continue }
        for cut in 0...whole.read {
            let first = decode(encoding, bytes[..<cut])
            guard first.read == cut else { continue }
            let second = decode(encoding, bytes[cut..<whole.read])
            precondition(first.text + second.text == whole.text, "halves decode to the whole")
        }
        var survey = ctabular_survey_result()
        precondition(
            ctabular_survey(encoding, bytes, bytes.count, &survey) == whole.read,
            "surveying reads as decoding does"
        )
    }
    return 0
}
