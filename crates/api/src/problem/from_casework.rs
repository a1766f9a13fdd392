//! From what a use case or the accounts answer to a fault: the one place where it happens, and where what is ours to mend is logged.

use wenze_casework::{Block, Error, FileProblem, Unasked};
use wenze_domain::registers::{AccessState, ErasureState, OpeningState};
use wenze_domain::words::Lang;

use super::{Code, Fault};
use crate::wire::said;

/// What a caller is told to wait when too many passwords are compared at once, in seconds.
const BUSY_RETRY_S: u32 = 2;
/// Most reasons that one problem tells.
const KEPT_TOLD_MAX: usize = 5;

impl Fault {
    /// The fault behind an error. `is_list` says whether the request had a list of acts.
    pub(crate) fn of(error: Error, is_list: bool) -> Self {
        match error {
            Error::Refused(problem) => Self::refused(problem.refusal, problem.index, is_list),
            Error::NotFound { .. } => Self::new(Code::NotFound),
            Error::Taken { key, .. } => match taken(&key) {
                Some(number) => Self::new(Code::Taken).because(&number),
                None => Self::new(Code::Taken),
            },
            Error::KeyReused => Self::new(Code::KeyReused),
            Error::Contended | Error::MovedOn { .. } => Self::new(Code::Contended),
            Error::Busy { retry_after_s } => Self::new(Code::Busy).after(retry_after_s),
            Error::ListenersFull { retry_after_s } => Self::new(Code::ListenersFull).after(retry_after_s),
            Error::ViewBehind => Self::new(Code::ViewBehind),
            Error::BadToken(what) => Self::new(Code::Token).because(what),
            Error::Unasked(Unasked::Empty) => Self::new(Code::SearchEmpty),
            Error::Unasked(Unasked::Short) => Self::new(Code::SearchShort),
            Error::Unasked(Unasked::Long) => Self::new(Code::SearchLong),
            Error::TooLong(_) => Self::new(Code::CaseTooLong),
            Error::TooManyCells(most) => Self::new(Code::Query).said(
                format!("表格超过{most}格，请只用一个维度，或者缩短期间"),
                format!("the table has more than {most} cells: ask by one dimension, or for a shorter period"),
            ),
            Error::Opening(state) => Self::opening(state),
            Error::Access(state) => Self::special_access(state),
            Error::Erasure(state) => Self::erasure(state),
            Error::Kept(blocks) => Self::kept(&blocks),
            Error::File(problem) => Self::file(problem),
            Error::FileUnfinished => Self::new(Code::FileUnfinished),
            Error::FileErased => Self::new(Code::FileErased),
            Error::TooMuch(reason) => Self::new(Code::TooMuch).because(&reason),
            Error::Unavailable => Self::new(Code::Unavailable),
            Error::Vault(error) if error.is_lost_file() => {
                tracing::error!(%error, "a file cannot be shown");
                Self::new(Code::FileLost)
            }
            Error::Views(error) if error.is_unbuilt() => Self::new(Code::ViewBehind),
            error if error.is_passing() => Self::new(Code::Unavailable),
            other => Self::ours(&other),
        }
    }

    /// Why a sealed part is not opened, or its opening not decided on.
    fn opening(state: OpeningState) -> Self {
        let (zh, en) = match state {
            OpeningState::Waiting => ("尚待他人审批", "another person has to approve first"),
            OpeningState::Open(_) => ("已经可以开启，无须再审批", "nothing is left to decide: it may be opened"),
            OpeningState::Refused => ("未获批准", "it was refused"),
            OpeningState::Opened => ("已经开启过，不再展示", "it was opened before and is not shown again"),
            OpeningState::Lapsed => ("已经过期，请重新申请", "its time is over: ask again"),
        };
        Self::new(Code::Opening).said(zh, en)
    }

    /// Why special access is not decided on, or not taken back.
    fn special_access(state: AccessState) -> Self {
        let (zh, en) = match state {
            AccessState::Waiting => ("尚待他人审批", "another person has to decide first"),
            AccessState::InForce(_) => ("已经批准，无须再审批；可以收回", "it was given already; it may be taken back"),
            AccessState::Refused => ("未获批准", "it was refused"),
            AccessState::Lapsed => ("申请逾期未审批，请重新申请", "nobody decided in time: ask again"),
            AccessState::Over(_) => ("已经到期", "its time is over"),
            AccessState::Revoked => ("已经收回", "it was taken back"),
        };
        Self::new(Code::SpecialAccess).said(zh, en)
    }

