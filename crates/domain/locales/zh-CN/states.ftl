# Names of sub-states: state-<machine>-<state>.

## report
state-report-none = 未收件
state-report-received = 已收件
state-report-registered = 已登记
state-report-transferred = 已转送
state-report-filed_as_repeat = 重复件存查
state-report-declined = 不予受理
state-report-accepted = 已受理
state-report-in_disposal = 处置中
state-report-concluded = 已办结
state-report-answered = 已反馈

## clue
state-clue-none = 未建档
state-clue-opened = 已建档
state-clue-assigned = 已分办
state-clue-proposed = 已提处置意见
state-clue-hold_approved = 批准暂存
state-clue-held = 暂存待查
state-clue-interviewing = 谈话函询中
state-clue-verifying = 初步核实中
state-clue-close_approved = 批准了结
state-clue-reported = 已报结果
state-clue-closed = 已了结
state-clue-escalated = 已转立案
state-clue-merged = 已并入

## track
state-track-none = 未立案
state-track-filing_proposed = 立案呈批
state-track-filing_approved = 批准立案
state-track-filed = 已立案
state-track-inquiring = 启动问责调查
state-track-reopened = 重新启动
state-track-investigating = 审查调查中
state-track-suspended = 调查中止
state-track-facts_presented = 事实材料已见面
state-track-opinion_signed = 已签署意见
state-track-reported = 调查报告已提交
state-track-sent_for_review = 移送审理
state-track-in_review = 审理中
state-track-review_reported = 审理报告已提交
state-track-notice_served = 已作处分前告知
state-track-deliberated = 已集体讨论
state-track-determined = 已作决定
state-track-approved = 已获批准
state-track-document_issued = 决定书已印发
state-track-announced = 已送达宣布
state-track-executing = 执行中
state-track-execution_suspended = 执行中止
state-track-executed = 执行完毕
state-track-refused = 不予立案
state-track-transferred = 已移送
state-track-withdrawn = 已撤案
state-track-open = 在办
state-track-exempt = 免责
state-track-not_sanctioned = 不予处分
state-track-minor_measure = 第一种形态处理
state-track-referred = 已移送司法

## determination
state-determination-none = 未作出
state-determination-made = 已作出
state-determination-approved = 已获批准
state-determination-changed = 变更后批准
state-determination-refused = 未获批准
state-determination-issued = 决定书已印发
state-determination-served = 已送达
state-determination-announced = 已宣布
state-determination-upheld = 维持
state-determination-varied = 已变更
state-determination-revoked = 已撤销
state-determination-revoked_and_remade = 撤销并重新作出
state-determination-revoked_and_remanded = 撤销并责令重新作出
state-determination-corrected = 已纠正

## measure
state-measure-none = 未作出
state-measure-imposed = 已作出
state-measure-period_open = 影响期内
state-measure-reviewed = 期满已考察
state-measure-ended = 已期满
state-measure-lifted = 已解除
state-measure-extended = 已延长
state-measure-suspended = 执行中止
state-measure-resumed = 恢复执行
state-measure-replaced_by_heavier = 被更重处分吸收
state-measure-revoked = 已撤销
state-measure-varied = 已变更

## appeal
state-appeal-none = 未提出
state-appeal-filed = 已提出
state-appeal-passed_on = 已转递
state-appeal-accepted = 已受理
state-appeal-panel = 复查审议中
state-appeal-remanded = 责令重新作出
state-appeal-decided = 已决定
state-appeal-served = 决定已送达
state-appeal-refused = 不予受理
state-appeal-withdrawn = 已撤回

## item
state-item-none = 未责令
state-item-ordered = 已责令
state-item-planned = 已报方案
state-item-in_progress = 整改中
state-item-claimed = 已申请销号
state-item-inspected = 已检查
state-item-accepted = 已销号
state-item-rejected = 责令重新整改
state-item-overdue = 已逾期

## request
state-request-none = 未呈批
state-request-requested = 待批示
state-request-returned = 已退回
state-request-refused = 未批准
state-request-approved = 已批准
## letter
state-letter-none = 未发函
state-letter-issued = 已发函
state-letter-received = 已收函
state-letter-replied = 已回复

## recusal
state-recusal-none = 未提出
state-recusal-open = 待决定
state-recusal-refused = 不予回避
state-recusal-recused = 已回避

## evidence
state-evidence-none = 未收集
state-evidence-held = 在案保管
state-evidence-held_elsewhere = 已移交保管
state-evidence-sent_with_case = 已随案移送
state-evidence-returned = 已返还
state-evidence-released = 已解除查封、扣押
state-evidence-excluded = 已排除

## referral
state-referral-none = 未移送检察机关
state-referral-referred = 已移送检察机关
state-referral-returned = 退回补充调查
state-referral-concluded = 已有司法结果

## reappointment
state-reappointment-none = 未动议
state-reappointment-proposed = 已动议
state-reappointment-decided = 已决定

## accusation
state-accusation-none = 未见诬告迹象
state-accusation-suspected = 疑似诬告
state-accusation-found = 已认定诬告陷害
state-accusation-mistaken = 已认定错告

## clarification
state-clarification-none = 未提出
state-clarification-proposed = 已提出
state-clarification-approved = 已批准
state-clarification-clarified = 已澄清

## case
state-case-none = 尚无事项
state-case-report = 信访件
state-case-clue = 问题线索
state-case-open = 在办
state-case-closed = 已结案
state-case-absorbed = 已并案
state-case-reopened = 重新启动
state-case-open_tracks = 仍有问责途径未办结
state-case-all_tracks_final = 各问责途径均已办结

## fact
state-fact-none = 尚无
state-fact-responsibility_attributed = 已认定责任
state-fact-report_or_clue = 已有信访件或者问题线索
state-fact-fact_listed = 已列事实清单
state-fact-appeal_decided = 原决定已在申诉中变更、撤销或者已获纠正
state-fact-form_on_cadre = 已对该干部决定问责方式
state-fact-official_known = 人员身份已核实
state-fact-measure_decided = 已给予处分或者问责
state-fact-error_discovered = 已发现错误
state-fact-closed_unfounded = 问题线索已按失实了结
state-fact-finding_stands = 检查已认定违反
