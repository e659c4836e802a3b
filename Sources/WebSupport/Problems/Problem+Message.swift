package import HTTPTypes
package import Tabular

// The words of every problem, in one place.

extension ProblemKind {
    /// What kind of problem it is, the same for every case of it.
    package var title: Bilingual {
        switch self {
        case .badEncoding: Bilingual(ja: "アドレスの文字を読み取れません", en: "The address cannot be decoded")
        case .badHost: Bilingual(ja: "Host ヘッダーが正しくありません", en: "The Host header is missing or repeated")
        case .badBody: Bilingual(ja: "本文を読み取れません", en: "The body cannot be read")
        case .unknownParameter: Bilingual(ja: "知らないパラメーターです", en: "Unknown parameter")
        case .duplicateParameter: Bilingual(ja: "パラメーターが重複しています", en: "Repeated parameter")
        case .badParameter: Bilingual(ja: "パラメーターの値が正しくありません", en: "Bad value of a parameter")
        case .tooManyParameters: Bilingual(ja: "パラメーターが多すぎます", en: "Too many parameters")
        case .unknownColumn: Bilingual(ja: "そのような列はありません", en: "Unknown column")
        case .operatorNotAllowed: Bilingual(ja: "この列では使えない条件です", en: "The operator does not fit the column")
        case .badValue: Bilingual(ja: "条件の値が列の型に合いません", en: "The value does not fit the column")
        case .badFilter: Bilingual(ja: "filter を読み取れません", en: "The filter cannot be read")
        case .badAggregate: Bilingual(ja: "集計の指定を読み取れません", en: "The aggregation cannot be read")
        case .queryTooComplex: Bilingual(ja: "条件が多すぎます", en: "The query has too many conditions")
        case .busy: Bilingual(ja: "混み合っています", en: "Too many queries are waiting")
        case .badCursor: Bilingual(ja: "カーソルが正しくありません", en: "Bad cursor")
        case .noCoordinates: Bilingual(ja: "緯度と経度の列がありません", en: "The table has no coordinates")
        case .notFound: Bilingual(ja: "見つかりません", en: "Not found")
        case .noTable: Bilingual(ja: "表として公開されていません", en: "There is no table")
        case .methodNotAllowed: Bilingual(ja: "このメソッドは使えません", en: "Method not allowed")
        case .notAcceptable: Bilingual(ja: "求められた形式では答えられません", en: "No such representation")
        case .gone: Bilingual(ja: "公開を終了しました", en: "Gone")
        case .cursorExpired: Bilingual(ja: "カーソルの期限が切れました", en: "The cursor has expired")
        case .bodyTooLarge: Bilingual(ja: "本文が大きすぎます", en: "The body is too large")
        case .addressTooLong: Bilingual(ja: "アドレスが長すぎます", en: "The address is too long")
        case .rangeNotSatisfiable: Bilingual(ja: "範囲が正しくありません", en: "Range not satisfiable")
        case .unsupportedMediaType: Bilingual(ja: "本文の形式に対応していません", en: "Unsupported media type")
        case .queryTimeout: Bilingual(ja: "検索に時間がかかりすぎます", en: "The query takes too long")
        case .other: Bilingual(ja: "要求が正しくありません", en: "Bad request")
        case .internalError: Bilingual(ja: "サーバーで問題が起きました", en: "Something went wrong on the server")
        case .methodNotImplemented: Bilingual(ja: "知らないメソッドです", en: "Unknown method")
        case .notReady: Bilingual(ja: "ただいまお答えできません", en: "Not ready")
        case .headTooLarge: Bilingual(ja: "要求のヘッダーが大きすぎます", en: "The request's head is too large")
        case .requestTimeout: Bilingual(ja: "要求が時間内に届きませんでした", en: "The request did not arrive in time")
        case .tooManyRequests: Bilingual(ja: "要求が多すぎます", en: "Too many requests")
        case .tooManyConnections: Bilingual(ja: "接続が多すぎます", en: "Too many connections")
        }
    }

