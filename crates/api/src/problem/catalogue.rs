//! Every kind of problem: its code, its status, its name and what to do about it. The codes are for ever.

use axum::http::StatusCode;
use wenze_domain::words::Lang;

/// Where the kinds of problem are explained.
const FOLDER: &str = "/problems/";

macro_rules! codes {
    ($($variant:ident = $code:literal, $status:ident, [$zh:literal, $zh_meaning:literal], [$en:literal, $en_meaning:literal];)*) => {
        /// A kind of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Code { $($variant),* }

        impl Code {
            /// All kinds.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for programs.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The status of an answer with it.
            pub(crate) fn status(self) -> StatusCode {
                match self { $(Self::$variant => StatusCode::$status),* }
            }

            fn words(self) -> ([&'static str; 2], [&'static str; 2]) {
                match self { $(Self::$variant => ([$zh, $zh_meaning], [$en, $en_meaning])),* }
            }
        }
    };
}

codes! {
    Malformed = "malformed", BAD_REQUEST,
        ["请求无法读取", "请求内容不是规范的 JSON，或者字段缺失、多余、类型不符。pointer 指明所在字段，未作任何登记。"],
        ["The request cannot be read", "The body is not strict JSON, or a field is missing, unknown or of another type; `pointer` says which. Nothing was stored."];
    Query = "query", BAD_REQUEST,
        ["查询参数有误", "地址中的某个参数无法读取或者不受支持。"],
        ["A query parameter is wrong", "A parameter of the address cannot be read or is not one of this route."];
    Actor = "actor", BAD_REQUEST,
        ["未写明登记人", "登记事项须在请求头 Wenze-Actor 中写明登记人、所用角色和所在机构。"],
        ["Who records is not told", "Whatever is recorded needs the header `Wenze-Actor` with the person, the role in use and the office."];
    IdempotencyKey = "idempotency-key", BAD_REQUEST,
        ["Idempotency-Key 有误", "请求头 Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符，且只出现一次。"],
        ["The Idempotency-Key is wrong", "The header `Idempotency-Key` holds 1 to 200 visible ASCII characters and stands once."];
    IfMatch = "if-match", BAD_REQUEST,
        ["If-Match 有误", "请求头 If-Match 应为一个带双引号的版本号，例如 \"7\"。"],
        ["The If-Match is wrong", "The header `If-Match` holds one version in double quotes, such as \"7\"."];
    Token = "token", BAD_REQUEST,
        ["标记无效", "分页游标或者 Wenze-Position 不是本服务器给出的值，请从第一页重新读取。"],
        ["A token is not one of ours", "The cursor or `Wenze-Position` is not a value this server gave out; start again from the first page."];
    SearchEmpty = "search-empty", BAD_REQUEST,
        ["没有检索词", "参数 q 中没有可检索的字词：请写明要找的词语、姓名或者编号，例如 q=差旅费。"],
        ["Nothing to look for", "The parameter `q` holds no word: write what is to be found, a word, a name or a number."];
    SearchShort = "search-short", BAD_REQUEST,
        ["检索词过短", "单独一个汉字几乎处处都有，无法检索：每个检索词请至少写两个字。"],
        ["A word is too short", "A single Chinese character stands nearly everywhere: write at least two characters of each word."];
    SearchLong = "search-long", BAD_REQUEST,
        ["检索词过多", "检索内容最多 200 个字、12 个词：请减少检索词，改用 stage、organ、kind、from、to 等条件缩小范围。"],
        ["Too much is asked at once", "A search takes at most 200 characters and 12 words: ask for fewer and narrow by `stage`, `organ`, `kind`, `from` or `to`."];
    Credentials = "credentials", BAD_REQUEST,
        ["身份凭据有误", "每次请求只能用一种方式表明身份：会话或者令牌，并且不得同时携带请求头 Wenze-Actor。"],
        ["The credentials are not one", "A request proves who acts in one way, by a session or by a token, and without the header `Wenze-Actor` beside it."];
    SignIn = "sign-in", UNAUTHORIZED,
        ["请先登录", "该地址须登录后访问：请以 POST /api/v1/session 登录，或者在请求头 Authorization 中写明 Bearer 令牌。会话或者令牌可能已经到期或者被收回。"],
        ["Sign in first", "This needs somebody who is signed in: `POST /api/v1/session`, or a token in the header `Authorization: Bearer …`. A session or token may be over or revoked."];
    SignInFailed = "sign-in-failed", UNAUTHORIZED,
        ["登录名或者密码不正确", "登录名或者密码不正确，或者账号已停用。多次失败后须等待一段时间才能再试。"],
        ["Login or password are wrong", "The login or the password is wrong, or the account is disabled. After several failures there is a time to wait."];
    TooManyAttempts = "too-many-attempts", TOO_MANY_REQUESTS,
        ["尝试次数过多", "登录失败次数过多，请在 Retry-After 所示秒数后再试；等待期间即使密码正确也不受理。"],
        ["Too many attempts", "Too many attempts to sign in failed: try again after the seconds in `Retry-After`. Until then not even the right password is taken."];
    TooManyRequests = "too-many-requests", TOO_MANY_REQUESTS,
        ["请求过于频繁", "该账号或者该地址在短时间内发送的请求过多，请在 Retry-After 所示秒数后再试。没有登记任何内容。"],
        ["Requests come too fast", "This account or this address sends more requests than one may: try again after the seconds in `Retry-After`. Nothing was recorded."];
    NotHeld = "not-held", FORBIDDEN,
        ["未担任该角色", "当日未在该机构担任所写的角色，或者担任多个角色而未写明以哪个角色办理：请在请求头 Wenze-As 中写明 held 所列之一。"],
        ["The role is not held", "The person does not hold this role at this office today, or holds several and named none: name one of those in `held` in the header `Wenze-As`."];
    NotPermitted = "not-permitted", FORBIDDEN,
        ["该角色不得办理", "所用角色不得查阅或者办理该事项，可以办理的角色见 roles；兼任其中之一的，请在请求头 Wenze-As 中写明。未作任何登记。"],
        ["Not permitted in this role", "The role in use may not do this; `roles` lists those that may. Whoever holds one of them names it in the header `Wenze-As`. Nothing was stored."];
    TokenScope = "token-scope", FORBIDDEN,
        ["令牌不允许此操作", "该令牌只能用于读取，或者此操作只能在登录会话中进行。"],
        ["The token does not allow this", "The token is for reading only, or this is done in a session and never with a token."];
    PasswordChange = "password-change", FORBIDDEN,
        ["请先更改密码", "首次登录须先更改密码：请以 POST /api/v1/session/password 更改后再继续。"],
        ["Change the password first", "A first password must be changed before anything else: `POST /api/v1/session/password`."];
    CrossSite = "cross-site", FORBIDDEN,
        ["拒绝来自其他网站的请求", "该请求由其他网站的页面发出，未作任何处理。"],
        ["Sent by another site", "A page of another site sent this request. Nothing was done."];
    Password = "password", UNPROCESSABLE_ENTITY,
        ["密码不能使用", "新密码须为 12 至 128 个字符，不得与登录名相同，也不得与原密码相同。对字符的种类没有要求。"],
        ["The password cannot be used", "A new password has 12 to 128 characters, is not the login and not the one before. Which characters is not asked."];
    TooManyTokens = "too-many-tokens", CONFLICT,
        ["令牌过多", "一个账号最多持有 20 个有效令牌，请先收回不再使用的令牌。"],
        ["Too many tokens", "An account has at most 20 tokens in force: revoke one that is no longer used."];
    NotAuthorised = "not-authorised", FORBIDDEN,
        ["无权登记", "登记人无权登记该事项，未作任何登记。"],
        ["Not authorised", "The recorder may not record this act. Nothing was stored."];
    Delegation = "delegation", FORBIDDEN,
        ["没有有效的委托", "请求头 Wenze-As 中写明代他人（for）办理，但没有有效的委托可以依据。detail 写明原因；委托已经失效的，写明失效日期。未作任何登记。"],
        ["No delegation holds", "`Wenze-As` says that somebody acts in another's stead (`for`), and no delegation by which he may is in force; `detail` says why, and when it ended. Nothing was stored."];
    Separation = "separation", FORBIDDEN,
        ["职责应当分离", "本人此前在本案中办理的事项，使其不得在系统中办理该事项：调查人员不得审理或者办理申诉，任何人不得审批、验收、公布本人提交的事项。detail 写明此前的事项及其日期。未作任何登记。"],
        ["Duties are kept apart", "What the person did on this case before keeps him from this act in the system: who investigated neither reviews nor handles an appeal, and nobody approves, accepts or publishes his own work. `detail` names the earlier act and its day. Nothing was stored."];
    NotFound = "not-found", NOT_FOUND,
        ["没有找到", "该地址下没有内容，或者所指的案件、人员、机构、版本不存在。"],
        ["Not found", "There is nothing at this address, or no such case, person, organ or version."];
    Method = "method", METHOD_NOT_ALLOWED,
        ["方法不受支持", "该地址不支持这一方法，响应头 Allow 列出可用的方法。"],
        ["Method not allowed", "This address does not take the method; the header `Allow` lists those it takes."];
    Slow = "slow", REQUEST_TIMEOUT,
        ["请求传送过慢", "请求内容在限定时间内没有传完，未作任何登记。"],
        ["The request came too slowly", "The body did not arrive in time. Nothing was stored."];
    ConfirmNeeded = "confirm-needed", CONFLICT,
        ["需要确认", "该事项与通常顺序不符，但可以登记：请补上 confirm_out_of_order 并写明理由（规则另有要求的，还须写明批准人）后重新提交。尚未作任何登记。"],
        ["Confirmation needed", "The act is out of the usual order and can be recorded all the same: send it again with `confirm_out_of_order` and a reason, and where a rule asks, with the person who approved it. Nothing was stored yet."];
    ObjectExists = "object-exists", CONFLICT,
        ["对象已经存在", "该事项拟新建的对象，其标识已被使用，未作任何登记。"],
        ["The object exists", "The act would create an object whose id is in use. Nothing was stored."];
    Taken = "taken", CONFLICT,
        ["编号已被使用", "同一机构同一年度内该编号已经用于其他案件，未作任何登记。"],
        ["The number is taken", "The organ has given this number to another case in that year. Nothing was stored."];
    KeyReused = "key-reused", CONFLICT,
        ["Idempotency-Key 已用于其他请求", "同一登记人已将此 Idempotency-Key 用于另一内容的请求，请换用新值。未作任何登记。"],
        ["The Idempotency-Key was used for another request", "The same recorder used this key for a request that said something else; use a new one. Nothing was stored."];
    Contended = "contended", CONFLICT,
        ["案件正由他人登记", "多人同时向同一案件登记，本次未能完成，请稍后原样重试。未作任何登记。"],
        ["Others were writing", "Others kept writing to the same case; send the same request again. Nothing was stored."];
    Kept = "kept", CONFLICT,
        ["内容须继续保管", "所涉内容尚在保管期限之内、所属案件尚未办结，或者已采取证据保全，不得清除。detail 写明原因和截止日期。未作任何登记，没有清除任何内容。"],
        ["The texts must be kept", "The retention period of the texts is not over, their case is not closed, or a legal hold stands; `detail` says which and until when. Nothing was stored and nothing erased."];
    Erasure = "erasure", CONFLICT,
        ["清除事项现在不能办理", "该事项尚待批准、未获批准、已经清除或者已经过期；须由提请人以外的两名不同人员批准后才能清除。"],
        ["This cannot be done with the erasure now", "The erasure waits for approvals, was refused, was done or is over; two different persons other than the proposer approve before anything is erased."];
    Opening = "opening", CONFLICT,
        ["密封内容现在不能开启", "该申请尚待他人审批、未获批准、已经开启过或者已经过期；已经审批的申请不能再次审批。每次申请只能开启一次。"],
        ["The sealed part cannot be opened now", "The request waits for another person, was refused, was opened before or is over; what was decided is not decided again. Each request opens the part once."];
    SpecialAccess = "special-access", CONFLICT,
        ["特别查阅申请现在不能这样办理", "该申请已经审批、已经到期、已经收回，或者尚未批准。已经审批的申请不能再次审批，只有生效中的授权可以收回。"],
        ["The request for special access stands otherwise", "It was decided, is over, was taken back, or was not given yet. What was decided is not decided again, and only what is in force is taken back."];
    Stale = "stale", PRECONDITION_FAILED,
        ["案件已有更新", "案件在 If-Match 所写版本之后又有登记，请重新读取后再提交。未作任何登记。"],
        ["The case has moved on", "Something was recorded after the version in `If-Match`; read the case again and decide anew. Nothing was stored."];
    TooLarge = "too-large", PAYLOAD_TOO_LARGE,
        ["请求内容过大", "请求内容超过 1 MiB，请分多次提交。未作任何登记。"],
        ["The body is too large", "The body is longer than 1 MiB; send the acts in several requests. Nothing was stored."];
    MediaType = "media-type", UNSUPPORTED_MEDIA_TYPE,
        ["内容类型不受支持", "请求内容应为未压缩的 application/json。未作任何登记。"],
        ["Media type not supported", "Send the body as `application/json`, not compressed. Nothing was stored."];
    Roles = "roles", UNPROCESSABLE_ENTITY,
        ["所指对象的写法不符", "refs 中缺少该事项必须指明的对象，或者写了该事项没有的对象。未作任何登记。"],
        ["The refs do not fit the act", "The `refs` lack an object the act must name, or name one it cannot. Nothing was stored."];
    ObjectMissing = "object-missing", UNPROCESSABLE_ENTITY,
        ["所指对象不存在", "该事项指明的对象不存在，未作任何登记。"],
        ["The object does not exist", "An object the act names does not exist. Nothing was stored."];
    Absorbed = "absorbed", UNPROCESSABLE_ENTITY,
        ["案件已并入其他案件", "本案已并入其他案件，新的信访、线索和调查事项请登记到主案。未作任何登记。"],
        ["The case was taken over", "The case was taken over by another; record intake and investigation acts there. Nothing was stored."];
    Unreadable = "unreadable", UNPROCESSABLE_ENTITY,
        ["含有无法识别的记录", "案件含有本版程序无法识别的记录，只能查阅；更新程序后方可登记。"],
        ["The case holds records this program cannot read", "It can be read and takes no new acts until the program is updated."];
    Future = "future", UNPROCESSABLE_ENTITY,
        ["日期晚于今天", "尚未发生的事项不能登记，未作任何登记。"],
        ["The act lies in the future", "What has not happened cannot be recorded. Nothing was stored."];
    UnknownTerm = "unknown-code", UNPROCESSABLE_ENTITY,
        ["代码无法识别", "已载入的各套规定均无此代码，未作任何登记。"],
        ["The code is unknown", "No loaded regime knows the code. Nothing was stored."];
    Guard = "guard", UNPROCESSABLE_ENTITY,
        ["规则不允许在系统中办理", "本单位设置的规则不允许在系统中直接办理该事项；已在纸面办理的仍可登记。"],
        ["A rule blocks this act in the system", "A rule of the organ blocks the act in the system; what was done on paper can still be recorded."];
    File = "file", UNPROCESSABLE_ENTITY,
        ["所指文件不符", "事项所指的文件不在本案、尚未传完、已经清除，或者摘要值、类型与所存文件不符。未作任何登记。"],
        ["The file is not the one named", "The act names a file that is not of this case, not finished or erased, or whose digest or media type is another. Nothing was stored."];
    FileBounds = "file-bounds", UNPROCESSABLE_ENTITY,
        ["文件不符合要求", "文件的名称、类型或者长度不符合要求，或者数量已达上限。"],
        ["The file cannot be taken", "Name, media type or length of the file are not as they must be, or there are as many as may be."];
    FileLength = "file-length", LENGTH_REQUIRED,
        ["未写明文件长度", "上传须写明长度：一次传完的在 Content-Length 中写明，分次上传的在 Upload-Length 中写明。"],
        ["The length of the file is not told", "An upload says how long it is: in `Content-Length` when all comes at once, in `Upload-Length` when it comes in parts."];
    FileOffset = "file-offset", CONFLICT,
        ["续传位置不符", "上传应从 Upload-Offset 所示的字节继续：请以 HEAD 查询后再续传。"],
        ["The upload goes on elsewhere", "The upload goes on at the byte that `Upload-Offset` tells: ask with `HEAD` and go on from there."];
    FileUnfinished = "file-unfinished", CONFLICT,
        ["文件尚未传完", "文件尚未传完，不能读取。"],
        ["Not all of the file is there", "The upload is not finished, so the file cannot be read."];
    FileRange = "file-range", RANGE_NOT_SATISFIABLE,
        ["所请求的范围不在文件之内", "请求头 Range 应为文件之内的一个字节范围，长度见 Content-Range。"],
        ["The range lies outside the file", "The header `Range` asks for one range of bytes within the file, whose length `Content-Range` tells."];
    FileErased = "file-erased", GONE,
        ["文件已经清除", "文件已依规清除，不能再出示；历史记录仍然有效。"],
        ["The file was erased", "The file was erased on a legal basis and cannot be shown; the history stays valid."];
    FileLost = "file-lost", INTERNAL_SERVER_ERROR,
        ["文件缺失或者已被改动", "文件在存储中缺失，或者与存入时不符，不能出示。请告知管理员运行 wenze doctor。"],
        ["The file is missing or was altered", "The file is not in the store, or not as it was stored, and is not shown. Tell the administrator to run `wenze doctor`."];
    Correction = "correction", UNPROCESSABLE_ENTITY,
        ["更正不能成立", "该更正所指的记录或字段不能如此更正，未作任何登记。"],
        ["The correction cannot be made", "The record or field cannot be corrected so. Nothing was stored."];
    TooMuch = "too-much", UNPROCESSABLE_ENTITY,
        ["一次登记的内容过多", "一次请求的事项或者文字超过了单次登记的上限，请分多次提交。未作任何登记。"],
        ["Too much for one request", "The acts or texts of the request pass what one command may hold; send them in several. Nothing was stored."];
    CaseTooLong = "case-too-long", UNPROCESSABLE_ENTITY,
        ["案件记录过多", "案件的记录数超过一次可读取的上限，请通过 events 分页读取。"],
        ["The case is too long", "The case has more events than are read in one go; read its `events` page by page."];
    Internal = "internal", INTERNAL_SERVER_ERROR,
        ["服务器出错", "服务器未能完成该请求。请把 instance 中的编号告知管理员。"],
        ["The server failed", "The server could not do this. Tell the administrator the number in `instance`."];
    Busy = "busy", SERVICE_UNAVAILABLE,
        ["登记过于繁忙", "等待登记的内容过多，请在 Retry-After 所示秒数后原样重试。未作任何登记。"],
        ["Too much is being written", "Send the same request again after the seconds in `Retry-After`. Nothing was stored."];
    ListenersFull = "listeners-full", SERVICE_UNAVAILABLE,
        ["接收登记通知的连接已满", "同时接收登记通知的连接已达上限，请在 Retry-After 所示秒数后重新连接；带上最后收到的 id（after 或者 Last-Event-ID），其间的登记不会遗漏。"],
        ["All places of listeners are taken", "As many listen to what is recorded as this server takes. Connect again after the seconds in `Retry-After`; with the `id` heard last, as `after` or `Last-Event-ID`, nothing is missed meanwhile."];
    ViewBehind = "view-behind", SERVICE_UNAVAILABLE,
        ["列表尚未更新", "列表正在建立，或者还没有包含您刚刚登记的内容，请在 Retry-After 所示秒数后重试。"],
        ["The view is behind", "The list is being built, or does not show your own write yet; ask again after the seconds in `Retry-After`."];
    Unavailable = "unavailable", SERVICE_UNAVAILABLE,
        ["登记簿暂时无法访问", "数据库暂时无法访问。登记请求可能已经生效：请用同一 Idempotency-Key 原样重试以确认结果。"],
        ["The log cannot be reached", "The database cannot be reached. A write may or may not have been stored: the same request with the same `Idempotency-Key` tells."];
    Timeout = "timeout", SERVICE_UNAVAILABLE,
        ["处理超时", "服务器未能及时答复。登记请求可能已经生效：请用同一 Idempotency-Key 原样重试以确认结果。"],
        ["The answer took too long", "A write may or may not have been stored: the same request with the same `Idempotency-Key` tells."];
}

impl Code {
    /// The `type` of a problem, where it is explained.
    pub(crate) fn address(self) -> String {
        format!("{FOLDER}{}", self.as_str())
    }

    /// Its name.
    pub(crate) fn title(self, lang: Lang) -> &'static str {
        self.in_lang(lang)[0]
    }

    /// What it means and what to do.
    pub(crate) fn meaning(self, lang: Lang) -> &'static str {
        self.in_lang(lang)[1]
    }

    fn in_lang(self, lang: Lang) -> [&'static str; 2] {
        let (zh, en) = self.words();
        match lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_is_its_own_and_an_error() {
        let codes: HashSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.status().is_client_error() || code.status().is_server_error(), "{}", code.as_str());
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", code.as_str());
        }
    }

    #[test]
    fn the_readme_tells_every_code_with_its_status() {
        let readme = include_str!("../../README.md");
        for code in Code::ALL {
            let row = format!("| `{}` | {} |", code.as_str(), code.status().as_u16());
            assert!(readme.contains(&row), "{row}");
        }
        let rows = readme.lines().filter(|line| line.split(" | ").nth(1).is_some_and(|s| s.parse::<u16>().is_ok()));
        assert_eq!(rows.count(), Code::ALL.len(), "a code that is no more");
    }
}
