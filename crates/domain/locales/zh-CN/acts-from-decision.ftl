# The sentence of each kind of act: what was done. The value renders without any argument; an attribute is a clause that
# vanishes when a fact it names is not recorded; a clause named and-… follows without a comma.

## Decision

act-PreDecisionNoticeServed = 处分前告知
    .proposed = 拟给予：{ $proposed }
    .basis = 依据：{ $basis }
    .method = { $method }

act-OpinionSolicited = { $from_code ->
            [org_dept] 征求组织（人事）部门意见
            [unit] 征求所在单位意见
           *[other] 征求意见
        }
    .replied = { $reply_on }收到回复
    .reply = 回复意见：{ $reply }

act-DecisionMeetingHeld = { $form_code ->
            [meeting] 召开会议集体讨论
            [circulation] 以传阅会签方式讨论
           *[other] 集体讨论
        }
    .body = 决策机构{ $body }
    .attendance = 应到{ $entitled }人，实到{ $present }人
    .recused = 回避：{ $recused }
    .votes = 表决：{ $items }
    .dissent = { $dissent ->
           *[other] 记有不同意见
        }

act-ResponsibilityAttributed = 认定责任
    .and-class = ：{ $class }
    .role = 责任角色：{ $role }
    .collective = { $collective ->
            [yes] 集体责任
           *[other] 个人责任
        }
    .fault = 失误环节：{ $appointment_fault }
    .objection = { $objection_recorded ->
            [yes] 曾提出异议并有记录
           *[other] 未见异议记录
        }
    .link = 因果关系：{ $causal_link }

act-CircumstancesFound = 认定情节
    .mitigating = 从轻、减轻：{ $mitigating }
    .aggravating = 从重、加重：{ $aggravating }
    .exempting = 免责：{ $exempting }

act-ExemptionGranted = { $extent_code ->
            [no] 予以容错免责，不予问责
            [waived] 免予问责或者处分
           *[other] 予以容错免责
        }
    .ground = 事由：{ $ground_code }
    .reasons = 理由：{ $reasons }

act-DeterminationMade = { $decision_or_proposal_code ->
            [proposal] 提出处理建议
            [decision] 作出处理决定
           *[other] 作出处理决定（或者建议）
        }
    .and-outcome = ：{ $outcome }
    .body = 机关：{ $body }
    .basis = 依据：{ $basis }

act-SanctionImposed = { $regime_code ->
            [party] 给予党纪处分
            [gov] 给予政务处分
            [employer] 给予处分（任免机关、单位）
           *[other] 给予处分
        }
    .and-kind = ：{ $kind }
    .months = 期限{ $months }个月
    .from = 自{ $effective_on }起生效
    .posts = 撤销职务：{ $posts }
    .rank = 确定职级：{ $new_rank }
    .each = 逐项：{ $per_violation }

act-AccountabilityFormDecided = { $target_code ->
            [organisation] 决定对组织问责
            [cadre] 决定对干部问责
           *[other] 决定问责
        }
    .and-form = ：{ $form }
    .with = 合并适用：{ $combined_with }
    .situations = 情形：{ $situations }
    .until = 至{ $until }

act-DecisionApproved = { $result_code ->
            [approved] 处理决定获批准
            [changed] 处理决定经变更后批准
            [refused] 处理决定未获批准
           *[other] 处理决定经审批
        }
    .organ = 批准机关：{ $organ }
    .and-kind = （{ $organ_kind }）
    .by = 审批人{ $approval_by }

act-DecisionDocumentIssued = 印发决定书
    .no = 文号{ $doc_no }
    .missing = 决定书缺少：{ $contents_check_missing }

## Referral

act-ReferredToProcuratorate = 移送检察机关审查起诉
    .charges = 涉嫌罪名：{ $charges }
    .bundle = { $bundle_hash ->
           *[other] 案卷校验值已存
        }

act-ReturnedByProcuratorate = 检察机关退回补充调查
    .nth = 第{ $nth }次退回
    .items = 补充调查事项：{ $items }
    .due = 限{ $due_on }前完成

