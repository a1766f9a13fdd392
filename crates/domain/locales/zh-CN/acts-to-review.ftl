# The sentence of each kind of act: what was done. The value renders without any argument; an attribute is a clause that
# vanishes when a fact it names is not recorded; a clause named and-… follows without a comma.

## Intake

act-ReportReceived = { $source_kind_code ->
            [letter] 收到来信
            [visit] 接待来访
            [online] 收到网络举报
            [phone] 接到电话举报
            [congress] 收到人大转来的举报件
            [cppcc] 收到政协转来的举报件
            [media] 从媒体报道中收到问题反映
            [superior] 收到上级交办件
            [inspection] 收到巡视巡察移交件
            [audit] 收到审计移交件
            [supervisor] 收到监督员反映
            [opinion_box] 从意见箱收到问题反映
            [transfer] 收到其他机关转来的举报件
           *[other] 收到信访举报件
        }
    .reporter = { $reporter_kind }
    .subjects = 反映对象{ $subjects_count }人
    .contact = { $contact_given ->
            [yes] 留有联系方式
           *[other] 未留联系方式
        }
    .transfer = 由{ $came_by_transfer_from_organ }转来
    .repeat = { $repeat_of ->
           *[other] 反映内容与此前信访件重复
        }

act-ReportRegistered = 信访件登记
    .no = 编号{ $register_no }
    .ledger = 记入{ $ledger }
    .handler = 承办人{ $handler }

act-ReporterIdentityConfirmed = 核实举报人身份，确认为实名举报
    .and-method = （{ $method }核实）
    .contact = { $contact_given ->
            [yes] 留有联系方式
           *[other] 未留联系方式
        }

act-ReportAccepted = 受理信访举报件
    .organ = 由{ $competent_organ }管辖
    .scope = 受理范围：{ $scope }

act-ReportDeclined = 信访举报件不予受理
    .reason = 理由：{ $reason }
    .told = { $told_on }告知举报人

act-ReportTransferred = { $direction_code ->
            [up] 信访举报件报送上级
            [down] 信访举报件转送下级
            [lateral] 信访举报件转送同级其他机关
           *[other] 信访举报件转送
        }
    .and-to = ：{ $to_organ }
    .receipt = { $receipt_on }签收

act-RepeatReportFiled = 作为重复件存查
    .new = { $new_facts ->
            [yes] 含有新的事实
           *[other] 未反映新的事实
        }

act-ReporterInformedOfAcceptance = 向举报人告知受理情况
    .and-method = （{ $method }）

act-ReporterInformedOfResult = 向举报人反馈处理结果
    .and-method = （{ $method }）

act-ReporterObjectionRecorded = 记录举报人异议
    .objection = 异议：{ $objection }
    .explanation = 说明：{ $explanation }
    .evidence = { $new_evidence_offered ->
            [yes] 提出新的证据材料
           *[other] 未提出新的证据
        }

## Clues

act-ClueOpened = 问题线索建档
    .source = 来源：{ $source }
    .subjects = 被反映人{ $subjects_count }人
    .allegations = 反映问题{ $allegations_count }项
    .categories = 类别：{ $categories }
    .received = { $received_on }收到

act-ClueReportedUpward = { $stage_code ->
            [disposed] 向上级报告问题线索处置情况
           *[other] 向上级报告问题线索
        }
    .and-to = ，报{ $to_organ }
    .content = 内容：{ $content_ref }

act-SubjectIdentified = 核实被反映对象身份
    .no = 第{ $subject_no }名被反映人
    .basis = 依据：{ $basis }

act-HandlerAssigned = { $duty_code ->
            [report] 确定信访件承办人
            [clue] 确定问题线索承办人
            [investigation] 确定审查调查承办人
            [review] 确定审理承办人
            [appeal] 确定申诉承办人
            [execution] 确定处分执行承办人
            [rectification] 确定整改督办承办人
            [dossier] 移交案卷
           *[other] 确定承办人
        }
    .and-person = ：{ $person }
    .office = 部门：{ $office }
    .replaces = 接替{ $replaces }
    .by = 由{ $by }指派
    .received = { $received_on }接收

act-ClueAssigned = 问题线索分办
    .and-dept = 至{ $to_dept }
    .by = { $proposed_by }提出分办意见
    .approval = 经{ $approval_by }批准
    .received = { $received_on }签收

act-DispositionProposed = { $way_code ->
            [interview_inquiry] 提出谈话函询的处置意见
            [preliminary_verification] 提出初步核实的处置意见
            [hold] 提出暂存待查的处置意见
            [close] 提出予以了结的处置意见
           *[other] 提出处置意见
        }
    .reasons = 理由：{ $reasons }

act-DispositionApproved = { $result_code ->
            [approved] 批准处置意见
            [returned] 处置意见被退回
            [refused] 处置意见未获批准
           *[other] 处置意见经审批
        }
    .and-way = ：{ $way }
    .by = 审批人{ $approval_by }
    .opinion = 批示：{ $approval_opinion }

