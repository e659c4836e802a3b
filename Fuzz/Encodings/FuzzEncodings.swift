import CTabular
import Tabular

/// Any bytes as text in each encoding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEncodings(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // A copy of exactly this size, so that reading beyond it is seen.
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    precondition(ctabular_utf8_prefix(bytes, count) == ctabular_utf8_prefix_plain(bytes, count), "UTF-8 ends elsewhere")
    var target = [UInt8](repeating: 0, count: max(count * 3, 1))
    for encoding in [Int32(ctabular_cp932), Int32(ctabular_euc_jp)] {
        var written = 0
        let read = ctabular_decode(encoding, bytes, count, &target, &written)
        var survey = ctabular_survey_result()
        precondition(ctabular_survey(encoding, bytes, count, &survey) == read, "the survey ends elsewhere")
        precondition(ctabular_utf8_prefix(target, written) == written, "what is decoded is no UTF-8")
        guard encoding == Int32(ctabular_cp932) else { continue }
        var (facts, plainFacts) = (ctabular_text_facts(), ctabular_text_facts())
        var (kinds, plainKinds) = (ctabular_survey_result(), ctabular_survey_result())
        precondition(ctabular_look_cp932(bytes, count, &facts, &kinds) == read, "the walk by blocks ends elsewhere")
        precondition(
            ctabular_look_cp932_plain(bytes, count, &plainFacts, &plainKinds) == read,
            "the walk ends elsewhere"
        )
        precondition(isSame(kinds, plainKinds) && isSame(kinds, survey), "the walk by blocks counts otherwise")
        precondition(signs(of: facts) == signs(of: plainFacts), "the walk by blocks sees something else")
        var encoder = ShiftJISEncoder()
        let again = encoder.encode(target[..<written])
        precondition(encoder.losses.replacedCount == 0, "a character of CP932 has no code")
        // Two codes may have one character; then the characters must be the same.
        var twice = [UInt8](repeating: 0, count: max(again.count * 3, 1))
        var size = 0
        precondition(ctabular_decode(encoding, again, again.count, &twice, &size) == again.count, "no CP932 comes back")
        precondition(twice[..<size] == target[..<written], "other text comes back")
    }
    var written = 0
    let read = ctabular_decode_iso2022jp(bytes, count, &target, &written)
    precondition(read <= count && ctabular_utf8_prefix(target, written) == written, "what is decoded is no UTF-8")
    var encoder = ShiftJISEncoder()
    let whole = encoder.encode(bytes)
    var pieces = ShiftJISEncoder()
    var joined: [UInt8] = []
    let middle = count / 2
    bytes.withUnsafeBufferPointer { all in
        pieces.append(UnsafeBufferPointer(rebasing: all[..<middle]), to: &joined)
        pieces.append(UnsafeBufferPointer(rebasing: all[middle...]), to: &joined)
    }
    pieces.finish(&joined)
    precondition(whole == joined && encoder.losses == pieces.losses, "pieces encode otherwise than the whole")
    _ = try? TabularDocument(bytes: bytes)
    return 0
}

/// What a walk over CP932 saw beside its characters.
private func signs(of facts: ctabular_text_facts) -> [UInt8] {
    [facts.nul, facts.bracket, facts.lone_cr, facts.utf8_line]
}

/// Whether two surveys are the same byte for byte.
private func isSame(_ one: ctabular_survey_result, _ other: ctabular_survey_result) -> Bool {
    withUnsafeBytes(of: one) { one in withUnsafeBytes(of: other) { one.elementsEqual($0) } }
}