act-JudicialOutcomeRecorded = { $outcome_code ->
            [conviction] 人民法院判决有罪
            [acquittal] 人民法院宣告无罪
            [not_prosecuted] 检察机关决定不起诉
            [withdrawn] 案件在司法环节撤回
            [changed] 原裁判经改判
           *[other] 登记司法结果
        }
    .court = 作出机关：{ $court }
    .no = 文号{ $doc_no }
    .from = 自{ $effect_on }起生效

act-ReferredToCompetentAuthority = 将其他违法犯罪问题移送有关机关
    .and-to = ：{ $to_organ }
    .matter = 事项：{ $matter }
    .receipt = { $receipt_on }签收

## Execution

act-DecisionServed = { $recipient_kind_code ->
            [person] 决定书送达本人
            [unit] 决定书送达所在单位
           *[other] 决定书送达
        }
    .to = 受送达人：{ $to }
    .method = { $method }
    .refused = 拒签情况：{ $refused_note }

act-DecisionAnnounced = { $audience_code ->
            [branch_all] 向支部全体党员宣布决定
            [leading_group] 向领导班子宣布决定
            [unit] 在所在单位宣布决定
            [subject] 向本人宣布决定
           *[other] 宣布决定
        }
    .by = 宣布人：{ $by }
    .scope = 范围：{ $scope }
    .statement = 本人意见：{ $respondent_statement }
    .refused = 拒签情况：{ $refused_note }

act-DecisionNotified = 通报（抄送）处理决定
    .and-to = 至{ $to }

act-DecisionPublished = { $channel_code ->
            [board] 在公开栏公开处理决定
            [sms] 以短信公开处理决定
            [tv] 在电视上公开处理决定
            [web] 在网站公开处理决定
            [meeting] 在会议上公开处理决定
            [bulletin] 以通报公开处理决定
           *[other] 公开处理决定
        }
    .scope = 范围：{ $scope }
    .redactions = 隐去：{ $redactions }
    .withheld = 未公开部分的理由：{ $withheld_reason }

act-DecisionArchived = 处理决定归档
    .and-archive = ，存入{ $archive }

act-FormalitiesCompleted = 办结职务、工资等手续
    .and-kinds = ：{ $kinds }

act-FormalitiesExtensionApproved = 职务、工资等手续延期办理
    .and-until = 至{ $until }
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-SelfCriticismSubmitted = 提交书面检讨
    .ref = 内容：{ $ref }

act-ExaminationMadeAtMeeting = 在会议上作检查
    .and-meeting = （{ $meeting }）

act-ExecutionReported = 报告处分执行情况
    .and-to = ，报{ $to }
    .items = 执行事项：{ $items }

act-ExecutionSuspended = 中止执行
    .by = 由{ $by }决定
    .ground = 事由：{ $ground }

act-ExecutionResumed = 恢复执行
    .by = 由{ $by }决定
    .ground = 事由：{ $ground }

act-SanctionLifted = 解除处分
    .body = 决定机关{ $body }

act-PersonnelActionRecorded = 登记人事变动
    .and-action = ：{ $action }
    .post = 职务：{ $post }
    .compared = { $post_vs_former_code ->
            [below] 低于原职务层次
            [same] 与原职务层次相当
           *[other] 高于原职务层次
        }
    .leading = { $leading_post ->
            [yes] 属领导职务
           *[other] 不属领导职务
        }
    .consent = 同意文件：{ $consent_ref }
    .source = 来源：{ $source }

act-ReappointmentProposed = 动议重新任职
    .post = 拟任职务：{ $post }
    .level = 层级：{ $level }
    .report = 本人报告：{ $cadre_report_ref }
    .org = 组织部门意见：{ $org_dept_opinion_ref }
    .cdi = 纪检监察机关意见：{ $cdi_opinion_ref }
    .field = 实地了解情况：{ $field_enquiry_ref }

act-ReappointmentDecided = { $approved ->
            [yes] 同意重新任职
            [no] 不同意重新任职
           *[other] 就重新任职作出决定
        }
    .body = 决定机关{ $body }
    .consulted = { $superior_consulted ->
            [yes] 已征求上级意见
           *[other] 未征求上级意见
        }

## Appeals

