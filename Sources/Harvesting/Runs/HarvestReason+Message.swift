import Tabular

extension HarvestReason {
    /// What happened and what to do about it.
    var message: Bilingual {
        switch self {
        case .apiShape:
            Bilingual(
                ja: "このURLでは、収集元の種類に合う目録（CKANのAPI、DCAT、data.json、オープンデータ一覧）が見つからないか、応答の形が違います。URLと種類を確かめてください。",
                en:
                    "No catalogue of the source's kind (CKAN API, DCAT, data.json, open data list) answers at this URL, or its answer has another shape. Check the URL and the kind."
            )
        case .catalogueCollapse:
            Bilingual(
                ja: "提供元のデータセットが急に大きく減りました。公開中のものはすべてそのままです。提供元の状態を確かめてください。",
                en:
                    "The source suddenly lists far fewer datasets. Everything stays published; check the state of the source."
            )
        case .sourceTooBig:
            Bilingual(
                ja: "提供元のデータセットが上限より多いため、取り込みませんでした。",
                en: "The source lists more datasets than the limit allows, so nothing more was imported."
            )
        case .identityChange:
            Bilingual(
                ja: "同じ名前のデータセットが別の識別子で作り直されています。公開中の版はそのままです。同じものか確かめてください。",
                en:
                    "A dataset of this name was made anew with another identifier. The published one stays; check whether it is the same."
            )
        case .licenseChange:
            Bilingual(
                ja: "提供元で利用条件（ライセンス）が変わったか、なくなりました。公開中のものはそのままです。新しい条件で公開してよいか確かめてください。",
                en:
                    "The licence changed or disappeared at the source. What is published stays; decide whether it may be published under the new terms."
            )
        case .localClockSuspect:
            Bilingual(
                ja: "複数のサーバーの証明書が一度に有効期間の外になりました。こちらのサーバーの時計を確かめてください。",
                en:
                    "The certificates of several servers are outside their period at once. Check the clock of this server."
            )
        case .movedPermanently:
            Bilingual(
                ja: "提供元のURLが変わりました。登録を新しいURLに直してください。",
                en: "The file has moved for good. Change the registered address."
            )
        case .weakValidator:
            Bilingual(
                ja: "サーバーは変わっていないと言いましたが、内容は変わっていました。新しい内容を取り込みました。",
                en: "The server said that nothing had changed, but the content had. The new content was taken."
            )
        case .upstreamClockSkew:
            Bilingual(
                ja: "サーバーの示す更新日時が未来です。更新の判断には使いません。",
                en: "The server dates the file in the future; the date is not used."
            )
        case .charsetMismatch:
            Bilingual(
                ja: "サーバーの言う文字コードと実際の文字コードが違います。実際の文字コードで読みました。",
                en: "The server names another encoding than the file has. It was read in the one that it has."
            )
        case .integrityWeak:
            Bilingual(
                ja: "サーバーがファイルの長さを示さないため、途中で切れていないことを確かめられません。",
                en: "The server does not say how long the file is, so a cut cannot be noticed."
            )
        case .vanished:
            Bilingual(
                ja: "提供元の一覧からなくなりました。最後の正常な版を公開し続けます。取り下げるかどうかを確かめてください。",
                en: "The source no longer lists it. The last good version stays public; decide whether to withdraw it."
            )
        case .linkOnly:
            Bilingual(
                ja: "この形式は表として読み込まず、リンクとして登録しました。",
                en: "Files of this format are not read as tables; it is listed as a link."
            )
        case .reviewRejected:
            Bilingual(
                ja: "この内容は確認の結果、公開しないことになっています。公開中の版はそのままです。",
                en: "This content was reviewed and is not to be published. The published version stays."
            )
        case .unknownSource:
            Bilingual(ja: "提供元の登録が見つかりません。", en: "The source is not registered any more.")
        case .noDatedFile:
            Bilingual(
                ja: "URLの日付に合うファイルが、最近の分には一つもありません。提供元でファイル名が変わっていないか確かめてください。",
                en:
                    "There is no file for any of the latest dates of the URL's pattern. Check whether its name has changed at the source."
            )
        case .recordInvalid:
            Bilingual(
                ja: "提供元の記録に名前や識別子がないか、使えない値のため、登録できませんでした。",
                en: "The source's record lacks a usable name or identifier and was not registered."
            )
        case .storage:
            Bilingual(
                ja: "保存できませんでした。ディスクの空きと権限を確かめてください。公開中の版はそのままです。",
                en:
                    "It could not be stored. Check free space and permissions of the data directory. The published version stays."
            )
        }
    }
}
