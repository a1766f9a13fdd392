# Labels of the closed lists: code-<List>-<code>.

## SourceKind
code-SourceKind-letter = letter
code-SourceKind-visit = visit
code-SourceKind-online = online
code-SourceKind-phone = telephone
code-SourceKind-congress = people's congress
code-SourceKind-cppcc = people's political consultative conference
code-SourceKind-media = media
code-SourceKind-superior = superior
code-SourceKind-inspection = inspection tour
code-SourceKind-audit = audit
code-SourceKind-supervisor = appointed supervisor
code-SourceKind-opinion_box = opinion box
code-SourceKind-transfer = transfer from another body

## ReporterKind
code-ReporterKind-real_name = real name
code-ReporterKind-anonymous = anonymous
code-ReporterKind-organisation = organisation

## ContactMethod
code-ContactMethod-phone = telephone
code-ContactMethod-letter = letter
code-ContactMethod-in_person = in person
code-ContactMethod-online = online
code-ContactMethod-other = other

## Direction
code-Direction-up = to the superior
code-Direction-down = to a lower body
code-Direction-lateral = to another body of the same level

## ClueSource
code-ClueSource-report = report
code-ClueSource-inspection = inspection tour
code-ClueSource-audit = audit
code-ClueSource-judicial = judicial body
code-ClueSource-media = media
code-ClueSource-self = own finding
code-ClueSource-derived_case = derived from another case

## ClueReportStage
code-ClueReportStage-opened = when opened
code-ClueReportStage-disposed = when disposed of

## PostKind
code-PostKind-same_level_committee_member = member of the same-level committee
code-PostKind-cdi_standing = member of the CDI standing committee
code-PostKind-supervisory_member = member of the supervisory commission
code-PostKind-principal_of_next_lower = principal of the next-lower committee
code-PostKind-organ_principal = principal of the organ
code-PostKind-other = other

## Duty
code-Duty-report = report
code-Duty-clue = clue
code-Duty-investigation = investigation
code-Duty-review = review
code-Duty-appeal = appeal
code-Duty-execution = execution
code-Duty-rectification = rectification
code-Duty-dossier = dossier

## Way
code-Way-interview_inquiry = interview and inquiry
code-Way-preliminary_verification = preliminary verification
code-Way-hold = hold
code-Way-close = close

## ApprovalResult
code-ApprovalResult-approved = approved
code-ApprovalResult-returned = returned
code-ApprovalResult-refused = refused

## InquiryProposal
code-InquiryProposal-accept_and_close = accept and close
code-InquiryProposal-minor_measure = minor measure
code-InquiryProposal-interview_again = interview again
code-InquiryProposal-verify = verify
code-InquiryProposal-refer_false_accuser = refer the false accuser

## VerificationProposal
code-VerificationProposal-file = file a case
code-VerificationProposal-close = close
code-VerificationProposal-reminder = reminder
code-VerificationProposal-hold = hold
code-VerificationProposal-refer_to_party_organisation = refer to the Party organisation

## ClueOutcome
code-ClueOutcome-unfounded = unfounded
code-ClueOutcome-minor_handled = minor and dealt with
code-ClueOutcome-unverifiable = unverifiable
code-ClueOutcome-referred = referred

## AllegationResult
code-AllegationResult-true = true
code-AllegationResult-partly = partly true
code-AllegationResult-untrue = untrue
code-AllegationResult-unverifiable = unverifiable

## Harm
code-Harm-none = no harm
code-Harm-found = harm found
code-Harm-not_assessed = not assessed

## MinorMeasure
code-MinorMeasure-reminder = reminder
code-MinorMeasure-criticism = criticism
code-MinorMeasure-written_examination_ordered = written examination ordered
code-MinorMeasure-admonition = admonition

## MinorForm
code-MinorForm-talk = talk
code-MinorForm-written = in writing

## RespondentKind
code-RespondentKind-organisation = organisation
code-RespondentKind-cadre = cadre

## IntervieweeRole
code-IntervieweeRole-respondent = respondent
code-IntervieweeRole-witness = witness

## RecusalGround
code-RecusalGround-relative_of_respondent = relative of the respondent
code-RecusalGround-relative_of_reporter = relative of the reporter
code-RecusalGround-witness = witness in the case
code-RecusalGround-interest = interest in the case
code-RecusalGround-other = another ground