act-AppealFiled = { $route_code ->
            [acc_appeal] 提出问责申诉
            [party_appeal] 提出党内申诉
            [sup_review] 向原监察机关申请复审
            [sup_rereview] 向上一级监察机关申请复核
            [cs_reexam] 申请公务员复核
            [cs_appeal] 提出公务员申诉
            [cs_second_appeal] 提出公务员再申诉
            [soe_reexam] 申请国企人员复核
            [soe_appeal] 提出国企人员申诉
            [measure_complaint] 对调查措施提出申诉
           *[other] 提出申诉
        }
    .action = 所不服事项：{ $action_code }
    .received = { $received_on }收到
    .known = { $known_on }知道决定
    .relief = 请求：{ $relief }

act-AppealTimeExtensionDecided = { $granted ->
            [yes] 准予顺延申诉期限
            [no] 不予顺延申诉期限
           *[other] 就申诉期限的顺延作出决定
        }
    .obstacle = 障碍：{ $obstacle }
    .ended = 障碍于{ $ended_on }消除
    .asked = 于{ $asked_on }申请顺延
    .approval = 审批人{ $approval_by }

act-AppealAccepted = 受理申诉
    .told = { $told_on }告知申诉人

act-AppealRefused = 申诉不予受理
    .ground = 理由：{ $ground }
    .next = 告知后续途径：{ $next_route }

act-AppealPassedOn = 转递申诉
    .and-to = 至{ $to_organ }

act-ReviewPanelFormed = 成立复查组（公正委员会）
    .members = 成员{ $members_count }人
    .chair = 主任{ $chair }
    .conflict = { $conflict_check ->
            [yes] 已核查利益冲突
           *[other] 未核查利益冲突
        }

act-OriginalFileRecalled = 调阅原案案卷
    .bundle = { $bundle_hash ->
           *[other] 案卷校验值已存
        }

act-PanelOpinionGiven = 复查组提出意见
    .votes = { $votes }
    .opinion = 意见：{ $opinion }
    .dissent = { $dissent ->
           *[other] 记有不同意见
        }

act-AppealDeadlineExtended = 申诉办理期限延长
    .and-until = 至{ $until }
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-AppealDecided = { $outcome_code ->
            [upheld] 申诉决定：维持原决定
            [varied] 申诉决定：变更原决定
            [revoked_and_remade] 申诉决定：撤销原决定并重新作出决定
            [revoked_and_remanded] 申诉决定：撤销原决定，责令重新作出
            [revoked] 申诉决定：撤销原决定
           *[other] 作出申诉决定
        }
    .each = 逐项结果：{ $per_determination }
    .grounds = 理由：{ $grounds }
    .body = 决定机关{ $body }

act-AppealWithdrawn = 申诉人撤回申诉

act-RankRestored = 恢复职级、待遇
    .and-items = ：{ $items }

act-ReputationRestored = 恢复名誉
    .audience = { $audience_code ->
            [branch_all] 面向支部全体党员
            [leading_group] 面向领导班子
            [unit] 面向所在单位
            [subject] 面向本人
           *[other] 面向有关人员
        }
    .scope = 范围：{ $scope }

act-CompensationPaid = { $kind_code ->
            [pay] 补发工资待遇
            [property] 返还财物
            [fine] 退还罚款
           *[other] 予以补偿、返还
        }
    .amount = 数额：{ $amount_ref }

## Corrections

act-ErrorDiscovered = 发现处理决定或者记录有误
    .and-kind = ：{ $kind }
    .by = 发现人{ $by }
    .ref = 说明：{ $ref }

act-CorrectionOrdered = { $by_superior ->
            [yes] 上级机关责令纠正
            [no] 本机关责令纠正
           *[other] 责令纠正
        }
    .to = 由{ $to }纠正
    .due = 限{ $due_on }前完成

act-DecisionCorrected = 纠正问责决定
    .body = 纠正机关{ $body }
    .old = 原内容：{ $old }
    .new = 纠正为：{ $new }

act-RecordCorrected = 更正录入
    .changes = { $changes_count }处：{ $changes }
    .reason = 理由：{ $reason }
    .basis = 依据{ $basis_document }
    .approval = 经{ $approval_by }批准

act-RecordVoided = 记录作废
    .ground = 原因：{ $ground }
    .again = { $re_recorded_as ->
           *[other] 已重新登记
        }
    .approval = 经{ $approval_by }批准

