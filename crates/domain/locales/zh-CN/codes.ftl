# Labels of the closed lists: code-<List>-<code>.

## SourceKind
code-SourceKind-letter = 来信
code-SourceKind-visit = 来访
code-SourceKind-online = 网络举报
code-SourceKind-phone = 来电
code-SourceKind-congress = 人大转来
code-SourceKind-cppcc = 政协转来
code-SourceKind-media = 媒体反映
code-SourceKind-superior = 上级交办
code-SourceKind-inspection = 巡视巡察移交
code-SourceKind-audit = 审计移交
code-SourceKind-supervisor = 监督员反映
code-SourceKind-opinion_box = 意见箱
code-SourceKind-transfer = 其他机关转来

## ReporterKind
code-ReporterKind-real_name = 实名举报
code-ReporterKind-anonymous = 匿名举报
code-ReporterKind-organisation = 单位举报

## ContactMethod
code-ContactMethod-phone = 电话
code-ContactMethod-letter = 信函
code-ContactMethod-in_person = 当面
code-ContactMethod-online = 网络
code-ContactMethod-other = 其他方式

## Direction
code-Direction-up = 报送上级
code-Direction-down = 转送下级
code-Direction-lateral = 转送同级其他机关

## ClueSource
code-ClueSource-report = 检举控告
code-ClueSource-inspection = 巡视巡察
code-ClueSource-audit = 审计
code-ClueSource-judicial = 司法机关移送
code-ClueSource-media = 媒体
code-ClueSource-self = 监督检查中发现
code-ClueSource-derived_case = 案件查办中发现

## ClueReportStage
code-ClueReportStage-opened = 建档后报告
code-ClueReportStage-disposed = 处置后报告

## PostKind
code-PostKind-same_level_committee_member = 同级党委委员
code-PostKind-cdi_standing = 纪委常委
code-PostKind-supervisory_member = 监委委员
code-PostKind-principal_of_next_lower = 下一级党委(党组)主要负责人
code-PostKind-organ_principal = 机关主要负责人
code-PostKind-other = 其他职务

## Duty
code-Duty-report = 信访件
code-Duty-clue = 问题线索
code-Duty-investigation = 审查调查
code-Duty-review = 审理
code-Duty-appeal = 申诉复查
code-Duty-execution = 处分执行
code-Duty-rectification = 整改督办
code-Duty-dossier = 案卷

## Way
code-Way-interview_inquiry = 谈话函询
code-Way-preliminary_verification = 初步核实
code-Way-hold = 暂存待查
code-Way-close = 予以了结

## ApprovalResult
code-ApprovalResult-approved = 批准
code-ApprovalResult-returned = 退回
code-ApprovalResult-refused = 不批准

## InquiryProposal
code-InquiryProposal-accept_and_close = 予以采信并了结
code-InquiryProposal-minor_measure = 给予第一种形态处理
code-InquiryProposal-interview_again = 再次谈话函询
code-InquiryProposal-verify = 转初步核实
code-InquiryProposal-refer_false_accuser = 移送追究诬告陷害

## VerificationProposal
code-VerificationProposal-file = 立案审查调查
code-VerificationProposal-close = 予以了结
code-VerificationProposal-reminder = 谈话提醒
code-VerificationProposal-hold = 暂存待查
code-VerificationProposal-refer_to_party_organisation = 移送有关党组织处理

## ClueOutcome
code-ClueOutcome-unfounded = 反映失实
code-ClueOutcome-minor_handled = 情节轻微已作处理
code-ClueOutcome-unverifiable = 无法查实
code-ClueOutcome-referred = 移送其他机关

## AllegationResult
code-AllegationResult-true = 属实
code-AllegationResult-partly = 部分属实
code-AllegationResult-untrue = 不属实
code-AllegationResult-unverifiable = 无法查实

## Harm
code-Harm-none = 未造成不良影响
code-Harm-found = 造成不良影响
code-Harm-not_assessed = 未作评估

## MinorMeasure
code-MinorMeasure-reminder = 谈话提醒
code-MinorMeasure-criticism = 批评教育
code-MinorMeasure-written_examination_ordered = 责令检查
code-MinorMeasure-admonition = 诫勉

## MinorForm
code-MinorForm-talk = 谈话
code-MinorForm-written = 书面

## RespondentKind
code-RespondentKind-organisation = 组织
code-RespondentKind-cadre = 干部

## IntervieweeRole
code-IntervieweeRole-respondent = 被调查人
code-IntervieweeRole-witness = 证人

## RecusalGround
code-RecusalGround-relative_of_respondent = 系被调查人近亲属
code-RecusalGround-relative_of_reporter = 系举报人近亲属
code-RecusalGround-witness = 担任过本案证人
code-RecusalGround-interest = 本人或者近亲属与案件有利害关系
code-RecusalGround-other = 可能影响公正办理的其他情形