## RecusalRequester
code-RecusalRequester-self = the officer
code-RecusalRequester-respondent = the respondent
code-RecusalRequester-reporter = the reporter
code-RecusalRequester-other = somebody else

## HandOverPurpose
code-HandOverPurpose-custody = custody
code-HandOverPurpose-returned = given back
code-HandOverPurpose-released = released from seizure
code-HandOverPurpose-with_case = sent on with the case

## InterferenceKind
code-InterferenceKind-asked = asked about the case
code-InterferenceKind-interfered = interfered with the case
code-InterferenceKind-pleaded = pleaded for the respondent
code-InterferenceKind-met_respondent = met the respondent without approval

## ConductPrecision
code-ConductPrecision-day = to the day
code-ConductPrecision-month = to the month
code-ConductPrecision-year = to the year
code-ConductPrecision-unknown = unknown

## Misuse
code-Misuse-unused = power unused
code-Misuse-hollow = power used hollowly
code-Misuse-disorderly = power used disorderly
code-Misuse-private = power used privately

## Discipline
code-Discipline-political = political
code-Discipline-organisational = organisational
code-Discipline-integrity = integrity
code-Discipline-mass = mass
code-Discipline-work = work
code-Discipline-life = life

## Position
code-Position-agree = agrees
code-Position-partly = agrees in part
code-Position-disagree = disagrees
code-Position-refused = refused to sign

## DefenceForm
code-DefenceForm-oral = oral
code-DefenceForm-written = written
code-DefenceForm-waived = waived

## Adopted
code-Adopted-yes = adopted
code-Adopted-partly = adopted in part
code-Adopted-no = not adopted

## OpinionFrom
code-OpinionFrom-org_dept = organisation department
code-OpinionFrom-unit = the unit

## MeetingForm
code-MeetingForm-meeting = meeting
code-MeetingForm-circulation = circulation of papers

## MeetingStepKind
code-MeetingStepKind-agenda = agenda
code-MeetingStepKind-material = material
code-MeetingStepKind-notice = notice
code-MeetingStepKind-consult = consultation
code-MeetingStepKind-discussion = discussion
code-MeetingStepKind-vote = vote item by item
code-MeetingStepKind-resolution = resolution

## ResponsibilityClass
code-ResponsibilityClass-direct = direct responsibility
code-ResponsibilityClass-main_leadership = main leadership responsibility
code-ResponsibilityClass-important_leadership = important leadership responsibility
code-ResponsibilityClass-overall_leadership = overall leadership responsibility
code-ResponsibilityClass-entity = entity responsibility
code-ResponsibilityClass-supervisory = supervisory responsibility

## ResponsibilityRole
code-ResponsibilityRole-principal = principal
code-ResponsibilityRole-direct_supervisor = member directly in charge
code-ResponsibilityRole-participating_member = other leading member
code-ResponsibilityRole-handler = handler

## AppointmentFault
code-AppointmentFault-recommendation = recommendation
code-AppointmentFault-examination = examination
code-AppointmentFault-inspection = inspection
code-AppointmentFault-decision = decision

## ExemptionExtent
code-ExemptionExtent-no = not imposed
code-ExemptionExtent-waived = waived

## Outcome
code-Outcome-sanction = sanction
code-Outcome-accountability_form = form of accountability
code-Outcome-exempt = exempt
code-Outcome-not_sanctioned = not sanctioned
code-Outcome-minor_measure = minor measure
code-Outcome-withdrawn = withdrawn
code-Outcome-referred = referred

## DecisionOrProposal
code-DecisionOrProposal-decision = decision
code-DecisionOrProposal-proposal = proposal

## JudicialOutcome
code-JudicialOutcome-conviction = conviction
code-JudicialOutcome-acquittal = acquittal
code-JudicialOutcome-not_prosecuted = not prosecuted
code-JudicialOutcome-withdrawn = withdrawn
code-JudicialOutcome-changed = changed

## SanctionRegime
code-SanctionRegime-party = party sanction
code-SanctionRegime-gov = governmental sanction
code-SanctionRegime-employer = employer sanction

## ApprovingOrganKind
code-ApprovingOrganKind-committee = same-level committee
code-ApprovingOrganKind-superior_cdi = superior CDI
code-ApprovingOrganKind-superior_organ = superior organ
code-ApprovingOrganKind-branch_meeting = branch meeting

## BodyApproval
code-BodyApproval-approved = approved
code-BodyApproval-changed = approved with changes
code-BodyApproval-refused = refused