act-InterviewHeld = 与被反映人谈话
    .no = 第{ $subject_no }名被反映人
    .by = 谈话人{ $by }
    .with = 陪同人{ $accompanied_by }
    .place = 地点：{ $place }

act-InquiryLetterIssued = 发出函询通知书
    .no = 函号{ $letter_no }
    .cc = 抄送{ $cc }
    .questions = 函询问题：{ $questions_ref }

act-InquiryLetterReceived = 被函询人收到函询通知书

act-InquiryReplyReceived = 收到被函询人的书面说明
    .by = 由{ $countersigned_by }签署
    .on = 签署日期：{ $countersigned_on }
    .reply = 说明内容：{ $reply_ref }

act-InquiryReportSubmitted = 提交谈话函询情况报告
    .proposal = 建议{ $proposal }

act-VerificationTeamFormed = 成立核查组
    .members = 成员{ $members_count }人
    .lead = 组长{ $lead }
    .approval = 经{ $approvals }批准

act-VerificationReportSigned = 签署初步核实情况报告
    .and-signatories = （{ $signatories_count }人签名）
    .proposal = 建议{ $proposal }

act-ClueHeld = 问题线索暂存待查
    .reason = 理由：{ $reason }
    .until = { $review_by }前清理

act-ClueReviewed = 清理暂存线索
    .result = 结果：{ $result }
    .next = { $next_review_by }前再次清理

act-ClueClosed = 问题线索予以了结
    .outcome = { $outcome }
    .allegations = 逐项认定：{ $per_allegation }
    .harm = { $harm }
    .told = { $subject_told_on }告知被反映人

act-MinorMeasureTaken = { $kind_code ->
            [reminder] 进行谈话提醒
            [criticism] 给予批评教育
            [written_examination_ordered] 责令作出检查
            [admonition] 予以诫勉
           *[other] 给予第一种形态处理
        }
    .and-form = （{ $form }）
    .by = 实施人{ $by }

## Filing

act-CaseFilingProposed = 呈请立案
    .respondents = 拟立案对象{ $respondents_count }人（个）
    .basis = 依据：{ $basis }

act-CaseFilingApproved = 批准立案
    .by = 审批人：{ $approvals }

act-CaseFilingRefused = 不予立案
    .reason = 理由：{ $reason }
    .by = 审批人{ $approval_by }

act-CaseFiled = 立案
    .no = 案号{ $case_no }
    .organ = 立案机关{ $organ }
    .respondents = 被调查人{ $respondents_count }人（个）
    .designated = 由{ $designated_by }指定管辖

act-AccountabilityInquiryStarted = 启动问责调查
    .by = 启动机关{ $initiator }
    .respondents = 问责对象{ $respondents_count }人（个）
    .situations = 情形：{ $situations }
    .approval = 经{ $approval_by }批准

act-FilingAnnouncedToRespondent = 向被调查人宣布立案决定
    .by = 宣布人：{ $by }
    .credentials = { $credentials_shown ->
            [yes] 出示证件
           *[other] 未出示证件
        }
    .signature = { $signature ->
            [yes] 被调查人签名
           *[other] 被调查人未签名
        }

act-FilingNotifiedToOrganisation = 向所在单位通报立案
    .org = 单位：{ $org }
    .no = 文号{ $notice_no }

act-CaseTransferredOut = 案件移送管辖
    .and-to = 至{ $to_organ }
    .received = { $received_on }接收

## Investigation

act-InvestigationTeamFormed = 成立调查组
    .members = 成员{ $members_count }人
    .lead = 组长{ $lead }
    .approval = 经{ $approval_by }批准

act-TeamChanged = 调整调查组人员
    .added = 增加{ $added }
    .removed = 调出{ $removed }
    .reason = 理由：{ $reason }
    .approval = 经{ $approval_by }批准

act-InvestigationPlanApproved = 调查方案获批准
    .by = 审批人{ $approval_by }
    .measures = 措施：{ $measures }

act-EvidenceCollected = 收集证据
    .kind = { $kind }
    .from = 提供人：{ $from }
    .officers = 取证人员{ $officers_count }人

act-InterviewRecorded = { $role_code ->
            [respondent] 与被调查人谈话并制作笔录
            [witness] 询问证人并制作笔录
           *[other] 谈话（询问）并制作笔录
        }
    .time = 自{ $started_at }至{ $ended_at }
    .officers = 谈话人员{ $officers_count }人
    .credentials = { $credentials_shown ->
            [yes] 出示证件
           *[other] 未出示证件
        }
    .signed = { $signed ->
            [yes] 笔录已签名
           *[other] 笔录未签名
        }

act-EvidenceHandedOver = { $purpose_code ->
            [custody] 将证据移交保管
            [returned] 返还证据
            [released] 解除对证据的查封、扣押
            [with_case] 证据随案移送
           *[other] 移交证据
        }
    .from = 移交方：{ $from }
    .to = 接收方：{ $to }
    .receipt = 交接单号{ $receipt }

act-EvidenceExcluded = 排除非法证据
    .ground = 事由：{ $ground }
    .by = 决定人{ $by }

