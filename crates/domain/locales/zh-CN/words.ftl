# Phases, headings, roles of objects, and small words.

## Phases of the procedure
phase-intake = 信访举报
phase-clue = 问题线索处置
phase-filing = 立案与启动
phase-investigation = 审查调查
phase-review = 审理
phase-decision = 决定
phase-execution = 送达与执行
phase-appeal = 申诉复审复核
phase-correction = 纠正与更正
phase-rectification = 整改督办
phase-clarification = 诬告与澄清
phase-relations = 案件关联与结案
phase-governance = 审批
phase-registers = 人员与机构登记
phase-marks = 复核标记
phase-rulebooks = 规则与日历
phase-grants = 角色授予
phase-delegations = 委托
phase-access = 查阅记录
phase-erasure = 清除与保全

## Headings, by their number in the list of headings
group-intake = 信访举报
group-clue = 问题线索处置
group-filing = 立案与启动
group-investigation = 审查调查
group-review = 审理
group-decision = 决定
group-referral = 移送与司法
group-execution = 送达与执行
group-appeal = 申诉复审复核
group-correction = 纠正与更正
group-other = 更正与其他
group-rectification = 整改督办
group-clarification = 诬告与澄清
group-relations = 案件关联与结案
group-governance = 审批
group-checks = 授权与检查
group-registers = 人员与机构登记
group-rulebooks = 规则与日历

## What an act is about
ref-report = 信访件
ref-clue = 问题线索
ref-letter = 函询通知书
ref-respondent = 责任人
ref-track = 问责途径
ref-round = 轮次
ref-allegation = 反映问题
ref-evidence = 证据
ref-recusal = 回避
ref-fact = 事实
ref-argument = 申辩意见
ref-meeting = 会议
ref-determination = 处理决定
ref-measure = 处分或者问责方式
ref-inv_measure = 调查措施
ref-document = 决定书
ref-appeal = 申诉
ref-prior_appeal = 前一申诉
ref-item = 整改事项
ref-reappointment = 重新任职
ref-accusation = 举报的真伪
ref-clarification = 澄清
ref-finding = 巡视巡察发现
ref-request = 呈批件
ref-event = 已登记事项
ref-object = 承办对象
ref-case = 案件
ref-official = 人员
ref-merged_official = 被合并的人员登记
ref-organ = 机构
ref-parent = 上级机构
ref-managing_organ = 干部管理机关
ref-person = 人员
ref-lead_case = 主案
ref-delegation = 委托
ref-opening = 密封内容开启申请
ref-special_access = 特别查阅申请
ref-erasure = 清除事项
ref-hold = 证据保全

## Small words
not-recorded = 未记载
not-opened = （内容不可见）
sealed = （已封存）
yes = 是
no = 否
file-attached = 附件
short-id = 编号{ $id }
join-words = 、
join-items = ；
join-clauses = ，
join-parts = { "" }

percent = { $n }%
article = 第{ $n }条

## Objects as findings name them
object = { $what }
    .and-date = （{ $date }）
object-of = { $whose }的{ $what }
    .and-date = （{ $date }）
object-track = { $whose }（{ $what }）
object-unnamed = 姓名不可见者

## Answers to findings
finding-answer = 回应：{ $answer }
    .who = { $who }
    .date = { $date }
    .reason = 理由：{ $reason }
    .vain = { $vain }
answer-not-competent = 未经有权机关批准，不影响判定

## How an obligation stood
obligation-stood = { $verdict }
    .and-due = （应于{ $due }前办结）
obligation-changed = { $known }起
    .and-old = 由“{ $old }”
    .and-new = 变为“{ $new }”
    .cause = { $cause ->
            [act] 因新的登记
            [due] 因期限届满
            [norm] 因新规定施行
            [notice] 因放假安排公布
            [rulebook] 因规则版本变动
            [calendar] 因日历版本变动
           *[other] 原因未载明
        }

obligation-turned = 判定有变
    .and-old = ：原为“{ $old }”
    .now = 现为“{ $new }”

## Dates
date-undated = 未注明日期
date-year = { $year }年
date-month = { $year }年{ $month }月
date-day = { $year }年{ $month }月{ $day }日
date-full = { $year }年{ $month }月{ $day }日({ $weekday })
date-timed = { $date } { $time }
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