    /// What to do about it when there is nothing more to say of the one case; also the text of the help page.
    package var advice: Bilingual {
        switch self {
        case .badEncoding:
            Bilingual(
                ja: "アドレスは UTF-8 をパーセント符号化して書いてください。",
                en: "Write the address in percent-encoded UTF-8, without NUL."
            )
        case .badHost: Bilingual(ja: "Host ヘッダーを一つだけ付けてください。", en: "Send exactly one Host header.")
        case .badBody: Bilingual(ja: "本文の形式を確かめてください。", en: "Check the form of the body.")
        case .unknownParameter:
            Bilingual(
                ja: "つづりを確かめてください。使えるパラメーターは /api/v1/openapi.json にあります。",
                en: "Check the spelling. The known parameters are listed in /api/v1/openapi.json."
            )
        case .duplicateParameter: Bilingual(ja: "一度だけ指定してください。", en: "Give it once.")
        case .badParameter: Bilingual(ja: "値を確かめてください。", en: "Check the value.")
        case .tooManyParameters: Bilingual(ja: "条件を減らしてください。", en: "Use fewer conditions.")
        case .unknownColumn:
            Bilingual(ja: "列の名前は /schema で確かめられます。", en: "The columns are listed under /schema of the resource.")
        case .operatorNotAllowed:
            Bilingual(ja: "列の型で使える条件を選んでください。", en: "Choose an operator that the column's type allows.")
        case .badValue: Bilingual(ja: "列の型に合う値を書いてください。", en: "Write a value of the column's type.")
        case .badFilter:
            Bilingual(
                ja: "OGC CQL2 の文法で書いてください。例: 人口 >= 1000 AND 市町名 IN ('山口市','萩市')",
                en: "Write OGC CQL2 text, for example population >= 1000 AND city IN ('Hagi','Hofu')."
            )
        case .badAggregate:
            Bilingual(
                ja: "例: group_by=市町名&metrics=count,sum(人口) as 計",
                en: "For example: group_by=city&metrics=count,sum(population) as total"
            )
        case .queryTooComplex:
            Bilingual(ja: "条件や値を減らしてください。", en: "Use fewer conditions or values.")
        case .busy:
            Bilingual(
                ja: "Retry-After の秒数だけ待って、もう一度お試しください。",
                en: "Wait as many seconds as Retry-After says and try again."
            )
        case .badCursor:
            Bilingual(
                ja: "前の答えの links.next をそのまま使ってください。",
                en: "Use links.next of the earlier answer as it is."
            )
        case .noCoordinates:
            Bilingual(
                ja: "bbox は緯度と経度の列がある表でだけ使えます。",
                en: "bbox works only on tables with a latitude and a longitude column."
            )
        case .notFound:
            Bilingual(ja: "アドレスを確かめるか、検索してください。", en: "Check the address, or search for it.")
        case .noTable:
            Bilingual(
                ja: "この資源には、公開された表がまだありません。元のファイルは /file で取得できることがあります。",
                en: "This resource has no published table. Its original file may be under /file."
            )
        case .methodNotAllowed: Bilingual(ja: "Allow ヘッダーにあるメソッドを使ってください。", en: "Use a method named in Allow.")
        case .notAcceptable:
            Bilingual(
                ja: "format= か Accept で、使える形式を選んでください。",
                en: "Choose an offered format with format= or Accept."
            )
        case .gone:
            Bilingual(
                ja: "このデータセットは公開元の判断で公開を終了しました。",
                en: "This dataset was withdrawn from publication."
            )
        case .cursorExpired:
            Bilingual(
                ja: "表が新しい版になりました。最初のページから読み直してください。",
                en: "The table has a newer version. Read again from the first page."
            )
        case .bodyTooLarge: Bilingual(ja: "本文は 1 MiB までです。", en: "A body may have at most 1 MiB.")
        case .addressTooLong: Bilingual(ja: "アドレスは 8 KiB までです。", en: "An address may have at most 8 KiB.")
        case .rangeNotSatisfiable: Bilingual(ja: "ファイルの大きさの中の範囲を指定してください。", en: "Ask for bytes that exist.")
        case .unsupportedMediaType: Bilingual(ja: "Content-Type を確かめてください。", en: "Check the Content-Type.")
        case .queryTimeout:
            Bilingual(
                ja: "条件を絞るか、/exports で全体を取得してください。",
                en: "Narrow the conditions, or take everything from /exports."
            )
        case .other: Bilingual(ja: "要求を確かめてください。", en: "Check the request.")
        case .internalError:
            Bilingual(
                ja: "原因はサーバーの記録にあります。続くときは request_id を添えてお知らせください。",
                en: "The cause is in the server's log. If it goes on, tell the operator the request_id."
            )
        case .methodNotImplemented: Bilingual(ja: "HTTP のメソッドを確かめてください。", en: "Check the HTTP method.")
        case .notReady: Bilingual(ja: "少し待ってからもう一度お試しください。", en: "Try again in a moment.")
        case .headTooLarge:
            Bilingual(
                ja: "ヘッダーは全部で 16 KiB、100 個までです。",
                en: "The head may have at most 16 KiB and 100 fields."
            )
        case .requestTimeout:
            Bilingual(
                ja: "要求をまとめて送ってください。遅い接続では、小さく分けてください。",
                en: "Send the request without pauses; over a slow line, send less at once."
            )
        case .tooManyRequests:
            Bilingual(
                ja: "Retry-After の秒数だけ待ってください。まとめて取得するときは /exports を使えます。",
                en: "Wait for the seconds in Retry-After. To take everything at once, use /exports."
            )
        case .tooManyConnections:
            Bilingual(
                ja: "接続を使い回すか、少し待ってください。",
                en: "Reuse connections, or wait a moment."
            )
        }
    }
}