act-OtherActRecorded = 登记其他事项
    .and-label = ：{ $label }
    .note = 备注：{ $note }

## Rectification

act-RectificationOrdered = { $kind_code ->
            [individual] 责令个别整改
            [systemic] 责令系统整改
           *[other] 责令整改
        }
    .source = 来源：{ $source }
    .unit = 责任单位{ $responsible_unit }
    .person = 责任人{ $responsible_person }
    .due = 限{ $due_on }前完成
    .supervisor = 督办人{ $supervisor }
    .problem = 问题：{ $problem }

act-RectificationPlanFiled = 报送整改方案
    .measures = 措施：{ $measures }

act-RectificationProgressReported = 报告整改进度
    .and-state = ：{ $percent_or_state }
    .evidence = 佐证材料{ $evidence_count }件
    .note = 说明：{ $note }

act-SupervisionLetterIssued = 发出督办函
    .no = 函号{ $letter_no }
    .level = { $level }督办
    .due = 限{ $due_on }前办结

act-RectificationExtended = 整改延期
    .and-until = 至{ $until }
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-EscalationStepTaken = { $step_code ->
            [principal_talk] 主要负责人约谈
            [notification] 予以通报
            [listed_supervision] 挂牌督办
            [admonition] 予以诫勉
            [org_adjustment] 给予组织调整
            [disciplinary] 给予纪律处分
           *[other] 采取加重措施
        }
    .because = { $because_of_code ->
            [overdue] 因逾期未整改
           *[other] 因情节严重
        }
    .missed = 原期限{ $missed_due_on }
    .reasons = 理由：{ $reasons }

act-RectificationClaimed = 申请销号
    .evidence = 佐证材料{ $evidence_count }件

act-RectificationInspected = { $method_code ->
            [open] 以明查方式检查整改情况
            [covert] 以暗访方式检查整改情况
            [survey] 以问卷测评方式检查整改情况
            [files] 查阅资料检查整改情况
           *[other] 检查整改情况
        }
    .by = 检查人{ $by }
    .findings = 情况：{ $findings }

act-RectificationAccepted = 整改验收通过，予以销号
    .by = 验收人{ $by }

act-RectificationRejected = 整改未通过验收，责令重新整改
    .due = 新期限{ $new_due_on }
    .reasons = 理由：{ $reasons }

act-HonoursForfeited = 取消评优资格
    .and-year = （{ $year }年度）
    .and-kind = ：{ $kind }

act-SatisfactionVoteRecorded = { $kind_code ->
            [integrity_report] 廉政报告测评
            [public_tasks] 公开承诺事项测评
            [annual_cadre] 干部年度测评
            [worst] 末位测评
            [life_meeting] 民主生活会测评
           *[other] 民主测评
        }
    .method = 方式：{ $method }
    .turnout = 应投{ $entitled }票，实投{ $cast }票
    .options = 结果：{ $options }
    .score = 得分{ $score }
    .threshold = 合格标准{ $threshold }

## Clarification

act-FalseAccusationSuspected = 发现疑似诬告
    .signs = 迹象：{ $signs }

act-FalseAccusationFound = 认定诬告陷害
    .facts = 事实：{ $facts }
    .approval = 经{ $approval_by }批准
    .level = 批准层级：{ $approval_level }

act-MistakenReportFound = 认定为错告
    .reasons = 理由：{ $reasons }
    .approval = 经{ $approval_by }批准

act-ClarificationProposed = { $by_code ->
            [dept] 承办部门提出澄清
            [subject] 被反映人申请澄清
           *[other] 提出澄清
        }
    .harm = 不良影响：{ $harm }
    .scope = 范围：{ $scope }
    .forms = 方式：{ $forms }

act-ClarificationApproved = 批准澄清
    .approval = 审批人{ $approval_by }
    .scope = 范围：{ $scope }
    .view = 被反映人意见：{ $subject_view }

act-Clarified = 予以澄清正名
    .forms = 方式：{ $forms }
    .scope = 范围：{ $scope }

## Relations

act-CasesLinked = { $relation_code ->
            [same_scheme] 作为串案关联
            [same_incident] 因同一事件关联
            [superior_subordinate] 因上下级关系关联
            [derived] 作为派生案件关联
            [remand_of] 因发回重办关联
            [same_respondent] 因同一责任人关联
           *[other] 案件关联
        }
    .by = 关联人{ $by }

