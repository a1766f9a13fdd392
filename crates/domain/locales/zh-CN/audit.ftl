# Phrases of the audit trail beside the sentence of an act.

audit-recorded-late = 补录
    .happened = { $happened }发生
    .recorded = { $recorded }登记
    .days = 相隔{ $days }天

audit-out-of-order = 与通常顺序不符
    .missing = 尚缺：{ $missing }
    .reason = 说明：{ $reason }
    .approver = 批准人：{ $approver }

audit-corrected = 已更正
    .and-field = ：{ $field }
    .old = 原为{ $old }
    .new = 更正为{ $new }

audit-voided = 已作废
    .reason = { $reason }
    .on = { $on }作废

audit-state-moved = { $object }
    .and-move = ：{ $old } → { $new }

audit-undated = 材料未注明日期

audit-uncertain = 日期不够确切，是否在此时点之前无法判断

audit-imported = 批量导入
    .set = 数据集{ $set }
    .row = 第{ $row }行
    .label = 原文名称：{ $label }

audit-paper = 依据纸质材料登记
    .no = 文号{ $document_no }

audit-paper-decision = 纸质批件
    .clerk = 由{ $clerk }录入，录入人不是批准人

audit-delegated = 受委托办理
    .giver = 委托人：{ $giver }
    .doer = 受托人：{ $doer }

audit-known-at = 据来源记载，该机关于{ $known }知悉，本系统未见证

audit-actor = { $person }
    .role = { $role }
    .office = { $office }
    .behalf = 代{ $behalf }登记
