import Testing

@testable import Tabular

@Suite struct `Headers` {
    @Test func `names are trimmed, blank ones numbered, repeated ones suffixed`() throws {
        let table = try Table(" 名称 ,,住所,\u{3000}住所\u{3000},住所\n1,2,3,4,5\n")
        #expect(table.names == ["名称", "column_2", "住所", "住所_2", "住所_3"])
        #expect(table.document.columns[3].title == "\u{3000}住所\u{3000}")
        #expect(table.codes.sorted() == ["blank_header", "duplicate_header", "duplicate_header"])
    }

    @Test func `a made name never takes one that the source has`() throws {
        #expect(try Table("a,a,a_2,,column_4\n1,2,3,4,5\n").names == ["a", "a_3", "a_2", "column_4_2", "column_4"])
    }

    @Test func `names that differ only in width or case are kept and reported`() throws {
        let table = try Table("ＩＤ,id,名称\n1,2,3\n")
        #expect(table.names == ["ＩＤ", "id", "名称"])
        #expect(table.codes == ["similar_headers"])
    }

    @Test func `a line break in a header cell becomes a space`() throws {
        #expect(try Table("\"収容\r\n人数\",b\n1,2\n").names == ["収容 人数", "b"])
    }

    @Test func `trailing columns without header and values are dropped`() throws {
        let table = try Table("a,b,,,\n1,2,,,\n3,4,,,\n")
        #expect(table.names == ["a", "b"])
        #expect(table.rows == [["1", "2"], ["3", "4"]])
        #expect(table.codes == ["blank_columns_dropped"])
    }

    @Test func `a trailing column without header but with a value stays`() throws {
        let table = try Table("a,b,,\n1,2,,\n3,4,5,\n")
        #expect(table.names == ["a", "b", "column_3"])
    }

    @Test func `comment lines above the header are skipped`() throws {
        let table = try Table("# 東京国立博物館,,\n# https://www.tnm.jp/,,\n展示名,会場,期間\nx,y,z\n")
        #expect(table.names == ["展示名", "会場", "期間"])
        #expect(table.document.reading.headerLine == 3)
        #expect(table.lines == [4])
        #expect(table.codes == ["preamble_skipped"])
    }

    @Test func `a sharp sign may be the header of a numbering column`() throws {
        #expect(try Table("#,名称,住所\n1,a,b\n2,c,d\n").names == ["#", "名称", "住所"])
    }

    @Test func `LinkData files have their header behind #property`() throws {
        let table = try Table(
            """
            #LINK,,,
            #lang,ja,,
            #attribution_name,高松市,,
            #property,name,address,
            #object_type_xsd,string,string,
            #property_context,Assertion,Assertion,
            1,番町,高松市番町,
            2,浜ノ町,高松市浜ノ町,

            """
        )
        #expect(table.names == ["#property", "name", "address"])
        #expect(table.document.reading.headerLine == 4)
        #expect(table.rows.map { $0[0] } == ["1", "2"])
        #expect(table.lines == [7, 8])
    }

    @Test func `a title above the header is skipped and reported`() throws {
        let table = try Table(",,東京都災害拠点病院一覧,\n施設名,所在地,病床数,備考\n広尾病院,渋谷区,478,\n")
        #expect(table.names == ["施設名", "所在地", "病床数", "備考"])
        #expect(table.codes == ["title_skipped"])
        #expect(table.rows == [["広尾病院", "渋谷区", "478", ""]])
    }

    @Test func `A title above two columns is no header of one`() throws {
        let table = try Table("公共施設一覧\nid,名称\n1,市役所\n2,図書館\n")
        #expect(table.names == ["id", "名称"])
        #expect(table.rows == [["1", "市役所"], ["2", "図書館"]])
        #expect(table.codes == ["title_skipped"])
    }

    @Test func `blank lines above the header are no records`() throws {
        let table = try Table("\n,,\na,b,c\n1,2,3\n")
        #expect(table.names == ["a", "b", "c"])
        #expect(table.document.reading.headerLine == 3)
    }

    @Test func `a sparse header over numbers is still the header`() throws {
        #expect(try Table("a,,\n1,2,3\n4,5,6\n").names == ["a", "column_2", "column_3"])
    }

    @Test(arguments: ["名称,住所", "名称,住所\r\n", "名称,住所\n\n,,\n"])
    func `a header without records is a table without rows`(_ text: String) throws {
        let table = try Table(text)
        #expect(table.names == ["名称", "住所"])
        #expect(table.document.reading.rowCount == 0)
        #expect(table.rows.isEmpty)
        #expect(table.types == [.string, .string])
    }

    @Test func `a header of two rows is joined into one name per column`() throws {
        let table = try Table("地区,人口,,世帯数\n,男,女,\n中央,1200,1300,900\n東部,800,-,600\n西部,10,20,15\n")
        #expect(table.names == ["地区", "人口_男", "人口_女", "世帯数"])
        #expect(table.document.reading.headerRows == 2)
        #expect(table.types == [.string, .integer, .integer, .integer])
        #expect(table.lines == [3, 4, 5])
        #expect(table.codes.sorted() == ["header_rows_joined", "null_spelling"])
    }

    @Test func `a row of data under a blank header cell is no second header row`() throws {
        let table = try Table("名称,,人数,備考\n山口,あり,10,\n防府,なし,20,\n萩,あり,30,\n")
        #expect(table.document.reading.headerRows == 1)
        #expect(table.rows.count == 3)
    }

    @Test func `data that begins at once is no header`() throws {
        let table = try Table("01101,0600000,札幌市,0,0,1\n01101,0640941,札幌市,1,0,0\n01102,0010000,札幌市,0,0,0\n")
        #expect(table.document.reading.headerRows == 0)
        #expect(table.document.reading.headerLine == nil)
        #expect(table.names == (1...6).map { "column_\($0)" })
        #expect(table.rows.count == 3)
        #expect(table.lines.first == 1)
        #expect(table.codes == ["no_header"])
    }

    @Test(arguments: ["地域,2019,2020,2021", "区分,1,2,3", "年齢,0,5,10", "名称,2024/4/1,2024/5/1,2024/6/1", "1,2,3,4"])
    func `years and ascending numbers may be headers`(_ header: String) throws {
        let table = try Table(header + "\n5,7,6,9\n8,3,2,2\n1,4,4,4\n")
        #expect(table.document.reading.headerRows == 1)
        #expect(table.rows.count == 3)
    }
}
