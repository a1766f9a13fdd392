# What the pages say themselves; acts, states and codes have their words in the domain.

## Frame
product = 问责 Wenze
skip = 跳到正文
nav = 主要页面
languages = 语言
as-of = 截至
no-accounts = 只读 · 页面暂不支持登录
foot = 本页内容均由登记日志推得；日志只增不改。日期以北京时间为准。
pages = 翻页
pages-first = 回到第一页
pages-next = 下一页
to-register = 回到台账
join-names = 、

## Register
cases-title = 台账
cases-lead = 最近登记的排在前面。立案或者启动问责调查以前称信访件、问题线索，之后才称案件。
cases-kind = 类别
cases-all = 全部
cases-number = 编号
cases-number-hint = 案号、信访登记编号或者文号，写一部分即可
cases-stage = 阶段
cases-any-stage = 任何阶段
cases-find = 查找
cases-clear = 清除条件
cases-by-stage = 各阶段件数
cases-shown = 本页{ $rows }件
cases-bare = 台账里还没有任何登记
cases-bare-advice = 下一步：用示范数据启动，或者通过接口登记第一件。
cases-in-vain = 没有编号含“{ $number }”的登记
cases-in-vain-stage = 没有处在这一阶段的登记
cases-in-vain-advice = 下一步：核对编号，少写几个字，或者清除条件后再找。
cases-show-all = 查看全部登记
column-number = 编号
column-people = 涉及人员和途径
column-stage = 阶段
column-recorded = 最近登记
people-none = 尚未确定人员
people-more = 等{ $people }人（单位）
name-withheld = （姓名不可见）
name-and-post = { $name }（{ $post }）
stage-at = 途径{ $at }/{ $of }
acts = { $acts }项登记

## Head of a case
crumbs = 所在位置
within = 本页内容
side = 时点和可办事项
case-opened-on = 立案或启动
case-version = 登记
case-last-recorded = 最近登记
case-unreadable = 本案第{ $versions }项登记无法由当前版本识别：可以查阅，不能续写。
course = 办理进程
course-none = 无登记
until = 至

## Respondents and tracks
matrix-title = 责任人与问责途径
matrix-who = 责任人
matrix-none = 尚无责任人：立案呈批、立案或者启动问责调查时确定。
matrix-no-pair = 未涉及
pair-round = 第{ $round }轮
measure-months = { $months }个月
measure-from = 自
measure-lifted = 解除于
standing-remanded = 责令重新作出
standing-replaced = 已被取代

## What follows from measures and decisions
effects-title = 影响期与救济途径
effects-day = 推算至
effects-note = 由登记事项和制度推得，不作登记；注明“未核对”的，须与正式文本核对
effects-barred = 当日受到的限制
effects-further = 年度考核等其他影响
effects-remedy = 救济途径

## Objects
objects-title = 案内事项
objects-more = 等，另有{ $objects }项
appeal-by = 申诉人
item-unit = 责任单位
item-letters = 督办函
item-letters-count = { $letters }件
due = 期限
due-today = 今日到期
due-left = 剩{ $days }天（自然日）
due-over = 已逾期{ $days }天（自然日）

## A moment
moment-title = 查看任一时点
moment-lead = 两个时钟：事情何时发生，本机关何时知悉。两项都填，则看当时所知的当时情形。
moment-as-of = 已经发生
moment-as-of-hint = 截至这一天发生的事项
moment-known = 已经知悉
moment-known-hint = 截至这一天登记或知悉的事项
moment-version = 登记序号
moment-after = 起始序号
moment-show = 查看
moment-before = 上一项登记时的案情
then-title = 当时的案情，不是现在
then-version = 截至第{ $version }项登记，全案现有{ $latest }项
then-as-of = 截至{ $date }已经发生的事项
then-known = 截至{ $date }本机关已经知悉的事项
then-after = 最后一项：
step-no-before = 已是最早
step-no-after = 已是最新
step-now = 回到现在
recorded = 登记
known = 知悉

## What may be done
offers-title = 现在可以办理
offers-lead = 供查阅；登记通过接口办理。
offers-expected = 按通常顺序可以办理{ $acts }项
offers-out-of-order = 可以登记但与通常顺序不符{ $acts }项
offers-out-of-order-lead = 事情已经发生就可以登记，登记时须确认并说明理由。
offers-refused = 目前不能登记{ $acts }项

## History
history-title = 办理经过
order-newest = 最近的在前
order-oldest = 最早的在前
history-later = 更晚的登记
history-earlier = 更早的登记
note-imported = 全部登记由数据集“{ $set }”导入。
note-known = 知悉时间依据来源登记簿，本系统未见证；登记时间由本系统的日志记下。
note-behind = 还有{ $acts }项刚登记的事项正在整理，请稍后刷新。
band-record = 登记事项
band-span = { $from }至{ $until }，历时{ $days }天
gap = { $days } 天无登记事项
entry-no = 第{ $no }项
entry-then = 当时的案情
entry-later = 此时点以后
entry-here = 页面所示时点
entry-about = 所指登记：
entry-corrected-by = 后经更正：
entry-behalf = 代
entry-document = 文号
becomes = 变为
remark-out-of-order = 与通常顺序不符：{ $missing }
missing-state = { $what }应为“{ $needs }”，实为“{ $state }”
missing-fact = 尚缺“{ $needs }”

## What cannot be shown
failure-no-page = 没有这个地址
failure-no-page-advice = 请核对地址，或者从台账进入。
failure-no-case = 没有这一件
failure-no-case-advice = 编号或者链接可能有误。请回到台账按编号查找。
failure-no-version = 没有这一序号的登记
failure-no-version-advice = 请核对链接里的序号，或者回到台账打开该件查看最新情形。
failure-unreadable = “{ $field }”看不懂：{ $value }
failure-unreadable-advice = 日期写作2024-03-05，序号写作整数。请返回上一页更正后再试。
failure-cursor = 翻页链接已经失效
failure-cursor-advice = 请回到台账，从第一页重新翻起。
failure-method = 此处只能查阅
failure-method-advice = 页面不接收提交的内容；登记请通过接口办理。
failure-unavailable = 暂时无法读取
failure-unavailable-advice = 已登记的内容没有丢失。请几秒钟后重新打开本页；如果一直如此，请告诉系统管理员。
failure-fault = 程序出错
failure-fault-advice = 已登记的内容没有受影响。请把本页地址和时间告诉系统管理员。
failure-too-long = 本件超过{ $events }项登记，一页放不下
failure-too-long-advice = 请通过接口分页读取。

## Procedure sheet
sheet-title = 程序合规检查表
sheet-case = 案号
sheet-people = 检查对象
sheet-as-of = 判定时点
sheet-known = 知悉时点
sheet-none = 未登记
sheet-part = { $title }（{ $n }项）
sheet-count = { $title }{ $n }项
sheet-times = { $title }（{ $n }项）
sheet-broken = 违反规定
sheet-unclear = 无法判定
sheet-open = 待办
sheet-hint = 提示
sheet-waived = 已说明理由并获认可
sheet-kept = 已经遵守
sheet-silent = 当时未作规定
sheet-apart = 不适用
sheet-stamp = 复算依据
sheet-version = 案件登记项次
sheet-calendar = 放假安排
sheet-engine = 判定程序版本
sheet-signed = 检查人：
sheet-signed-on = 日期：