act-RespondentAdded = 增加责任人
    .tracks = 问责途径：{ $entry_tracks }
    .level = 职务层级：{ $entry_post_level }
    .approval = 经{ $approval_by }批准

act-CaseClosed = 结案
    .reason = 理由：{ $reason }

act-CaseReopened = { $ground_code ->
            [new_evidence] 因发现新证据重新启动
            [correction] 因纠正错误重新启动
            [lifelong] 因终身问责重新启动
           *[other] 案件重新启动
        }
    .approval = 经{ $approval_by }批准

## Approvals

act-ApprovalRequested = 呈请审批
    .and-act = ：{ $act_kind }
    .post = 报{ $to_post }审批

act-ApprovalDecided = { $result_code ->
            [approved] 批示：批准
            [returned] 批示：退回
            [refused] 批示：不批准
           *[other] 作出批示
        }
    .by = 审批人{ $approval_by }
    .opinion = 批示内容：{ $approval_opinion }

act-MaterialApproved = { $result_code ->
            [approved] 材料获批准
            [returned] 材料被退回
            [refused] 材料未获批准
           *[other] 材料经审批
        }
    .by = 审批人：{ $approvals }

## Checks of procedure

act-ComplianceCheckRun = 程序合规检查
    .as_of = 截至{ $as_of }
    .known = 按{ $known }已知的记录
    .rulebooks = 所依规则{ $rulebooks_count }部
    .counts = 结论：{ $counts }
    .violations = { $violations_count ->
            [0] 未发现违反
           *[other] 发现违反{ $violations_count }项
        }
    .and-list = ：{ $violations }
    .note = 备注：{ $note }

act-FindingAnswered = { $answer_code ->
            [accepted] 认可检查结论
            [explained] 对检查结论作出说明
            [waived] 豁免检查结论
           *[other] 回应检查结论
        }
    .and-title = ：{ $title }
    .and-rule = （{ $rule }）
    .instance = 对象：{ $instance }
    .reason = 理由：{ $reason }
    .by = 回应人：{ $by }
    .approval = 经{ $approval_by }批准

act-ObligationMarked = { $mark_code ->
            [seen] 已看程序检查结论
            [question] 对程序检查结论存疑
            [accepted] 认可程序检查结论
           *[other] 标记程序检查结论
        }
    .and-title = ：{ $title }
    .and-rule = （{ $rule }）
    .verdict = 当时结论：{ $verdict }
    .by = 复核人：{ $by }
    .instance = 对象：{ $instance }
    .note = 备注：{ $note }

## Registers

act-OfficialRecorded = 登记人员
    .name = 姓名：{ $name }
    .identity = { $identity }
    .status = { $status }

act-PostHeld = 登记任职
    .post = 职务：{ $post }
    .level = 层级：{ $level }
    .kind = 职务类别：{ $post_kind }
    .elected = { $elected ->
            [yes] 选任
           *[other] 委任
        }
    .from = 自{ $from }起
    .to = 至{ $to }止

act-OfficialsMerged = 合并人员登记
    .reason = 理由：{ $reason }
    .approval = 经{ $approval_by }批准

act-OrganRecorded = 登记机构
    .and-name = ：{ $name }
    .level = 层级：{ $level }
    .kind = 类别：{ $kind }

act-OrganChanged = 机构变更
    .name = 更名为{ $name }
    .level = 层级：{ $level }
    .kind = 类别：{ $kind }
    .from = 自{ $from_on }起

## Rulebooks and calendars

act-RulebookVersionAdopted = 采用规则版本
    .and-title = ：{ $title }
    .and-version = （{ $version }版）
    .from = 自{ $in_use_from }起适用
    .house = { $house ->
            [yes] 属内部规则
           *[other] 不属内部规则
        }
    .approval = 经{ $approval_by }批准

act-RulebookWithdrawn = 停用规则
    .and-title = ：{ $title }
    .from = 自{ $out_of_use_from }起停用
    .reason = 理由：{ $reason }
    .approval = 经{ $approval_by }批准

act-CalendarPublished = 发布放假安排
    .and-title = ：{ $title }
    .and-revision = （{ $revision }）
    .notice = 依据{ $notice_no }

