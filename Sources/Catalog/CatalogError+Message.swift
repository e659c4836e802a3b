package import Tabular

extension CatalogError {
    /// What happened and what to do about it, in one sentence or two.
    package var message: Bilingual {
        switch kind {
        case .invalidName(let name):
            Bilingual(
                ja: "名前「\(name)」は使えません。小文字の英数字で始まり、小文字の英数字・ハイフン・アンダースコアだけの2〜100文字にしてください（new、edit、search は不可）。",
                en: """
                    “\(name)” is not a name. Use 2 to 100 lower-case letters, digits, hyphens and underscores, beginning with a \
                    letter or digit (not new, edit or search).
                    """
            )
        case .unknownOrganization(let name):
            Bilingual(
                ja: "組織「\(name)」は登録されていません。先に組織を登録してください。",
                en: "There is no organization “\(name)”. Add the organization first."
            )
        case .unknownDataset(let name):
            Bilingual(ja: "データセット「\(name)」はありません。", en: "There is no dataset “\(name)”.")
        case .unknownDistribution(let id):
            Bilingual(ja: "リソース「\(id)」はありません。", en: "There is no resource “\(id)”.")
        case .unknownSource(let name):
            Bilingual(ja: "収集元「\(name)」は登録されていません。", en: "There is no source “\(name)”.")
        case .unknownJob(let id):
            Bilingual(ja: "ジョブ「\(id)」はありません。", en: "There is no job “\(id)”.")
        case .nameTaken(let name):
            Bilingual(
                ja: "名前「\(name)」はすでに使われています。別の名前にしてください。",
                en: "The name “\(name)” is already in use. Choose another name."
            )
        case .idTaken(let id):
            Bilingual(
                ja: "識別子「\(id)」はすでに別のデータセットで使われています。",
                en: "The id “\(id)” already belongs to another dataset."
            )
        case .notHeld(let distribution, let number):
            Bilingual(
                ja: "リソース「\(distribution)」の版\(number)は確認待ちではありません。",
                en: "Version \(number) of resource “\(distribution)” is not waiting for review."
            )
        case .mayNotBePublished(let distribution, let number):
            Bilingual(
                ja: "リソース「\(distribution)」の版\(number)にはマイナンバーと思われる番号があるため、承認できません。却下して、提供元に知らせてください。",
                en:
                    "Version \(number) of “\(distribution)” seems to hold My Numbers and cannot be approved. Reject it and tell its publisher."
            )
        case .noProposal(let dataset, let code):
            Bilingual(
                ja: "データセット「\(dataset)」に「\(code)」の提案はありません。",
                en: "Nothing called “\(code)” is proposed for dataset “\(dataset)”."
            )
        case .leaseLost(let job):
            Bilingual(
                ja: "ジョブ「\(job)」は別のワーカーが引き継ぎました。何も書き込んでいません。",
                en: "Another worker has taken over job “\(job)”. Nothing was written."
            )
        case .badCursor:
            Bilingual(
                ja: "cursor の値が正しくありません。最初のページから読み直してください。",
                en: "The cursor is not valid. Read again from the first page."
            )
        case .damaged(let place):
            Bilingual(
                ja: "カタログが壊れています（\(place)）。バックアップから復元してください。",
                en: "The catalogue is damaged (\(place)). Restore it from a backup."
            )
        case .newerRelease:
            Bilingual(
                ja: "このカタログは新しい版の ydp で作られています。ydp を更新してください。",
                en: "This catalogue was made by a newer release of ydp. Update ydp."
            )
        case .notWritable:
            Bilingual(
                ja: "カタログに書き込めません。ディスクの空き容量とデータディレクトリの権限を確認してください。",
                en: "The catalogue cannot be written. Check free space and the permissions of the data directory."
            )
        case .busy:
            Bilingual(
                ja: "カタログがほかの処理で使用中です。しばらくしてからもう一度試してください。",
                en: "The catalogue is in use by other work. Try again in a moment."
            )
        case .unexpected(let code):
            Bilingual(
                ja: "カタログで予期しない問題が起きました（コード \(code)）。",
                en: "The catalogue met an unexpected problem (code \(code))."
            )
        }
    }
}