## RecusalRequester
code-RecusalRequester-self = 办案人员本人
code-RecusalRequester-respondent = 被调查人
code-RecusalRequester-reporter = 举报人
code-RecusalRequester-other = 其他人员

## HandOverPurpose
code-HandOverPurpose-custody = 移交保管
code-HandOverPurpose-returned = 返还
code-HandOverPurpose-released = 解除查封、扣押
code-HandOverPurpose-with_case = 随案移送

## InterferenceKind
code-InterferenceKind-asked = 过问案件
code-InterferenceKind-interfered = 干预案件
code-InterferenceKind-pleaded = 说情、打招呼
code-InterferenceKind-met_respondent = 违反规定接触被调查人

## ConductPrecision
code-ConductPrecision-day = 精确到日
code-ConductPrecision-month = 精确到月
code-ConductPrecision-year = 精确到年
code-ConductPrecision-unknown = 时间不详

## Misuse
code-Misuse-unused = 不用权
code-Misuse-hollow = 虚用权
code-Misuse-disorderly = 乱用权
code-Misuse-private = 私用权

## Discipline
code-Discipline-political = 政治纪律
code-Discipline-organisational = 组织纪律
code-Discipline-integrity = 廉洁纪律
code-Discipline-mass = 群众纪律
code-Discipline-work = 工作纪律
code-Discipline-life = 生活纪律

## Position
code-Position-agree = 同意
code-Position-partly = 部分同意
code-Position-disagree = 不同意
code-Position-refused = 拒绝签署

## DefenceForm
code-DefenceForm-oral = 口头
code-DefenceForm-written = 书面
code-DefenceForm-waived = 放弃申辩

## Adopted
code-Adopted-yes = 采纳
code-Adopted-partly = 部分采纳
code-Adopted-no = 不予采纳

## OpinionFrom
code-OpinionFrom-org_dept = 组织(人事)部门
code-OpinionFrom-unit = 所在单位

## MeetingForm
code-MeetingForm-meeting = 会议
code-MeetingForm-circulation = 传阅会签

## MeetingStepKind
code-MeetingStepKind-agenda = 确定议题
code-MeetingStepKind-material = 准备材料
code-MeetingStepKind-notice = 会议通知
code-MeetingStepKind-consult = 征求意见
code-MeetingStepKind-discussion = 充分讨论
code-MeetingStepKind-vote = 逐项表决
code-MeetingStepKind-resolution = 形成决议

## ResponsibilityClass
code-ResponsibilityClass-direct = 直接责任
code-ResponsibilityClass-main_leadership = 主要领导责任
code-ResponsibilityClass-important_leadership = 重要领导责任
code-ResponsibilityClass-overall_leadership = 全面领导责任
code-ResponsibilityClass-entity = 主体责任
code-ResponsibilityClass-supervisory = 监督责任

## ResponsibilityRole
code-ResponsibilityRole-principal = 主要负责人
code-ResponsibilityRole-direct_supervisor = 分管领导
code-ResponsibilityRole-participating_member = 班子其他成员
code-ResponsibilityRole-handler = 承办人员

## AppointmentFault
code-AppointmentFault-recommendation = 推荐环节
code-AppointmentFault-examination = 考察环节
code-AppointmentFault-inspection = 纪检监察意见环节
code-AppointmentFault-decision = 决定环节

## ExemptionExtent
code-ExemptionExtent-no = 不予问责
code-ExemptionExtent-waived = 免予问责

## Outcome
code-Outcome-sanction = 给予处分
code-Outcome-accountability_form = 予以问责
code-Outcome-exempt = 免责
code-Outcome-not_sanctioned = 不予处分
code-Outcome-minor_measure = 给予第一种形态处理
code-Outcome-withdrawn = 撤销案件
code-Outcome-referred = 移送有关机关

## DecisionOrProposal
code-DecisionOrProposal-decision = 决定
code-DecisionOrProposal-proposal = 建议

## JudicialOutcome
code-JudicialOutcome-conviction = 判决有罪
code-JudicialOutcome-acquittal = 宣告无罪
code-JudicialOutcome-not_prosecuted = 不起诉
code-JudicialOutcome-withdrawn = 撤回
code-JudicialOutcome-changed = 改判

## SanctionRegime
code-SanctionRegime-party = 党纪处分
code-SanctionRegime-gov = 政务处分
code-SanctionRegime-employer = 任免机关、单位处分

## ApprovingOrganKind
code-ApprovingOrganKind-committee = 同级党委
code-ApprovingOrganKind-superior_cdi = 上级纪委
code-ApprovingOrganKind-superior_organ = 上级机关
code-ApprovingOrganKind-branch_meeting = 支部党员大会

## BodyApproval
code-BodyApproval-approved = 批准
code-BodyApproval-changed = 变更后批准
code-BodyApproval-refused = 不批准