## Roles

act-RoleGranted = 授予角色
    .and-role = ：{ $role }
    .from = 自{ $from }起
    .until = 至{ $until }止
    .approval = 经{ $approval_by }批准

act-RoleRevoked = 收回角色
    .and-role = ：{ $role }
    .from = 自{ $from }起不再担任
    .reason = 理由：{ $reason }

## Delegations

act-AuthorityDelegated = 委托
    .and-to = { $to }代行职责
    .from = 委托人：{ $from }
    .office = 机构：{ $office }
    .acts = 可代为办理：{ $acts }
    .since = 自{ $from_on }起
    .until = 至{ $until }止
    .no = 文号{ $document_no }

act-DelegationRevoked = 撤销委托
    .by = 由{ $by }撤销
    .on = { $on }起失效
    .no = 文号{ $document_no }

## Reading

act-HistoryReplayed = 回放案件记录
    .as_of = 时点：{ $as_of }
    .known = 以{ $known }前已知的记录为准
    .by = 回放人：{ $by }
    .and-role = （{ $by_role }）
    .purpose = 用途：{ $purpose }

act-SealedOpeningRequested = 申请开启密封内容
    .by = 申请人：{ $by }
    .and-role = （{ $by_role }）
    .part = 第{ $part_no }部分
    .ground = 事由：{ $ground }
    .second = { $second_person ->
            [yes] 须经他人审批
           *[other] 无须他人审批
        }

act-SealedOpeningDecided = { $result_code ->
            [approved] 批准开启密封内容
            [refused] 不批准开启密封内容
           *[other] 退回开启密封内容的申请
        }
    .by = 审批人：{ $by }
    .and-role = （{ $by_role }）

act-SealedPartOpened = 开启密封内容
    .by = 开启人：{ $by }
    .and-role = （{ $by_role }）
    .part = 第{ $part_no }部分
    .approver = 经{ $approved_by }批准

act-CaseExported = 导出案件
    .by = 导出人：{ $by }
    .and-role = （{ $by_role }）
    .texts = { $with_texts ->
            [yes] 含原文
           *[other] 不含原文
        }

## Special access

act-AccessRequested = 申请特别查阅案件
    .by = 申请人：{ $by }
    .and-role = （{ $by_role }）
    .matter = 案件：{ $matter }
    .reason = 理由：{ $reason }
    .until = 至{ $until }止

act-AccessDecided = { $result_code ->
            [approved] 批准特别查阅案件
            [refused] 不批准特别查阅案件
           *[other] 退回特别查阅案件的申请
        }
    .by = 审批人：{ $by }
    .and-role = （{ $by_role }）
    .until = 至{ $until }止

act-AccessRevoked = 收回特别查阅授权
    .by = 收回人：{ $by }
    .and-role = （{ $by_role }）
    .reason = 理由：{ $reason }

## Erasure and holds

act-ErasureProposed = 提请清除内容
    .by = 提请人：{ $by }
    .and-role = （{ $by_role }）
    .covers = 范围：{ $covers }
    .basis = 法律依据：{ $legal_basis }
    .reason = 理由：{ $reason }

act-ErasureDecided = { $result_code ->
            [approved] 批准清除内容
            [refused] 不批准清除内容
           *[other] 退回清除内容的提请
        }
    .by = 审批人：{ $by }
    .and-role = （{ $by_role }）

act-PartErased = 清除内容
    .by = 经办人：{ $by }
    .and-role = （{ $by_role }）
    .covers = 范围：{ $covers }
    .subjects = 销毁的密钥：{ $subjects }
    .basis = 法律依据：{ $legal_basis }
    .approvers = 经{ $approved_by }批准

act-LegalHoldPlaced = 采取证据保全
    .by = 决定人：{ $by }
    .and-role = （{ $by_role }）
    .ground = 事由：{ $ground }
    .until = 至{ $until }止
    .reason = 理由：{ $reason }

act-LegalHoldLifted = 解除证据保全
    .by = 决定人：{ $by }
    .and-role = （{ $by_role }）
    .reason = 理由：{ $reason }

act-SealedFileOpened = 查阅密封文件
    .by = 查阅人：{ $by }
    .and-role = （{ $by_role }）