extension Problem {
    /// A problem of a kind with its general advice as detail.
    package init(_ kind: ProblemKind) { self.init(kind, detail: kind.advice) }

    package static var badEncoding: Problem { Problem(.badEncoding) }
    package static var notFound: Problem { Problem(.notFound) }
    package static var gone: Problem { Problem(.gone) }
    package static var noTable: Problem { Problem(.noTable) }
    package static var badCursor: Problem { Problem(.badCursor) }

    /// - Parameter known: the names that would be right; the nearest is offered.
    package static func unknownParameter(_ name: String, known: [String]) -> Problem {
        let shown = shortened(name)
        var detail = Bilingual(ja: "「\(shown)」というパラメーターはありません。", en: "There is no parameter “\(shown)”.")
        let nearest = Nearest.name(to: name, among: known)
        if let nearest {
            detail = Bilingual(ja: "\(detail.ja)「\(nearest)」ではありませんか。", en: "\(detail.en) Did you mean “\(nearest)”?")
        }
        var problem = Problem(.unknownParameter, detail: detail)
        problem.didYouMean = nearest
        problem.errors = [Item(parameter: shown, code: "unknown_parameter", detail: detail)]
        return problem
    }

    /// A parameter that may come once came again.
    package static func duplicateParameter(_ name: String) -> Problem {
        let detail = Bilingual(ja: "「\(name)」は一度だけ指定できます。", en: "“\(name)” may be given only once.")
        var problem = Problem(.duplicateParameter, detail: detail)
        problem.errors = [Item(parameter: name, code: "duplicate_parameter", detail: detail)]
        return problem
    }

    /// More than `most` parameters came.
    package static func tooManyParameters(_ most: Int) -> Problem {
        Problem(
            .tooManyParameters,
            detail: Bilingual(ja: "パラメーターは \(most) 個までです。", en: "At most \(most) parameters are read.")
        )
    }

    /// What a parameter's value should have been.
    package enum Expectation {
        case integer(ClosedRange<Int>)
        case oneOf([String])
        /// A sentence of its own.
        case words(Bilingual)
    }

    /// A known parameter has a value that it cannot have.
    package static func badParameter(_ name: String, value: String, expected: Expectation) -> Problem {
        let shown = shortened(value)
        let hope: Bilingual
        var nearest: String?
        switch expected {
        case .integer(let range):
            hope = Bilingual(
                ja: "\(range.lowerBound) から \(range.upperBound) までの整数を書いてください。",
                en: "Write a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        case .oneOf(let values):
            nearest = Nearest.name(to: value, among: values)
            let list = values.joined(separator: ", ")
            hope = Bilingual(ja: "使える値: \(list)。", en: "Allowed: \(list).")
        case .words(let words): hope = words
        }
        let detail = Bilingual(
            ja: "「\(name)」の値「\(shown)」は使えません。\(hope.ja)",
            en: "“\(shown)” is no value of “\(name)”. \(hope.en)"
        )
        var problem = Problem(.badParameter, detail: detail)
        problem.didYouMean = nearest
        problem.errors = [Item(parameter: name, code: "bad_parameter", detail: detail)]
        return problem
    }

    /// 405, with the methods that work in `Allow`.
    package static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(
            .methodNotAllowed,
            detail: Bilingual(ja: "このアドレスで使えるメソッド: \(list)。", en: "This address answers to: \(list).")
        )
        problem.headers[.allow] = list
        return problem
    }

    /// What a reader typed, short enough to be repeated in a sentence.
    package static func shortened(_ text: String, to length: Int = 80) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > length else { return text }
        return String(String.UnicodeScalarView(scalars.prefix(length))) + "…"
    }
}