## RecipientKind
code-RecipientKind-person = 本人
code-RecipientKind-unit = 所在单位

## ServiceMethod
code-ServiceMethod-direct = 直接送达
code-ServiceMethod-left_with_witness = 留置送达
code-ServiceMethod-mail = 邮寄送达
code-ServiceMethod-public = 公告送达

## Audience
code-Audience-branch_all = 支部全体党员
code-Audience-leading_group = 领导班子
code-Audience-unit = 所在单位
code-Audience-subject = 本人

## NotifiedTo
code-NotifiedTo-unit = 所在单位
code-NotifiedTo-cdi = 纪检监察机关
code-NotifiedTo-org_dept = 组织(人事)部门
code-NotifiedTo-congress = 人大
code-NotifiedTo-cppcc = 政协
code-NotifiedTo-superior = 上级机关

## PublicationChannel
code-PublicationChannel-board = 公开栏
code-PublicationChannel-sms = 短信
code-PublicationChannel-tv = 电视
code-PublicationChannel-web = 网站
code-PublicationChannel-meeting = 会议
code-PublicationChannel-bulletin = 通报

## Archive
code-Archive-personnel = 个人档案
code-Archive-integrity = 廉政档案
code-Archive-case = 案卷

## PersonnelAction
code-PersonnelAction-appointed = 任职
code-PersonnelAction-promoted = 提拔
code-PersonnelAction-rank_up = 晋升职级
code-PersonnelAction-pay_step = 晋升工资档次
code-PersonnelAction-transferred = 调动
code-PersonnelAction-resigned = 辞职
code-PersonnelAction-retired = 退休
code-PersonnelAction-rewarded = 奖励
code-PersonnelAction-employer_sanction = 任免机关、单位处分

## PostComparison
code-PostComparison-below = 低于原职务层次
code-PostComparison-same = 与原职务层次相当
code-PostComparison-above = 高于原职务层次

## PersonnelSource
code-PersonnelSource-org_dept = 组织(人事)部门
code-PersonnelSource-public_notice = 公示公告
code-PersonnelSource-report = 群众反映

## AppealRoute
code-AppealRoute-acc_appeal = 问责申诉
code-AppealRoute-party_appeal = 党内申诉
code-AppealRoute-sup_review = 监察复审
code-AppealRoute-sup_rereview = 监察复核
code-AppealRoute-cs_reexam = 公务员复核
code-AppealRoute-cs_appeal = 公务员申诉
code-AppealRoute-cs_second_appeal = 公务员再申诉
code-AppealRoute-soe_reexam = 国企人员复核
code-AppealRoute-soe_appeal = 国企人员申诉
code-AppealRoute-measure_complaint = 对调查措施的申诉

## AppealOutcome
code-AppealOutcome-upheld = 维持
code-AppealOutcome-varied = 变更
code-AppealOutcome-revoked_and_remade = 撤销并重新作出
code-AppealOutcome-revoked_and_remanded = 撤销并责令重新作出
code-AppealOutcome-revoked = 撤销

## CompensationKind
code-CompensationKind-pay = 工资待遇
code-CompensationKind-property = 财物
code-CompensationKind-fine = 罚款
code-CompensationKind-other = 其他

## ErrorKind
code-ErrorKind-facts = 事实认定错误
code-ErrorKind-evidence = 证据不足
code-ErrorKind-basis = 依据错误
code-ErrorKind-responsibility = 责任不清
code-ErrorKind-procedure = 程序不合规
code-ErrorKind-treatment = 处理不当
code-ErrorKind-should_not_be_held = 不应问责

## VoidGround
code-VoidGround-duplicate = 重复登记
code-VoidGround-wrong_case = 登记到错误案件
code-VoidGround-did_not_happen = 并未发生
code-VoidGround-other = 其他

## RectificationSource
code-RectificationSource-decision = 处理决定
code-RectificationSource-inspection_finding = 巡视巡察反馈
code-RectificationSource-supervision = 日常监督
code-RectificationSource-vote = 民主测评
code-RectificationSource-democratic_life_meeting = 民主生活会
code-RectificationSource-recommendation = 纪律检查(监察)建议
code-RectificationSource-other = 其他

## RectificationKind
code-RectificationKind-individual = 个别整改
code-RectificationKind-systemic = 系统整改

## EscalationStep
code-EscalationStep-principal_talk = 主要负责人约谈
code-EscalationStep-notification = 通报
code-EscalationStep-listed_supervision = 挂牌督办
code-EscalationStep-admonition = 诫勉
code-EscalationStep-org_adjustment = 组织调整
code-EscalationStep-disciplinary = 纪律处分

## EscalationCause
code-EscalationCause-overdue = 逾期未整改
code-EscalationCause-gravity = 情节严重

