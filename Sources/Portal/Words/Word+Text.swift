import Tabular

extension Word {
    /// The text in both languages.
    ///
    /// `%1` and `%2` stand for what ``Words/callAsFunction(_:_:)`` puts in their place.
    var text: Bilingual {
        switch self {
        // The frame of every page.
        case .skipToContent: Bilingual(ja: "本文へ移動", en: "Skip to the main content")
        case .mainNavigation: Bilingual(ja: "主なページ", en: "Main pages")
        case .breadcrumbs: Bilingual(ja: "現在の位置", en: "You are here")
        case .home: Bilingual(ja: "ホーム", en: "Home")
        case .datasets: Bilingual(ja: "データセット", en: "Datasets")
        case .organizations: Bilingual(ja: "組織", en: "Organizations")
        case .harvest: Bilingual(ja: "収集の状況", en: "Harvesting")
        case .developers: Bilingual(ja: "開発者の方へ", en: "Developers")
        case .footerSentence:
            Bilingual(
                ja: "掲載しているデータの内容と利用条件は、各データセットの提供者が定めています。",
                en: "Each dataset's content and terms of use are set by its publisher.",
            )
        case .otherLanguage: Bilingual(ja: "English", en: "日本語")
        case .searchLabel: Bilingual(ja: "データを探す", en: "Search the data")
        case .searchPlaceholder: Bilingual(ja: "例：避難所、人口、AED", en: "e.g. 避難所 (shelters), 人口 (population), AED")
        case .searchButton: Bilingual(ja: "検索", en: "Search")
        // Home.
        case .homeHeading: Bilingual(ja: "山口県と県内市町のオープンデータを、ひとつの場所で", en: "Yamaguchi’s open data, in one place")
        case .homeLead:
            Bilingual(
                ja: "各自治体が公開する表を、文字コードや書式の違いを整え、検証の結果とともに、そのまま使える API とファイルで提供します。",
                en: "Tables that the prefecture, its cities and towns publish: read whatever their encoding and "
                    + "layout, checked, and offered as files and through one API.",
            )
        case .latestDatasets: Bilingual(ja: "新しく変わったデータセット", en: "Recently changed datasets")
        case .allDatasets: Bilingual(ja: "すべてのデータセットを見る", en: "See all datasets")
        case .allOrganizations: Bilingual(ja: "すべての組織を見る", en: "See all organizations")
        case .standardDatasets: Bilingual(ja: "自治体標準オープンデータセット", en: "Municipal standard datasets")
        case .standardDatasetsNote:
            Bilingual(
                ja: "国が項目を定めたデータセットです。自治体をまたいで同じ列で使えます。",
                en: "Datasets whose columns the national government defines, so that they compare across "
                    + "municipalities.",
            )
        case .forDevelopers: Bilingual(ja: "アプリや分析に使う", en: "For apps and analysis")
        case .forDevelopersSentence:
            Bilingual(
                ja: "すべての表を、登録なしで、同じ形の API から JSON・CSV で取り出せます。",
                en: "Every table can be queried as JSON or CSV through the same API, without registration.",
            )
        case .howToUseTheAPI: Bilingual(ja: "API の使い方", en: "How to use the API")
        case .catalogueIsEmpty:
            Bilingual(
                ja: "まだデータセットがありません。収集や登録が終わると、ここに表示されます。",
                en: "There are no datasets yet. They appear here as soon as one has been harvested or registered.",
            )
        case .totalDatasets: Bilingual(ja: "データセット", en: "Datasets")
        case .totalTables: Bilingual(ja: "表", en: "Tables")
        case .totalOrganizations: Bilingual(ja: "組織", en: "Organizations")
        case .totalRows: Bilingual(ja: "行", en: "Rows")
        // Lists of datasets.
        case .datasetsMatching: Bilingual(ja: "「%1」の検索結果", en: "Search results for “%1”")
        case .resultCount: Bilingual(ja: "%1 件のデータセット", en: "Datasets: %1")
        case .chosenFilters: Bilingual(ja: "選んでいる条件", en: "Chosen filters")
        case .removeFilter: Bilingual(ja: "（この条件を外す）", en: "(remove this filter)")
        case .clearFilters: Bilingual(ja: "すべての条件を外す", en: "Remove all filters")
        case .narrowDown: Bilingual(ja: "絞り込む", en: "Narrow down")
        case .sortOrder: Bilingual(ja: "並べ替え", en: "Sort by")
        case .sortRelevance: Bilingual(ja: "関連度", en: "Relevance")
        case .sortModified: Bilingual(ja: "更新が新しい順", en: "Last changed")
        case .sortTitle: Bilingual(ja: "名前順", en: "Title")
        case .sortCreated: Bilingual(ja: "登録が新しい順", en: "Newest")
        case .nothingFound: Bilingual(ja: "条件に合うデータセットは見つかりませんでした。", en: "No dataset matches.")
        case .nothingFoundAdvice:
            Bilingual(
                ja: "ことばを短くするか、条件を外してもう一度お試しください。",
                en: "Try a shorter word, or remove a filter.",
            )
        case .facetOrganization: Bilingual(ja: "組織", en: "Organization")
        case .facetTag: Bilingual(ja: "タグ", en: "Tag")
        case .facetFormat: Bilingual(ja: "形式", en: "Format")
        case .facetLicense: Bilingual(ja: "ライセンス", en: "Licence")
        case .facetStandard: Bilingual(ja: "標準データセット", en: "Standard dataset")
        case .showMore: Bilingual(ja: "もっと見る", en: "Show more")
        case .pages: Bilingual(ja: "ページ", en: "Pages")
        case .previousPage: Bilingual(ja: "前のページ", en: "Previous page")
        case .nextPage: Bilingual(ja: "次のページ", en: "Next page")
        case .pageNumber: Bilingual(ja: "%1 ページ目", en: "Page %1")
        case .updated: Bilingual(ja: "更新", en: "Updated")
        case .rowCount: Bilingual(ja: "%1 行", en: "Rows: %1")
        case .vanishedBadge: Bilingual(ja: "提供元の一覧から消えました", en: "No longer listed at its source")
        case .organizationsLead:
            Bilingual(
                ja: "データを公開している組織と、その組織のデータセットの数です。",
                en: "The organizations that publish data, with the number of their datasets.",
            )
        case .organizationIsEmpty: Bilingual(ja: "この組織のデータセットはまだありません。", en: "This organization has no datasets yet.")
        case .datasetCount: Bilingual(ja: "%1 件", en: "Datasets: %1")
        case .organizationDatasets: Bilingual(ja: "この組織のデータセット（%1 件）", en: "Datasets of this organization: %1")
        case .allDatasetsOfOrganization: Bilingual(ja: "この組織のデータセットをすべて見る", en: "See all datasets of this organization")
        // A dataset.
        case .dataset: Bilingual(ja: "データセット", en: "Dataset")
        case .publisher: Bilingual(ja: "提供者：", en: "Publisher:")
        case .license: Bilingual(ja: "ライセンス", en: "Licence")
        case .licenseUnknown: Bilingual(ja: "提供元に記載がありません", en: "Not stated by the publisher")
        case .tags: Bilingual(ja: "タグ", en: "Tags")
        case .sourceModified: Bilingual(ja: "提供元での更新日", en: "Changed by the publisher")
        case .registered: Bilingual(ja: "登録日", en: "Registered")
        case .modified: Bilingual(ja: "このサイトでの更新日", en: "Changed on this site")
        case .standard: Bilingual(ja: "標準データセット", en: "Standard dataset")
        case .landingPage: Bilingual(ja: "提供元のページ", en: "Page of the publisher")
        case .contact: Bilingual(ja: "問い合わせ先", en: "Contact")
        case .origin: Bilingual(ja: "収集元", en: "Harvested from")
        case .originText: Bilingual(ja: "収集元「%1」", en: "Source “%1”")
        case .vanishedNotice:
            Bilingual(
                ja: "提供元の一覧から消えましたが、最後に確認できた版を公開しています（%1 に確認）。",
                en: "The source no longer lists this dataset (noticed on %1); the last version that could be "
                    + "confirmed stays public.",
            )
        case .resources: Bilingual(ja: "ファイルと表（%1 件）", en: "Files and tables (%1)")
        case .otherResources: Bilingual(ja: "そのほかのファイル", en: "More files")
        case .noResources: Bilingual(ja: "このデータセットにはファイルが登録されていません。", en: "This dataset lists no files.")
        case .machineReadable: Bilingual(ja: "このデータセットの情報を機械可読な形で使う", en: "This dataset’s description for machines")
        case .machineDataset: Bilingual(ja: "メタデータ（JSON）", en: "Metadata (JSON)")
        case .machineVersions: Bilingual(ja: "版の履歴（JSON）", en: "Version history (JSON)")
        case .machineCKAN: Bilingual(ja: "CKAN 形式（package_show）", en: "As CKAN shows it (package_show)")
        // A resource.
        case .format: Bilingual(ja: "形式", en: "Format")
        case .rows: Bilingual(ja: "行数", en: "Rows")
        case .size: Bilingual(ja: "大きさ", en: "Size")
        case .readAs: Bilingual(ja: "読み取った文字コード", en: "Read as")
        case .currentVersion: Bilingual(ja: "公開中の版", en: "Current version")
        case .versionAndDate: Bilingual(ja: "第 %1 版（%2）", en: "Version %1 (%2)")
        case .validation: Bilingual(ja: "検証の結果", en: "Validation")
        case .validationClean: Bilingual(ja: "問題は見つかりませんでした", en: "Nothing to report")
        case .validationCounts: Bilingual(ja: "エラー %1 件・警告 %2 件", en: "Errors: %1, warnings: %2")
        case .showReport: Bilingual(ja: "検証レポートを見る", en: "See the report")
        case .noTableNotice:
            Bilingual(
                ja: "このファイルは表として公開されていません。提供元のファイルをご利用ください。",
                en: "This file is not published as a table. Please use the publisher’s file.",
            )
        case .heldNotice:
            Bilingual(
                ja: "新しい版が届いていますが、確認中のため、それまでの版を公開しています。",
                en: "A newer version has arrived and is being checked; until then the version before it stays public.",
            )
        case .downloadOriginal: Bilingual(ja: "元のファイルをダウンロード", en: "Download the original file")
        case .downloadAtPublisher: Bilingual(ja: "提供元のファイルを開く", en: "Open the publisher’s file")
        case .exportCSV: Bilingual(ja: "CSV（UTF-8）", en: "CSV (UTF-8)")
        case .exportJSON: Bilingual(ja: "JSON", en: "JSON")
        case .previewCaption: Bilingual(ja: "先頭の %1 行（全 %2 行）", en: "The first %1 of %2 rows")
        case .previewWhole: Bilingual(ja: "全 %1 行", en: "All %1 rows")
        case .previewUnavailable:
            Bilingual(
                ja: "プレビューを表示できませんでした。しばらくしてから、もう一度お試しください。",
                en: "The preview is not available at the moment. Please try again later.",
            )
        case .rowNumber: Bilingual(ja: "行", en: "Row")
        case .columns: Bilingual(ja: "列の一覧（%1 列）", en: "Columns (%1)")
        case .columnsCaption:
            Bilingual(
                ja: "列の名前と、全行から判定した型",
                en: "Names of the columns, and the types judged over all rows",
            )
        case .columnName: Bilingual(ja: "列名", en: "Column")
        case .columnType: Bilingual(ja: "型", en: "Type")
        case .columnFormat: Bilingual(ja: "意味", en: "Meaning")
        case .useThroughAPI: Bilingual(ja: "API で使う", en: "Use through the API")
        case .exampleFilter:
            Bilingual(
                ja: "列「%1」が「%2」の行を、5 行まで取り出します。貼り付けるとそのまま動きます。",
                en: "Takes up to five rows whose column “%1” is “%2”. Works as pasted.",
            )
        case .exampleRows:
            Bilingual(
                ja: "先頭の 5 行を取り出します。貼り付けるとそのまま動きます。",
                en: "Takes the first five rows. Works as pasted.",
            )
        case .exampleNote: Bilingual(ja: "絞り込みや並べ替えの書き方", en: "How to filter and sort")
        case .copy: Bilingual(ja: "コピー", en: "Copy")
        case .copied: Bilingual(ja: "コピーしました", en: "Copied")
        case .rowsAsJSON: Bilingual(ja: "行（JSON）", en: "Rows (JSON)")
        case .tableSchema: Bilingual(ja: "列の定義（Table Schema）", en: "Column definitions (Table Schema)")
        case .openAPIOfTable: Bilingual(ja: "この表の OpenAPI", en: "OpenAPI of this table")
        case .profile: Bilingual(ja: "列ごとの統計", en: "Statistics per column")
        case .history: Bilingual(ja: "版の履歴（%1 版）", en: "Version history (%1)")
        case .historyCaption: Bilingual(ja: "届いた版の一覧（新しい順）", en: "All versions that arrived, newest first")
        case .version: Bilingual(ja: "版", en: "Version")
        case .state: Bilingual(ja: "状態", en: "State")
        case .date: Bilingual(ja: "日時", en: "Date")
        case .errors: Bilingual(ja: "エラー", en: "Errors")
        case .warnings: Bilingual(ja: "警告", en: "Warnings")
        case .hash: Bilingual(ja: "元ファイルの SHA-256（先頭）", en: "SHA-256 of the file (start)")
        case .statePublished: Bilingual(ja: "公開", en: "Published")
        case .stateHeld: Bilingual(ja: "確認待ち", en: "Held for review")
        case .stateRejected: Bilingual(ja: "不採用", en: "Rejected")
        case .stateWithdrawn: Bilingual(ja: "取り下げ", en: "Withdrawn")
        // A report.
        case .report: Bilingual(ja: "検証レポート", en: "Validation report")
        case .reportHeading: Bilingual(ja: "検証レポート：%1", en: "Validation report: %1")
        case .reportClean: Bilingual(ja: "この表に問題は見つかりませんでした。", en: "Nothing was found to report in this table.")
        case .reportFound: Bilingual(ja: "エラー %1 件、警告 %2 件が見つかりました。", en: "Found: %1 errors, %2 warnings.")
        case .reportIsTruncated:
            Bilingual(
                ja: "見つかった点が多いため、一部だけを表示しています。件数はすべてを数えています。",
                en: "There are many findings: only some are listed here, while the counts are complete.",
            )
        case .reportAsJSON: Bilingual(ja: "レポートを JSON で見る", en: "The report as JSON")
        case .findings: Bilingual(ja: "見つかった点", en: "Findings")
        case .severity: Bilingual(ja: "重さ", en: "Severity")
        case .severityError: Bilingual(ja: "エラー", en: "Error")
        case .severityWarning: Bilingual(ja: "警告", en: "Warning")
        case .severityInfo: Bilingual(ja: "情報", en: "Note")
        case .whatWasFound: Bilingual(ja: "内容", en: "What was found")
        case .value: Bilingual(ja: "値", en: "Value")
        case .schema: Bilingual(ja: "照合した定義", en: "Checked against")
        // Harvesting.
        case .harvestLead:
            Bilingual(
                ja: "ほかのカタログやファイルから自動で収集しています。収集に失敗しても、最後に確認できた版の公開は続きます。",
                en: "Data is gathered automatically from other catalogues and files. When a run fails, the last "
                    + "confirmed versions stay public.",
            )
        case .noSources: Bilingual(ja: "自動で収集している提供元はありません。", en: "No source is harvested automatically.")
        case .lastRun: Bilingual(ja: "最後の収集：", en: "Last run:")
        case .neverRun: Bilingual(ja: "まだ収集していません。", en: "Not harvested yet.")
        case .lastRuns: Bilingual(ja: "最近の収集", en: "Recent runs")
        case .waitingForReview: Bilingual(ja: "確認待ち", en: "Waiting for review")
        case .waitingLead:
            Bilingual(
                ja: "次の変化は、確認が終わるまで公開しません。公開中の版はそのままです。",
                en: "These changes wait until someone has looked at them. What is published stays as it is."
            )
        case .nothingWaits: Bilingual(ja: "確認待ちのものはありません。", en: "Nothing waits.")
        case .approve: Bilingual(ja: "公開する（承認）", en: "Publish (approve)")
        case .reject: Bilingual(ja: "公開しない（却下）", en: "Send away (reject)")
        case .reviewApproved:
            Bilingual(ja: "承認しました。同じ変化は、次からは確認を求めません。", en: "Approved. The same change will not be asked about again.")
        case .reviewRejected:
            Bilingual(ja: "却下しました。公開中の版はそのままです。", en: "Rejected. What is published stays as it is.")
        case .rowsNowAndHeld: Bilingual(ja: "行数 %1 → %2", en: "Rows %1 → %2")
        case .columnRemoved: Bilingual(ja: "なくなる列：%1", en: "Column removed: %1")
        case .columnAdded: Bilingual(ja: "増える列：%1", en: "Column added: %1")
        case .columnRetyped: Bilingual(ja: "型の変わる列：%1（%2）", en: "Column of another type: %1 (%2)")
        case .notEncrypted: Bilingual(ja: "暗号化されていない通信（http）", en: "unencrypted transport (http)")
        case .recordsWithProblems: Bilingual(ja: "最後の収集で確認が必要なもの", en: "What needs attention in the last run")
        case .begun: Bilingual(ja: "開始", en: "Begun")
        case .source: Bilingual(ja: "収集元", en: "Source")
        case .outcome: Bilingual(ja: "結果", en: "Outcome")
        case .records: Bilingual(ja: "収集した記録", en: "Records")
        case .recordCount: Bilingual(ja: "%1 件", en: "%1")
        case .duration: Bilingual(ja: "所要時間", en: "Duration")
        case .reason: Bilingual(ja: "理由", en: "Reason")
        case .noRecords: Bilingual(ja: "この収集には記録がありません。", en: "This run has no records.")
        case .runHeading: Bilingual(ja: "%1 の収集（%2）", en: "Run of %1 (%2)")
        case .runQueued: Bilingual(ja: "待機中", en: "Waiting")
        case .runRunning: Bilingual(ja: "実行中", en: "Running")
        case .finished: Bilingual(ja: "終了", en: "Finished")
        case .attempts: Bilingual(ja: "試行回数", en: "Attempts")
        case .everyDays: Bilingual(ja: "%1 日ごと", en: "every %1 d")
        case .everyHours: Bilingual(ja: "%1 時間ごと", en: "every %1 h")
        case .everyMinutes: Bilingual(ja: "%1 分ごと", en: "every %1 min")
        case .byHand: Bilingual(ja: "手動で収集", en: "by hand")
        case .paused: Bilingual(ja: "停止中", en: "paused")
        case .healthHealthy: Bilingual(ja: "正常", en: "Healthy")
        case .healthStale: Bilingual(ja: "更新が滞っています", en: "Stale")
        case .healthFailing: Bilingual(ja: "失敗が続いています", en: "Failing")
        case .healthSuspended: Bilingual(ja: "休止しています", en: "Suspended")
        case .outcomeCreated: Bilingual(ja: "新規", en: "Created")
        case .outcomeUpdated: Bilingual(ja: "更新", en: "Updated")
        case .outcomeUnchanged: Bilingual(ja: "変更なし", en: "Unchanged")
        case .outcomeHeld: Bilingual(ja: "確認待ち", en: "Held")
        case .outcomeRejected: Bilingual(ja: "不採用", en: "Rejected")
        case .outcomeFailed: Bilingual(ja: "失敗", en: "Failed")
        case .outcomeBlocked: Bilingual(ja: "遮断", en: "Blocked")
        case .outcomeWithdrawn: Bilingual(ja: "取り下げ", en: "Withdrawn")
        case .kindCKAN: Bilingual(ja: "CKAN カタログ", en: "CKAN catalogue")
        case .kindDCAT: Bilingual(ja: "DCAT カタログ", en: "DCAT catalogue")
        case .kindDataJSON: Bilingual(ja: "data.json カタログ", en: "data.json catalogue")
        case .kindOpenDataList: Bilingual(ja: "オープンデータ一覧", en: "Open data list")
        case .kindFile: Bilingual(ja: "ファイル", en: "File")
        case .seconds: Bilingual(ja: "%1 秒", en: "%1 s")
        case .minutes: Bilingual(ja: "%1 分 %2 秒", en: "%1 min %2 s")
        // Developers.
        case .developersHeading: Bilingual(ja: "API の使い方", en: "How to use the API")
        case .developersLead:
            Bilingual(
                ja: "公開しているすべての表を、登録も鍵も使わずに、同じ形の API で検索し、絞り込み、並べ替えられます。",
                en: "Every published table can be searched, filtered and sorted through the same API, without "
                    + "registration or keys.",
            )
        case .onThisPage: Bilingual(ja: "このページの内容", en: "On this page")
        case .developersStart: Bilingual(ja: "はじめかた", en: "Getting started")
        case .developersStartText:
            Bilingual(
                ja: "データセットを探し、その中の表（resource）の id を使って行を取り出します。列名と値は UTF-8 でパーセント符号化します。",
                en: "Find a dataset, then use the id of one of its tables (resources) to read rows. Column names "
                    + "and values are percent-encoded UTF-8.",
            )
        case .developersOperators: Bilingual(ja: "絞り込みの演算子", en: "Filter operators")
        case .developersOperatorsText:
            Bilingual(
                ja: "「列名__演算子=値」の形で書きます。演算子を省くと eq です。いくつ書いても、すべてを満たす行が返ります。",
                en: "Write column__operator=value; without an operator it means eq. Rows that meet all conditions "
                    + "are returned.",
            )
        case .developersPaging: Bilingual(ja: "ページ送りと版", en: "Paging and versions")
        case .developersPagingText:
            Bilingual(
                ja: "答えの links.next をそのまま開くと次のページになります。カーソルは表の版を含むため、途中で新しい版が公開されても、二つの版が混ざることはありません。",
                en: "Open links.next of an answer to get the next page. The cursor names the table’s version, so "
                    + "two versions never mix in one listing.",
            )
        case .developersBulk: Bilingual(ja: "まとめて取得・一覧", en: "Bulk data and lists")
        case .developersBulkText:
            Bilingual(
                ja: "表の全行は exports/csv・json・ndjson・geojson から、条件を付けても付けなくても、流して取得できます。受け取ったままの元のファイルは file にあります。"
                    + "一覧の入口は次のとおりです。",
                en:
                    "All rows of a table, or those that match, stream from exports/csv, json, ndjson and geojson; file has "
                    + "the original bytes. The lists begin here.",
            )
        case .developersCKAN: Bilingual(ja: "CKAN との互換", en: "CKAN compatibility")
        case .developersCKANText:
            Bilingual(
                ja: "CKAN の API を使う既存のプログラムは、次の入口をそのまま使えます。読み取りの action に対応しています。",
                en: "Programs written for CKAN’s API can keep using these addresses; the reading actions are "
                    + "supported.",
            )
        case .developersErrors: Bilingual(ja: "エラーの種類", en: "Kinds of errors")
        case .developersErrorsText:
            Bilingual(
                ja: "エラーは application/problem+json（RFC 9457）で返り、type が次の説明ページを指します。",
                en: "Errors are application/problem+json (RFC 9457), whose type leads to one of these pages.",
            )
        case .openAPIDocument: Bilingual(ja: "OpenAPI 文書を開く", en: "Open the OpenAPI document")
        case .operator: Bilingual(ja: "演算子", en: "Operator")
        case .meaning: Bilingual(ja: "意味", en: "Meaning")
        case .columnTypes: Bilingual(ja: "使える列の型", en: "Column types")
        case .example: Bilingual(ja: "例", en: "Example")
        case .otherParameters: Bilingual(ja: "そのほかのパラメータ", en: "Other parameters")
        case .parameter: Bilingual(ja: "パラメータ", en: "Parameter")
        case .exampleSearch: Bilingual(ja: "データセットを検索する", en: "Search for datasets")
        case .exampleTable: Bilingual(ja: "表から行を取り出す", en: "Read rows of a table")
        case .everyType: Bilingual(ja: "すべて", en: "all")
        case .everyTypeButBoolean: Bilingual(ja: "真偽のほかすべて", en: "all but true or false")
        // What types, roles and operators are called.
        case .typeString: Bilingual(ja: "文字列", en: "text")
        case .typeInteger: Bilingual(ja: "整数", en: "integer")
        case .typeNumber: Bilingual(ja: "数値", en: "number")
        case .typeBoolean: Bilingual(ja: "真偽", en: "true or false")
        case .typeDate: Bilingual(ja: "日付", en: "date")
        case .typeTime: Bilingual(ja: "時刻", en: "time")
        case .typeDatetime: Bilingual(ja: "日時", en: "date and time")
        case .typeYear: Bilingual(ja: "年", en: "year")
        case .typeYearmonth: Bilingual(ja: "年月", en: "year and month")
        case .roleLatitude: Bilingual(ja: "緯度", en: "latitude")
        case .roleLongitude: Bilingual(ja: "経度", en: "longitude")
        case .roleMunicipalityCode: Bilingual(ja: "全国地方公共団体コード", en: "municipality code")
        case .roleCorporateNumber: Bilingual(ja: "法人番号", en: "corporate number")
        case .rolePostalCode: Bilingual(ja: "郵便番号", en: "postal code")
        case .rolePhone: Bilingual(ja: "電話番号", en: "phone number")
        case .roleURL: Bilingual(ja: "URL", en: "URL")
        case .roleEmail: Bilingual(ja: "メールアドレス", en: "e-mail address")
        case .operatorEq: Bilingual(ja: "等しい（省略できます）", en: "equal to (may be left out)")
        case .operatorNe: Bilingual(ja: "等しくない", en: "not equal to")
        case .operatorGt: Bilingual(ja: "より大きい", en: "greater than")
        case .operatorGte: Bilingual(ja: "以上", en: "at least")
        case .operatorLt: Bilingual(ja: "より小さい", en: "less than")
        case .operatorLte: Bilingual(ja: "以下", en: "at most")
        case .operatorIn: Bilingual(ja: "いずれかに等しい（コンマ区切り）", en: "one of (separated by commas)")
        case .operatorNin: Bilingual(ja: "いずれとも等しくない（コンマ区切り）", en: "none of (separated by commas)")
        case .operatorBetween: Bilingual(ja: "二つの値の間（両端を含む）", en: "between two values, both included")
        case .operatorContains:
            Bilingual(
                ja: "含む（全角・半角、大文字・小文字、かなの違いを区別しません）",
                en: "contains (ignores width, case and kana)",
            )
        case .operatorStartswith: Bilingual(ja: "で始まる（同上）", en: "begins with (same folding)")
        case .operatorEndswith: Bilingual(ja: "で終わる（同上）", en: "ends with (same folding)")
        case .operatorIsnull: Bilingual(ja: "空である（true）・空でない（false）", en: "is empty (true) or not (false)")
        case .parameterQ: Bilingual(ja: "文字列の列のどれかに含まれることば", en: "words that some text column contains")
        case .parameterFields: Bilingual(ja: "返す列（コンマ区切り）", en: "columns to return, separated by commas")
        case .parameterSort:
            Bilingual(
                ja: "並べ替える列。先頭に - を付けると降順",
                en: "columns to sort by; a leading - sorts descending",
            )
        case .parameterLimit: Bilingual(ja: "返す行数（既定 100、最大 10,000）", en: "rows per answer (100; at most 10,000)")
        case .parameterCursor: Bilingual(ja: "続きの位置。links.next に入っています", en: "where to go on; links.next has it")
        case .parameterBbox:
            Bilingual(
                ja: "範囲「西,南,東,北」（緯度・経度の列がある表）",
                en: "box “west,south,east,north” (tables with coordinates)",
            )
        case .parameterCount: Bilingual(ja: "none にすると全件数を数えません", en: "none leaves out the total count")
        case .parameterFormat: Bilingual(ja: "json・csv・ndjson・geojson", en: "json, csv, ndjson or geojson")
        case .parameterFilter:
            Bilingual(
                ja: "OGC CQL2 の条件。例: 人口 >= 1000 AND 名称 LIKE '%館'",
                en: "a condition in OGC CQL2, for example 人口 >= 1000 AND 名称 LIKE '%館'"
            )
        case .parameterFilterLanguage:
            Bilingual(ja: "filter の書き方（cql2-text・cql2-json）", en: "how filter is written: cql2-text or cql2-json")
        case .parameterFacet:
            Bilingual(ja: "値ごとの件数を数える列（コンマ区切り、10列まで）", en: "columns whose values are counted, at most ten")
        case .parameterExplain:
            Bilingual(ja: "true で、どう探したかを meta.explain に書きます", en: "true tells in meta.explain how rows were found")
        case .parameterBOM:
            Bilingual(ja: "true で CSV の先頭に BOM を付けます（Excel 用）", en: "true begins a CSV with a mark for Excel")
        case .parameterEncoding:
            Bilingual(ja: "CSV の文字コード（utf-8・shift_jis）", en: "encoding of a CSV: utf-8 or shift_jis")
        case .parameterHeader:
            Bilingual(ja: "CSV の見出し（name、title は元の表のまま）", en: "header of a CSV: name, or title as in the source")
        case .parameterSafe:
            Bilingual(ja: "excel で、式とみなされる値の前に ' を付けます", en: "excel puts ' before cells that a spreadsheet would run")
        // Problems.
        case .whatToDo: Bilingual(ja: "どうすればよいか", en: "What to do")
        case .problemStatus: Bilingual(ja: "HTTP の状態コード", en: "HTTP status")
        case .problemType: Bilingual(ja: "type の値", en: "Value of type")
        case .requestID: Bilingual(ja: "お問い合わせの際は、この番号をお知らせください：", en: "When you contact us, please quote this number:")
        case .backToHome: Bilingual(ja: "ホームへ", en: "Go to the home page")
        case .backToDatasets: Bilingual(ja: "データセットを探す", en: "Look for datasets")
        }
    }
}