## RecipientKind
code-RecipientKind-person = the person
code-RecipientKind-unit = the unit

## ServiceMethod
code-ServiceMethod-direct = direct service
code-ServiceMethod-left_with_witness = left with a witness
code-ServiceMethod-mail = mail
code-ServiceMethod-public = public notice

## Audience
code-Audience-branch_all = all members of the branch
code-Audience-leading_group = leading group
code-Audience-unit = the unit
code-Audience-subject = the person concerned

## NotifiedTo
code-NotifiedTo-unit = the unit
code-NotifiedTo-cdi = CDI
code-NotifiedTo-org_dept = organisation department
code-NotifiedTo-congress = people's congress
code-NotifiedTo-cppcc = people's political consultative conference
code-NotifiedTo-superior = superior

## PublicationChannel
code-PublicationChannel-board = notice board
code-PublicationChannel-sms = text message
code-PublicationChannel-tv = television
code-PublicationChannel-web = website
code-PublicationChannel-meeting = meeting
code-PublicationChannel-bulletin = bulletin

## Archive
code-Archive-personnel = personnel file
code-Archive-integrity = integrity file
code-Archive-case = case file

## PersonnelAction
code-PersonnelAction-appointed = appointment
code-PersonnelAction-promoted = promotion
code-PersonnelAction-rank_up = higher rank
code-PersonnelAction-pay_step = higher pay step
code-PersonnelAction-transferred = transfer
code-PersonnelAction-resigned = resignation
code-PersonnelAction-retired = retirement
code-PersonnelAction-rewarded = reward
code-PersonnelAction-employer_sanction = sanction by the employer

## PostComparison
code-PostComparison-below = below the former post
code-PostComparison-same = equal to the former post
code-PostComparison-above = above the former post

## PersonnelSource
code-PersonnelSource-org_dept = organisation department
code-PersonnelSource-public_notice = public notice
code-PersonnelSource-report = report

## AppealRoute
code-AppealRoute-acc_appeal = accountability appeal
code-AppealRoute-party_appeal = Party appeal
code-AppealRoute-sup_review = review by the same supervisory organ
code-AppealRoute-sup_rereview = re-review by the superior supervisory organ
code-AppealRoute-cs_reexam = civil-service re-examination
code-AppealRoute-cs_appeal = civil-service appeal
code-AppealRoute-cs_second_appeal = civil-service second appeal
code-AppealRoute-soe_reexam = SOE re-examination
code-AppealRoute-soe_appeal = SOE appeal
code-AppealRoute-measure_complaint = complaint about a measure

## AppealOutcome
code-AppealOutcome-upheld = upheld
code-AppealOutcome-varied = varied
code-AppealOutcome-revoked_and_remade = revoked and made anew
code-AppealOutcome-revoked_and_remanded = revoked and remanded
code-AppealOutcome-revoked = revoked

## CompensationKind
code-CompensationKind-pay = pay
code-CompensationKind-property = property
code-CompensationKind-fine = fine
code-CompensationKind-other = other

## ErrorKind
code-ErrorKind-facts = facts
code-ErrorKind-evidence = evidence
code-ErrorKind-basis = basis
code-ErrorKind-responsibility = responsibility
code-ErrorKind-procedure = procedure
code-ErrorKind-treatment = treatment
code-ErrorKind-should_not_be_held = should not be held accountable

## VoidGround
code-VoidGround-duplicate = recorded twice
code-VoidGround-wrong_case = recorded on the wrong case
code-VoidGround-did_not_happen = did not happen
code-VoidGround-other = other

## RectificationSource
code-RectificationSource-decision = decision
code-RectificationSource-inspection_finding = inspection finding
code-RectificationSource-supervision = supervision
code-RectificationSource-vote = satisfaction vote
code-RectificationSource-democratic_life_meeting = democratic-life meeting
code-RectificationSource-recommendation = recommendation
code-RectificationSource-other = other

## RectificationKind
code-RectificationKind-individual = individual
code-RectificationKind-systemic = systemic

## EscalationStep
code-EscalationStep-principal_talk = talk by the principal
code-EscalationStep-notification = notification
code-EscalationStep-listed_supervision = listed supervision
code-EscalationStep-admonition = admonition
code-EscalationStep-org_adjustment = organisational adjustment
code-EscalationStep-disciplinary = discipline

## EscalationCause
code-EscalationCause-overdue = overdue
code-EscalationCause-gravity = gravity

