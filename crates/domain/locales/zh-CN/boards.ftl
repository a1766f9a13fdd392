# 责任、申诉、整改、公开、关联、个人情况等各板的说明。

## 责任
responsibility-line = { $track }
    .share = { $share }
    .role = { $role }
    .class = { $class }
    .outcome = 处理结果：{ $outcome }
share-collective = 集体责任
share-individual = 个人责任
gap-principal_missing = 已追究集体或者领导责任，但无人以主要负责人身份承担责任
gap-direct_missing = 没有认定直接责任人
gap-higher_level_missing = 只追究了经办和参与人员，没有领导或者分管人员承担责任
gap-causal_link_missing = 责任认定没有写明因果关系
    .and-whom = ：{ $whom }

## 申诉
appeal-line = { $route }
    .instance = { $instance ->
        [1] 第一次提出
       *[other] 第{ $instance }次提出
    }
    .filed = { $filed }提出
    .accepted = { $accepted }受理
    .decided = { $decided }作出决定
    .outcome = 结果：{ $outcome }
    .state = 目前{ $state }
    .organ = 办理机关：{ $organ }

## 整改
item-line = { $state }
    .unit = 责任单位：{ $unit }
    .due = 应于{ $due }前完成
    .over = 逾期{ $over }天
    .letters = 已发督办函{ $letters }次
    .step = 已采取{ $step }
    .accepted = { $accepted }验收通过

## 个人情况
action-met-bar = 在限制期内：{ $bar }
action-perhaps-met-bar = 可能在限制期内：{ $bar }
action-undecided = 没有登记所依据的决定
may-take-yes = 已登记的处分和问责中，没有妨碍{ $on }任职的限制
may-take-no = { $on }不得任职
may-take-undetermined = { $on }能否任职，依现有登记无法判断
may-take-bar = 妨碍任职：{ $bar }
may-take-perhaps = 可能妨碍任职：{ $bar }
may-take-unknown = 有的限制起止日无法推算，或者执行已中止
may-take-nothing = 没有登记任何处分或者问责方式

## 关联
relation-absorbed = 并入

## 公开
told-served = 送达
told-announced = 宣布
told-notified = 通报、抄送
told-published = 公开
told-archived = 归档
publication-line = { $act }
    .on = { $on }
    .audience = 对象或者渠道：{ $audience }
    .scope = 范围：{ $scope }
    .method = 方式：{ $method }
    .document = 文号：{ $document }
untold-documented = 未制发决定书
untold-served = 未送达
untold-announced = 未宣布
untold-notified = 未通报、抄送
untold-published = 未公开，也未说明理由
untold-line = { $missing }
    .track = 程序：{ $track }

## 工作清单
worklist-todo = 待办
worklist-pool = 待领取
worklist-submitted = 已提交待审
worklist-waiting = 挂起、等待
worklist-done = 已结
task-running = 在办
task-due_soon = 即将到期
task-overdue = 逾期未办
task-stopped = 期限中止
task-no_figure = 未定期限
task-submitted = 待审
task-done = 已办结
task-done_late = 逾期办结
task-flag-provisional = 期限暂定：当年放假安排尚未公布
task-flag-remembered = 依据待核
task-flag-turned = 更正或者补录改变了判定
task-flag-recusal = 有回避事项未决
task-flag-restricted = 限定知悉范围
task-flag-supervised = 已督办
task-line = { $state }
    .act = { $act }
    .due = 应于{ $due }前办结
    .left = 还有{ $left }天
    .over = 逾期{ $over }天

passed-looked-at = 已查看：{ $name }
passed = 不妨碍任职：{ $why }
passed-nothing = 这项处分或者问责方式不附带期限，也不附带限制
passed-ended-on = 自{ $on }起已解除、撤销或者被取代
passed-ended = 已解除、撤销或者被取代
passed-over-on = 限制期已于{ $on }届满
passed-over = 限制期已经届满
passed-ahead-on = 限制期自{ $on }起才开始
passed-ahead = 限制期尚未开始
passed-suspended = 执行已中止
passed-no-bar = 期内没有限制任职的内容
passed-other = 期内不得{ $bars }，所问职务的层级和类型不在其内
passed-join = 、