    /// Why nothing more is done with an erasure now.
    fn erasure(state: ErasureState) -> Self {
        let (zh, en) = match state {
            ErasureState::Waiting(missing) => {
                (format!("尚须{missing}人批准"), format!("so many persons must still approve: {missing}"))
            }
            ErasureState::Approved => ("已经获准，无须再审批".to_owned(), "nothing is left to decide".to_owned()),
            ErasureState::Refused => ("未获批准".to_owned(), "it was refused".to_owned()),
            ErasureState::Erased => ("已经清除".to_owned(), "it is erased".to_owned()),
            ErasureState::Lapsed => {
                ("已经过期，请重新提请".to_owned(), "its time is over: propose it again".to_owned())
            }
        };
        Self::new(Code::Erasure).said(zh, en)
    }

    /// What keeps texts, and until when.
    fn kept(blocks: &[Block]) -> Self {
        let told = |lang: Lang, between: &str| {
            let told: Vec<String> = blocks.iter().take(KEPT_TOLD_MAX).map(|block| said(block, lang)).collect();
            told.join(between)
        };
        Self::new(Code::Kept).said(told(Lang::ZhCn, "；"), told(Lang::En, "; "))
    }

    /// Why a file is not begun or gone on with.
    fn file(problem: FileProblem) -> Self {
        let (code, zh) = match problem {
            FileProblem::Busy => return Self::new(Code::Busy).after(BUSY_RETRY_S),
            FileProblem::KeyReused => return Self::new(Code::KeyReused),
            FileProblem::TooLong => (Code::FileBounds, "单个文件最大 2 GiB".to_owned()),
            FileProblem::Name => (Code::FileBounds, "文件名应为 1 至 255 个字符的一行文字".to_owned()),
            FileProblem::MediaType => (Code::FileBounds, "文件类型应写作 application/pdf 之类".to_owned()),
            FileProblem::TooManyUnfinished => {
                (Code::FileBounds, "尚未传完的文件已达上限，请先传完或者放弃其中之一".to_owned())
            }
            FileProblem::TooManyOfCase => (Code::FileBounds, "本案文件数量已达上限".to_owned()),
            FileProblem::Offset(at) => (Code::FileOffset, format!("应从第{at}字节继续")),
            FileProblem::Beyond(size) => (Code::FileOffset, format!("文件声明为{size}字节，所传内容超出")),
            FileProblem::Finished => (Code::FileOffset, "文件已经传完，不能再添加".to_owned()),
            FileProblem::Superseded => (Code::FileOffset, "同一文件的另一次续传正在进行".to_owned()),
        };
        Self::new(code).said(zh, problem.to_string())
    }

    /// The fault behind an error of the accounts.
    pub(crate) fn of_access(error: &wenze_access::Error) -> Self {
        use wenze_access::Error;
        match error {
            Error::Unfit(_) => Self::new(Code::Password),
            Error::Busy => Self::new(Code::TooManyAttempts).after(BUSY_RETRY_S),
            Error::TokenName => {
                Self::new(Code::Malformed).at("/name").said("名称应为 1 至 100 个字符的一行文字", error.to_string())
            }
            Error::TokenLife => {
                Self::new(Code::Malformed).at("/days").said("有效期应为 1 至 366 天", error.to_string())
            }
            Error::TooManyTokens => Self::new(Code::TooManyTokens),
            error if error.is_passing() => Self::new(Code::Unavailable),
            other => {
                tracing::error!(error = %other, "the accounts failed");
                Self::new(Code::Internal)
            }
        }
    }

    /// What the caller cannot mend. The message of the log, the vault and the views holds no private text; that of an
    /// event which cannot be written may.
    fn ours(error: &Error) -> Self {
        match error {
            Error::Unwritable(_) => tracing::error!("an event that was decided cannot be written"),
            other => tracing::error!(error = %other, "a use case failed"),
        }
        Self::new(Code::Internal)
    }
}

impl From<wenze_access::Error> for Fault {
    fn from(error: wenze_access::Error) -> Self {
        Self::of_access(&error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::of(error, false)
    }
}

/// The number of a claim key `case_no:<organ>:<year>:<number>`. Who holds it is not told: that is for those who may read
/// the other case.
fn taken(key: &str) -> Option<String> {
    let (year, number) = key.strip_prefix("case_no:")?.split_once(':')?.1.split_once(':')?;
    Some(format!("{number} ({year})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_number_is_told_without_its_holder() {
        let key = "case_no:0192f0c1-0000-7000-8000-000000000001:2024:京纪立〔2024〕7号";
        assert_eq!(taken(key).as_deref(), Some("京纪立〔2024〕7号 (2024)"));
        assert_eq!(taken("import:set:row"), None);
    }
}