## InspectionMethod
code-InspectionMethod-open = open
code-InspectionMethod-covert = covert
code-InspectionMethod-survey = survey
code-InspectionMethod-files = files

## VoteKind
code-VoteKind-integrity_report = integrity report
code-VoteKind-public_tasks = tasks promised in public
code-VoteKind-annual_cadre = yearly vote on cadres
code-VoteKind-worst = who does worst
code-VoteKind-life_meeting = democratic life meeting

## ClarificationBy
code-ClarificationBy-dept = department in charge
code-ClarificationBy-subject = the person reported

## ClarificationForm
code-ClarificationForm-written = in writing
code-ClarificationForm-face_to_face = face to face
code-ClarificationForm-meeting = at a meeting
code-ClarificationForm-bulletin = in a bulletin

## Relation
code-Relation-same_scheme = same scheme
code-Relation-same_incident = same incident
code-Relation-superior_subordinate = superior and subordinate
code-Relation-derived = derived
code-Relation-remand_of = remand of
code-Relation-same_respondent = same respondent

## ReopenGround
code-ReopenGround-new_evidence = new evidence
code-ReopenGround-correction = correction
code-ReopenGround-lifelong = lifelong accountability

## Verdict
code-Verdict-violated = violated
code-Verdict-undetermined = undetermined
code-Verdict-pending = pending
code-Verdict-holding = holding
code-Verdict-satisfied = satisfied
code-Verdict-discharged = discharged
code-Verdict-waived = waived
code-Verdict-not_regulated = not regulated
code-Verdict-not_applicable = not applicable

## ReviewMark
code-ReviewMark-seen = seen
code-ReviewMark-question = question
code-ReviewMark-accepted = accepted

## FindingAnswer
code-FindingAnswer-accepted = accepted
code-FindingAnswer-explained = explained
code-FindingAnswer-waived = waived

## Identity
code-Identity-party_member = Party member
code-Identity-civil_servant = civil servant
code-Identity-soe_manager = manager of a state-owned enterprise
code-Identity-institution_staff = staff of a public institution
code-Identity-self_governance = self-governance manager
code-Identity-other = other

## PersonStatus
code-PersonStatus-in_office = in office
code-PersonStatus-retired = retired
code-PersonStatus-left = left
code-PersonStatus-dead = dead

## ErasureScope
code-ErasureScope-parts = single texts
code-ErasureScope-case = all texts of the case
code-ErasureScope-person = what identifies the person

## HoldGround
code-HoldGround-litigation = a lawsuit is pending
code-HoldGround-appeal = an appeal is pending
code-HoldGround-referral = the matter is before the procuratorate or the court
code-HoldGround-inspection = an inspection or audit asked for it
code-HoldGround-linked_case = a linked case is open
code-HoldGround-other = another ground

## ApprovalWay
code-ApprovalWay-system = in the system
code-ApprovalWay-paper = on paper

## Level
code-Level-centre = central
code-Level-province = provincial
code-Level-city = city
code-Level-county = county
code-Level-township = township

## TrackCode
code-TrackCode-accountability = party accountability
code-TrackCode-party = party discipline
code-TrackCode-gov = governmental sanction
code-TrackCode-employer = employer sanction
code-TrackCode-handling = organisational handling
code-TrackCode-petition = petition responsibility

## EnteredFrom
code-EnteredFrom-system = in the system
code-EnteredFrom-paper = from paper
code-EnteredFrom-import = import

## Confidentiality
code-Confidentiality-open = open
code-Confidentiality-internal = internal
code-Confidentiality-restricted = restricted
code-Confidentiality-sealed = sealed

## Role
code-Role-INTAKE = petition and report office
code-Role-CLUE_DESK = case-supervision department
code-Role-INSPECTOR = inspector
code-Role-TEAM_LEAD = team lead
code-Role-REVIEWER = reviewer
code-Role-ORGAN_HEAD = head of the organ
code-Role-COMMITTEE_HEAD = principal of the committee
code-Role-DECISION_BODY = deciding body
code-Role-CLERK = clerk
code-Role-ORG_DEPT = organisation department
code-Role-EXEC_UNIT = executing unit
code-Role-APPEAL_OFFICER = appeal officer
code-Role-RECT_SUPERVISOR = rectification supervisor
code-Role-ADMIN = administrator
code-Role-SUPERVISOR = supervising leader
code-Role-AUDITOR = auditor