## InspectionMethod
code-InspectionMethod-open = 明查
code-InspectionMethod-covert = 暗访
code-InspectionMethod-survey = 问卷测评
code-InspectionMethod-files = 查阅资料

## VoteKind
code-VoteKind-integrity_report = 廉政报告测评
code-VoteKind-public_tasks = 公开承诺事项测评
code-VoteKind-annual_cadre = 干部年度测评
code-VoteKind-worst = 末位测评
code-VoteKind-life_meeting = 民主生活会测评

## ClarificationBy
code-ClarificationBy-dept = 承办部门
code-ClarificationBy-subject = 被反映人

## ClarificationForm
code-ClarificationForm-written = 书面澄清
code-ClarificationForm-face_to_face = 当面澄清
code-ClarificationForm-meeting = 会议澄清
code-ClarificationForm-bulletin = 通报澄清

## Relation
code-Relation-same_scheme = 串案
code-Relation-same_incident = 同一事件
code-Relation-superior_subordinate = 上下级关系
code-Relation-derived = 派生案件
code-Relation-remand_of = 发回重办
code-Relation-same_respondent = 同一责任人

## ReopenGround
code-ReopenGround-new_evidence = 发现新证据
code-ReopenGround-correction = 纠正错误
code-ReopenGround-lifelong = 终身问责

## Verdict
code-Verdict-violated = 违反
code-Verdict-undetermined = 无法判定
code-Verdict-pending = 待办理
code-Verdict-holding = 持续遵守
code-Verdict-satisfied = 已遵守
code-Verdict-discharged = 义务已解除
code-Verdict-waived = 已豁免
code-Verdict-not_regulated = 未作规定
code-Verdict-not_applicable = 不适用

## ReviewMark
code-ReviewMark-seen = 已看
code-ReviewMark-question = 存疑
code-ReviewMark-accepted = 认可

## FindingAnswer
code-FindingAnswer-accepted = 认可
code-FindingAnswer-explained = 说明
code-FindingAnswer-waived = 豁免

## Identity
code-Identity-party_member = 中共党员
code-Identity-civil_servant = 公务员
code-Identity-soe_manager = 国有企业管理人员
code-Identity-institution_staff = 事业单位人员
code-Identity-self_governance = 基层群众性自治组织管理人员
code-Identity-other = 其他

## PersonStatus
code-PersonStatus-in_office = 在职
code-PersonStatus-retired = 退休
code-PersonStatus-left = 离职
code-PersonStatus-dead = 死亡

## ErasureScope
code-ErasureScope-parts = 部分内容
code-ErasureScope-case = 全案内容
code-ErasureScope-person = 人员身份信息

## HoldGround
code-HoldGround-litigation = 涉及未决诉讼
code-HoldGround-appeal = 涉及未决申诉
code-HoldGround-referral = 已移送检察机关或者法院
code-HoldGround-inspection = 巡视巡察或者审计要求保留
code-HoldGround-linked_case = 关联案件尚未办结
code-HoldGround-other = 其他事由

## ApprovalWay
code-ApprovalWay-system = 系统审批
code-ApprovalWay-paper = 纸质审批

## Level
code-Level-centre = 中央
code-Level-province = 省级
code-Level-city = 市级
code-Level-county = 县级
code-Level-township = 乡镇(街道)

## TrackCode
code-TrackCode-accountability = 党内问责
code-TrackCode-party = 党纪处分
code-TrackCode-gov = 政务处分
code-TrackCode-employer = 任免机关、单位处分
code-TrackCode-handling = 组织处理
code-TrackCode-petition = 信访工作责任

## EnteredFrom
code-EnteredFrom-system = 系统办理
code-EnteredFrom-paper = 纸质补录
code-EnteredFrom-import = 批量导入

## Confidentiality
code-Confidentiality-open = 公开
code-Confidentiality-internal = 内部
code-Confidentiality-restricted = 限制
code-Confidentiality-sealed = 封存

## Role
code-Role-INTAKE = 信访举报部门
code-Role-CLUE_DESK = 案件监督管理部门
code-Role-INSPECTOR = 承办人员
code-Role-TEAM_LEAD = 调查组组长
code-Role-REVIEWER = 审理人员
code-Role-ORGAN_HEAD = 机关负责人
code-Role-COMMITTEE_HEAD = 党委主要负责人
code-Role-DECISION_BODY = 集体决策机构
code-Role-CLERK = 文书人员
code-Role-ORG_DEPT = 组织(人事)部门
code-Role-EXEC_UNIT = 执行单位
code-Role-APPEAL_OFFICER = 申诉办理人员
code-Role-RECT_SUPERVISOR = 整改督办人员
code-Role-ADMIN = 系统管理人员
code-Role-SUPERVISOR = 分管领导
code-Role-AUDITOR = 审计人员
