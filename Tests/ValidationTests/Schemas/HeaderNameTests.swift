import Testing

@testable import Validation

@Suite struct `Header names` {
    static let same: [(String, String)] = [
        ("ＮＯ", "NO"), ("ＵＲＬ", "url"), ("備　考", "備考"), (" 都道府県名", "都道府県名"), ("名称カナ", "名称_カナ"),
        ("料金（基本）", "料金(基本)"), ("建物名等_方書", "建物名等(方書)"), ("災害種別_崖崩れ_土石流及び地滑り", "災害種別_崖崩れ、土石流及び地滑り"),
        ("男性ﾄｲﾚ数", "男性トイレ数"), ("ﾊﾞﾘｱﾌﾘｰ", "バリアフリー"), ("ﾍﾟｯﾄ", "ペット"), ("ｳﾞｧﾝ", "ヴァン"), ("\u{FEFF}名称", "名称"),
        ("連絡先備考（その他、SNSなど）", "連絡先備考_その他SNSなど"), ("対象となる町会・自治会", "対象となる町会自治会"),
    ]

    @Test(arguments: same) func `are one in every width, spacing and punctuation`(_ pair: (String, String)) {
        #expect(HeaderName.folded(pair.0) == HeaderName.folded(pair.1))
    }

    static let different: [(String, String)] = [
        ("緯度", "経度"), ("画像1", "画像2"), ("名称", "名称_カナ"), ("バリア", "ハリア"), ("サービス", "サビス"), ("開始日", "開始時間"),
        ("住所", "所在地"),
    ]

    @Test(arguments: different) func `stay apart when their letters differ`(_ pair: (String, String)) {
        #expect(HeaderName.folded(pair.0) != HeaderName.folded(pair.1))
    }

    @Test func `have known other names`() {
        let official = HeaderName.folded("都道府県コード又は市区町村コード")
        #expect(HeaderName.areSynonyms(official, HeaderName.folded("市区町村コード")))
        #expect(!HeaderName.areSynonyms(official, HeaderName.folded("市区町村名")))
        #expect(!HeaderName.areSynonyms("a", "a"))
    }
}
