# What a measure restricts and which remedy is open, with the place it stands in and whether a person has compared it.

## Where a fact stands
source-instrument = 《{ $title }》
source-instrument-edition = 《{ $title }》（{ $edition }年）
source-article = 第{ $first }条
source-article-item = 第{ $first }条第（{ $item }）项
source-articles = 第{ $first }条至第{ $last }条
source-answer = 答问第{ $first }问
source-join = 、
places-join = 、
note-join = ；
bars-join = ，不得
parentheses = { $text }（{ $note }）
place-decision = 据决定记载
place-source = 据{ $source }
mark-remembered = 未核对
mark-length = 期限未核对
mark-start = 起算方法未核对

## The period
period-party = 影响期
period-state = 处分期
period-other = 限制期
period-days = { $period }：{ $from }至{ $until }
period-from = { $period }：自{ $from }起，截止日无法推算
period-until = { $period }：至{ $until }
period-unknown = { $period }：无法推算
period-months = { $period }：{ $months }个月，起止日无法推算

## How it is on the day
running-ahead = 尚未开始
running-runs = 在期内
running-suspended = 执行已中止
running-awaits_lifting = 期限已满，尚未作出解除决定
running-over = 期限已满
running-over-itself = 已于{ $until }期满，自动解除
ended-lifted = 已解除
    .and-on = （自{ $on }起）
ended-revoked = 已撤销，不再计算
    .and-on = （{ $on }决定）
ended-remanded = 已责令重新作出，原限制不再计算
    .and-on = （{ $on }决定）
ended-replaced = 已被新的决定取代
    .and-on = （{ $on }决定）

## What is barred
bars-period = 期内不得{ $bars }
bars-days = { $from }至{ $until }不得{ $bars }
bars-from = 自{ $from }起不得{ $bars }，截止日无法推算
bars-unknown = 不得{ $bars }，起止日无法推算
barred-until = 至{ $until }不得{ $bar }
barred-open = 不得{ $bar }，截止日未定
barred-longest = { $text }，多项并存，以最长者为准

## How it ends
ending-automatic = 期满自动解除
    .and-condition = （条件：{ $condition }）
ending-decided = 期满后由作出决定的机关决定解除
    .and-condition = （条件：{ $condition }）
restored-not = 解除后不恢复{ $what }

## What is not sure
doubt-start_not_recorded = 未记载起算日
doubt-start_not_exact = 起算日只记到年或月，截止日按最晚可能推算
doubt-length_not_recorded = 期限可以选择，决定选定的期限未记载
doubt-length_only_bounded = 制度只规定上限，截止日按上限推算
doubt-length_differs = 决定记载的期限与所依据的制度不同，按决定推算
doubt-suspended = 执行中止期间是否计入期限，未见规定
doubt-varied = 变更后的期限自原决定生效之日起推算，未见明文规定
doubt-corrected = 决定已经纠正，纠正后的内容未记载
doubt-rights_restored_assumed = 按考察期满次日恢复党员权利推算
doubt-remainder_added = 与未执行完毕的处分期合并推算

## Further effects
assessment-year = { $year }年：{ $effect }
four-form = 监督执纪“四种形态”：{ $form }

## Remedies
limit-month = { $count }个月
limit-day = { $count }日
limit-working_day = { $count }个工作日
remedy-open = 可以向{ $to }提出{ $route }，最后一日为{ $last }
remedy-open-unknown = 可以向{ $to }提出{ $route }，期限为{ $limit }
remedy-direct = 也可以不经前一程序，直接向{ $to }提出{ $route }，最后一日为{ $last }
remedy-waiting = 可以在{ $limit }内向{ $to }提出{ $route }，起算日未记载
remedy-waiting-direct = 也可以不经前一程序，在{ $limit }内直接向{ $to }提出{ $route }，起算日未记载
remedy-lapsed = { $route }的提出期限已于{ $last }届满
remedy-perhaps_lapsed = { $route }的提出期限为{ $last }，逢休息日顺延，是否届满以工作日历为准
remedy-unlimited = 可以随时向{ $to }提出{ $route }
remedy-not_regulated = { $route }：所依据的制度未规定提出期限
remedy-pending = { $route }正在办理
    .decide = 应当在{ $last }以前作出决定
remedy-decided = { $route }已作出决定
remedy-refused = { $route }未予受理
remedy-withdrawn = { $route }已撤回
remedy-then = { $text }；其后：{ $then }
remedy-none = 所载制度中没有对此决定的救济途径
remedy-provisional = 期满日为休息日的顺延
