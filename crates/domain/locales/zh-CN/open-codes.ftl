# Labels of usual open codes: open-<list>-<code>. A code not named here is shown as it stands.

## ClueReview
open-ClueReview-kept = 继续暂存
open-ClueReview-held = 继续暂存
open-ClueReview-reassigned = 重新分办

## Evidence
open-Evidence-documentary = 书证
open-Evidence-physical = 物证
open-Evidence-testimony = 证人证言
open-Evidence-statement = 被调查人陈述
open-Evidence-audio_video = 视听资料
open-Evidence-electronic = 电子数据
open-Evidence-expert = 鉴定意见
open-Evidence-inspection_record = 勘验检查笔录

## Measure
open-Measure-interview = 谈话
open-Measure-inquiry = 询问
open-Measure-records = 查阅资料
open-Measure-query = 查询
open-Measure-seal = 查封
open-Measure-seizure = 扣押
open-Measure-freeze = 冻结
open-Measure-appraisal = 鉴定
open-Measure-on_site = 实地走访
open-Measure-other = 其他

## Recompute
open-Recompute-continue = 期限继续计算
open-Recompute-restart = 期限重新计算
open-Recompute-exclude_suspended = 扣除中止期间

## Formality
open-Formality-post = 职务变动
open-Formality-rank = 职级变动
open-Formality-pay = 工资待遇
open-Formality-benefits = 福利待遇
open-Formality-work = 工作岗位
open-Formality-contract = 劳动合同
open-Formality-written_examination = 书面检查
open-Formality-assessment = 年度考核

## PublicScope
open-PublicScope-society = 面向社会
open-PublicScope-area = 本地区
open-PublicScope-system = 本系统
open-PublicScope-unit = 本单位
open-PublicScope-branch = 所在党支部
open-PublicScope-education = 用于警示教育
open-PublicScope-as_report = 反映问题的传播范围
open-PublicScope-other = 其他

## Redaction
open-Redaction-name = 姓名
open-Redaction-identity_no = 身份号码
open-Redaction-address = 住址
open-Redaction-contact = 联系方式
open-Redaction-reporter = 举报人信息
open-Redaction-third_party = 第三人信息
open-Redaction-state_secret = 涉密内容
open-Redaction-other = 其他

## Meeting
open-Meeting-democratic_life_meeting = 民主生活会
open-Meeting-organisational_life_meeting = 组织生活会
open-Meeting-leading_group = 领导班子会议
open-Meeting-branch_meeting = 支部党员大会
open-Meeting-staff_meeting = 干部职工大会
open-Meeting-other = 其他会议

## Restored
open-Restored-post = 职务
open-Restored-rank = 职级
open-Restored-grade = 级别
open-Restored-pay = 工资待遇
open-Restored-benefits = 福利待遇
open-Restored-property = 财产
open-Restored-assessment = 年度考核

## Progress
open-Progress-not_started = 尚未开始
open-Progress-in_progress = 正在整改
open-Progress-blocked = 受阻
open-Progress-done = 已完成

## Honour
open-Honour-unit_honours = 单位综合荣誉
open-Honour-civilised_unit = 文明单位
open-Honour-annual_excellent = 年度考核优秀等次
open-Honour-advanced_individual = 先进个人
open-Honour-other = 其他荣誉

## VoteMethod
open-VoteMethod-secret_ballot = 无记名投票
open-VoteMethod-open_ballot = 记名投票
open-VoteMethod-on_site = 现场测评
open-VoteMethod-questionnaire = 问卷测评
open-VoteMethod-phone = 电话测评
open-VoteMethod-online = 网上测评
open-VoteMethod-other = 其他方式

## VoteOption
open-VoteOption-satisfied = 满意
open-VoteOption-basically_satisfied = 基本满意
open-VoteOption-dissatisfied = 不满意
open-VoteOption-excellent = 优秀
open-VoteOption-competent = 称职
open-VoteOption-basically_competent = 基本称职
open-VoteOption-incompetent = 不称职
open-VoteOption-abstain = 弃权
open-VoteOption-other = 其他

## BodyKind
open-BodyKind-party_committee = 党委
open-BodyKind-leading_party_group = 党组
open-BodyKind-cdi_standing_committee = 纪委常委会
open-BodyKind-cdi = 纪委
open-BodyKind-supervisory_commission = 监委
open-BodyKind-work_organ = 党的工作机关
open-BodyKind-appointing_body = 任免机关
open-BodyKind-branch_meeting = 支部党员大会
open-BodyKind-court = 法院
open-BodyKind-council = 委员会

## OrganKind
open-OrganKind-party_committee = 党委
open-OrganKind-leading_party_group = 党组
open-OrganKind-cdi = 纪委监委
open-OrganKind-dispatched_office = 派驻机构
open-OrganKind-organisation_department = 组织部门
open-OrganKind-government = 政府
open-OrganKind-department = 部门
open-OrganKind-unit = 单位
open-OrganKind-soe = 国有企业
open-OrganKind-institution = 事业单位
open-OrganKind-court = 法院
open-OrganKind-police = 公安机关
open-OrganKind-inspection_team = 督察（巡视）组

## Post
open-Post-committee_secretary = 党委书记
open-Post-deputy_in_charge = 分管领导

## TeamRole
open-TeamRole-lead = 组长
open-TeamRole-deputy = 副组长
open-TeamRole-member = 组员
open-TeamRole-recorder = 记录人
open-TeamRole-liaison = 联络员

## Employer
open-Employer-government = 行政机关
open-Employer-party = 党的机关
open-Employer-soe = 国有企业
open-Employer-institution = 事业单位
open-Employer-village = 村(社区)
open-Employer-other = 其他

## Category
open-Category-political = 政治纪律
open-Category-organisational = 组织纪律
open-Category-integrity = 廉洁纪律
open-Category-mass = 群众纪律
open-Category-work = 工作纪律
open-Category-life = 生活纪律
open-Category-duty = 失职失责
open-Category-other = 其他

## AppealGround
open-AppealGround-facts = 事实不清
open-AppealGround-evidence = 证据不足
open-AppealGround-procedure = 程序违法
open-AppealGround-ultra_vires = 超越职权
open-AppealGround-wrong_law = 适用依据错误
open-AppealGround-wrong_circumstances = 情节认定错误
open-AppealGround-improper = 处理不当

## Action
open-Action-sanction = 处分
open-Action-dismissal = 辞退或者取消录用
open-Action-demotion = 降职
open-Action-incompetent = 定期考核定为不称职
open-Action-removal = 免职
open-Action-refusal_of_resignation = 申请辞职、提前退休未予批准
open-Action-pay_and_welfare = 未按规定确定或者扣减待遇
open-Action-accountability_form = 问责决定
open-Action-other = 其他