act-FactListed = 列入事实清单
    .text = 事实：{ $text_ref }
    .when = 行为时间：{ $conduct }
    .discipline = 违反{ $discipline }
    .misuse = 权力失范类型：{ $misuse }
    .disputed = { $disputed ->
            [yes] 被调查人有异议
           *[other] 被调查人无异议
        }

act-FactMaterialPresented = 事实材料与被调查人见面
    .by = 见面人员：{ $by }

act-RespondentOpinionSigned = { $position_code ->
            [agree] 被调查人签署意见：同意
            [partly] 被调查人签署意见：部分同意
            [disagree] 被调查人签署意见：不同意
            [refused] 被调查人拒绝签署意见
           *[other] 被调查人签署意见
        }
    .text = 具体内容：{ $text_ref }
    .witness = 见证人{ $witness }

act-DefenceHeard = { $form_code ->
            [oral] 听取被调查人口头陈述申辩
            [written] 收到被调查人书面陈述申辩
            [waived] 被调查人放弃陈述申辩
           *[other] 听取陈述申辩
        }
    .arguments = 申辩意见{ $arguments_count }条

act-DefenceVerified = { $adopted_code ->
            [yes] 申辩意见经核实，予以采纳
            [partly] 申辩意见经核实，部分采纳
            [no] 申辩意见经核实，不予采纳
           *[other] 核实申辩意见
        }
    .result = 核实结果：{ $result }
    .reason = 理由：{ $reason }

act-DisagreementExplained = 就被调查人不同意见作出书面说明
    .text = 内容：{ $text_ref }

act-InvestigationReportSubmitted = 提交调查报告
    .discussed = 调查组{ $discussed_on }集体讨论
    .signatories = { $signatories_count }人签名
    .proposals = 处理建议{ $proposal_per_respondent_count }项
    .missing = 报告缺少：{ $contents_check_missing }

act-InvestigationDeadlineExtended = 延长核查（调查）期限
    .and-until = 至{ $until }
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-InvestigationSuspended = 调查中止
    .from = 自{ $from }起
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-InvestigationResumed = 调查恢复
    .from = 自{ $from }起
    .rule = { $recompute_rule }
    .approval = 经{ $approval_by }批准

act-CaseWithdrawn = 撤销案件
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准
    .told = { $told_org_on }告知所在单位

act-RecusalGroundKnown = 发现应当回避的情形
    .and-ground = ：{ $ground }

act-RecusalRequested = { $requester_kind_code ->
            [self] 办案人员自行申请回避
            [respondent] 被调查人申请办案人员回避
            [reporter] 举报人申请办案人员回避
           *[other] 申请办案人员回避
        }
    .ground = 情形：{ $ground }
    .reasons = 理由：{ $reasons }

act-RecusalDecided = { $granted ->
            [yes] 决定回避
            [no] 决定不予回避
           *[other] 作出回避决定
        }
    .reason = 理由：{ $reason }
    .approval = 经{ $approval_by }批准

act-InterferenceRecorded = { $kind_code ->
            [asked] 登记过问案件情况
            [interfered] 登记干预案件情况
            [pleaded] 登记为案件说情、打招呼情况
            [met_respondent] 登记违反规定接触被调查人情况
           *[other] 登记过问、干预案件情况
        }
    .who = 过问、干预人：{ $who }
    .told = 已向{ $told_to }报告

## Review

act-CaseTransferredForReview = 移送审理
    .bundle = { $bundle_hash ->
           *[other] 案卷校验值已存
        }

act-ReviewAccepted = 受理审理

act-ReviewTeamFormed = 成立审理组
    .members = 成员{ $members_count }人
    .lead = 组长{ $lead }
    .conflict = { $conflict_check ->
            [yes] 已核查利益冲突
           *[other] 未核查利益冲突
        }

act-ReviewTalkHeld = 进行审理谈话
    .by = 谈话人：{ $by }
    .points = 新提出的情况：{ $new_points }

act-ReviewDeadlineExtended = 延长审理期限
    .and-until = 至{ $until }
    .ground = 事由：{ $ground }
    .approval = 经{ $approval_by }批准

act-ReturnedForReinvestigation = 退回重新调查
    .nth = 第{ $nth }次退回
    .reasons = 理由：{ $reasons }
    .approval = 经{ $approval_by }批准

act-ReturnedForSupplement = 退回补充证据
    .nth = 第{ $nth }次退回
    .items = 补证事项：{ $items }
    .due = 限{ $due_on }前补齐
    .approval = 经{ $approval_by }批准

act-ReviewOpinionFormed = 审理集体审议形成意见
    .votes = { $votes }
    .dispute = { $dispute_large ->
            [yes] 分歧较大
           *[other] 分歧不大
        }
    .opinion = 意见：{ $opinion }
    .dissent = { $dissent ->
           *[other] 记有不同意见
        }

act-ReviewReportSubmitted = 提交审理报告
    .opinions = 逐人提出意见{ $per_respondent_count }项
