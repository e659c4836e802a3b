import Tabular

extension FetchError.Code {
    /// What follows from a code: when to try again, how the record is reported, and the sentence for people.
    struct Rule {
        let retry: FetchError.RetryClass
        let outcome: FetchError.Outcome
        let message: @Sendable (FetchError) -> Bilingual
    }

    /// The one table of consequences.
    ///
    /// `%h` in a sentence is the host, `%s` the HTTP status.
    var rule: Rule {
        switch self {
        case .urlInvalid:
            Rule(
                .afterAction,
                "URLが正しくありません。利用者名を含まない http または https のURLを指定してください。",
                "The URL is not valid. Give an http or https URL without a user name."
            )
        case .dnsNotFound:
            Rule(
                .withinRun,
                "サーバー%hが見つかりません。URLのホスト名を確認してください。",
                "The server %h was not found. Check the host name in the URL."
            )
        case .dnsError:
            Rule(
                .withinRun,
                "サーバー%hの名前を調べられませんでした。後でもう一度試します。",
                "The name of the server %h could not be looked up. It will be tried again later."
            )
        case .connectRefused:
            Rule(
                .withinRun,
                "サーバー%hに接続できません。サーバーが止まっているか、ポートが違います。",
                "The server %h refuses connections. It may be down, or the port is wrong."
            )
        case .connectTimeout:
            Rule(
                .withinRun,
                "サーバー%hへの接続が時間切れになりました。",
                "Connecting to the server %h took too long."
            )
        case .connectionReset:
            Rule(
                .withinRun,
                "サーバー%hが途中で接続を切りました。",
                "The server %h cut the connection."
            )
        case .emptyReply:
            Rule(
                .withinRun,
                "サーバー%hが何も答えずに接続を閉じました。",
                "The server %h closed the connection without an answer."
            )
        case .ttfbTimeout:
            Rule(
                .withinRun,
                "サーバー%hの応答が始まるまでに時間がかかりすぎました。",
                "The server %h took too long to begin its answer."
            )
        case .tlsExpired:
            Rule(
                .nextRun,
                "サーバー%hの証明書は有効期間の外です。提供元に更新を依頼してください。",
                "The certificate of %h is outside its period of validity. Ask the publisher to renew it."
            )
        case .tlsUntrusted:
            Rule(
                .afterAction,
                "サーバー%hの証明書を信頼できません。ホスト名と証明書の発行元を確認してください。",
                "The certificate of %h cannot be trusted. Check the host name and who issued the certificate."
            )
        case .tlsVersion:
            Rule(
                .afterAction,
                "サーバー%hは古い暗号方式(TLS 1.2 未満)しか使えません。提供元に更新を依頼してください。",
                "The server %h only speaks outdated TLS (below 1.2). Ask the publisher to update it."
            )
        case .tlsFailed:
            Rule(
                .nextRun,
                "サーバー%hとの暗号化された接続を始められませんでした。",
                "The encrypted connection to %h could not be set up."
            )
        case .redirectLimit:
            Rule(
                .nextRun,
                "転送が多すぎます。転送が循環していないか、URLを確認してください。",
                "There were too many redirects. Check whether the URL redirects in a circle."
            )
        case .redirectInvalid:
            Rule(
                .nextRun,
                "サーバー%hの転送先が示されていないか、正しくありません。",
                "The server %h redirects without a valid target."
            )
        case .redirectDowngrade:
            Rule(
                .afterAction,
                outcome: .blocked,
                "https から http への転送は安全でないため拒否しました。",
                "A redirect from https to http was refused because it is not safe."
            )
        case .redirectHost:
            Rule(
                .afterAction,
                outcome: .blocked,
                "別のサーバー%hへ転送されたため拒否しました。提供元が正しければ --allow-host で許可するか、転送先のURLを登録してください。",
                "It was redirected to another server, %h, and refused. If that is right, allow it with --allow-host or register the new URL."
            )
        case .selfReference:
            Rule(
                .afterAction,
                outcome: .blocked,
                "URLがこのサイト自身%hを指しているため拒否しました。元のファイルのURLを指定してください。",
                "The URL points to this very site (%h) and was refused. Give the URL of the original file."
            )
        case .ssrfAddress:
            Rule(
                .afterAction,
                outcome: .blocked,
                "%hは公開されていないアドレスのため拒否しました。必要なら提供元の設定で --allow-address を指定してください。",
                "%h is not a public address and was refused. If it is meant, name it with --allow-address at the source."
            )
        case .scheme:
            Rule(
                .afterAction,
                outcome: .blocked,
                "http と https 以外のURLは拒否しました。",
                "Only http and https URLs are fetched; this one was refused."
            )
        case .port:
            Rule(
                .afterAction,
                outcome: .blocked,
                "%hのこのポートへの接続は許可されていません。80、443、8080、8443 を使うか、--allow-port で許可してください。",
                "This port of %h is not allowed. Use 80, 443, 8080 or 8443, or allow it with --allow-port."
            )
        case .robots:
            Rule(
                .afterAction,
                outcome: .blocked,
                "サーバー%hの robots.txt が、このURLの自動取得を断っています。提供元の許可があるときは、収集元に --ignore-robots を付けてください。",
                "The robots.txt of %h does not want this URL fetched by programs. With the publisher's permission, add the source with --ignore-robots."
            )
        case .lowSpeed:
            Rule(
                .withinRun,
                "サーバー%hからの転送が遅すぎるため打ち切りました。",
                "The transfer from %h was ended because it was too slow."
            )
        case .totalTimeout:
            Rule(
                .nextRun,
                "サーバー%hからの転送が制限時間内に終わりませんでした。",
                "The transfer from %h did not end within the time allowed."
            )
        case .tooLarge:
            Rule(
                .afterAction,
                "ファイルが大きすぎます。分割して公開するよう提供元に相談してください。",
                "The file is too large. Ask the publisher to split it."
            )
        case .truncated:
            Rule(
                .withinRun,
                "ファイルが途中で終わっています。もう一度取得します。",
                "The file ended early. It will be fetched again."
            )
        case .httpProtocol:
            Rule(
                .nextRun,
                "サーバー%hの応答がHTTPの規則に合っていません。",
                "The answer of %h does not follow the rules of HTTP."
            )
        case .corruptEncoding:
            Rule(
                .withinRun,
                "圧縮された内容が壊れているか、対応していない圧縮方式です。",
                "The compressed content is damaged or uses an encoding that is not supported."
            )
        case .decompressionLimit:
            Rule(
                .afterAction,
                "圧縮された内容を展開すると制限を超えるため打ち切りました。",
                "The compressed content grows beyond the limit and was not unpacked."
            )
        case .rateLimited:
            Rule(
                .asServerSays,
                "サーバー%hが要求を制限しています。指定された時間の後にもう一度試します。",
                "The server %h limits requests. It will be tried again after the time it asked for."
            )
        case .authRequired:
            Rule(
                .afterAction,
                "サーバー%hは認証を求めています(%s)。公開されたURLを指定してください。",
                "The server %h asks for authorization (%s). Give a URL that is public."
            )
        case .notFound:
            Rule(
                .nextRun,
                "ファイルが見つかりません(404)。提供元でURLが変わっていないか確認してください。",
                "The file was not found (404). Check whether its URL has changed at the source."
            )
        case .gone:
            Rule(
                .afterAction,
                "提供元がこのファイルの公開を終えています(410)。取り下げるかどうかを確認してください。",
                "The source says that this file is gone for good (410). Decide whether to withdraw it."
            )
        case .serverError:
            Rule(
                .withinRun,
                "サーバー%hでエラーが起きています(%s)。後でもう一度試します。",
                "The server %h has an error (%s). It will be tried again later."
            )
        case .httpStatus:
            Rule(
                .nextRun,
                "サーバー%hが想定外の状態コードを返しました(%s)。",
                "The server %h answered with an unexpected status (%s)."
            )
        case .storage:
            Rule(
                .nextRun,
                "取得したファイルを保存できませんでした。ディスクの空きと権限を確認してください。",
                "The file could not be stored. Check free space and permissions of the data directory."
            )
        case .cancelled:
            Rule(.never, "取得を中止しました。", "The download was cancelled.")
        }
    }
}

extension FetchError.Code.Rule {
    fileprivate init(
        _ retry: FetchError.RetryClass,
        outcome: FetchError.Outcome = .failed,
        _ ja: String,
        _ en: String,
    ) {
        self.init(retry: retry, outcome: outcome) { error in
            Bilingual(
                ja: Self.fill(ja, host: error.host.map { " \($0) " } ?? "", status: error.status),
                en: Self.fill(en, host: error.host ?? "that was asked", status: error.status),
            )
        }
    }

    /// Puts host and status into a sentence.
    ///
    /// Works on scalars: a host is text from outside.
    private static func fill(_ sentence: String, host: String, status: Int?) -> String {
        var filled = String.UnicodeScalarView()
        var isMark = false
        for scalar in sentence.unicodeScalars {
            switch (isMark, scalar) {
            case (false, "%"): isMark = true
            case (true, "h"): filled.append(contentsOf: host.unicodeScalars)
            case (true, "s"): filled.append(contentsOf: (status.map { "HTTP \($0)" } ?? "HTTP").unicodeScalars)
            default: filled.append(scalar)
            }
            if scalar != "%" { isMark = false }
        }
        return String(filled)
    }
}
