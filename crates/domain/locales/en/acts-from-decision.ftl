# The sentence of each kind of act: what was done. The value renders without any argument; an attribute is a clause that
# vanishes when a fact it names is not recorded; a clause named and-… follows without a comma.

## Decision

act-PreDecisionNoticeServed = Notice was given before the decision
    .proposed = proposed: { $proposed }
    .basis = under { $basis }
    .method = { $method }

act-OpinionSolicited = { $from_code ->
            [org_dept] The opinion of the organisation department was solicited
            [unit] The opinion of the unit was solicited
           *[other] An opinion was solicited
        }
    .replied = replied on { $reply_on }
    .reply = reply: { $reply }

act-DecisionMeetingHeld = { $form_code ->
            [meeting] The body met to decide
            [circulation] The matter was decided by circulating papers
           *[other] The body deliberated
        }
    .body = body: { $body }
    .attendance = { $present } of { $entitled } present
    .recused = recused: { $recused }
    .votes = votes: { $items }
    .dissent = { $dissent ->
           *[other] dissent recorded
        }

act-ResponsibilityAttributed = Responsibility was attributed
    .and-class = : { $class }
    .role = as { $role }
    .collective = { $collective ->
            [yes] collective
           *[other] individual
        }
    .fault = fault at the step of { $appointment_fault }
    .objection = { $objection_recorded ->
            [yes] an objection is on record
           *[other] no objection on record
        }
    .link = causal link: { $causal_link }

act-CircumstancesFound = Circumstances were found
    .mitigating = mitigating: { $mitigating }
    .aggravating = aggravating: { $aggravating }
    .exempting = exempting: { $exempting }

act-ExemptionGranted = { $extent_code ->
            [no] Exempted: accountability was not imposed
            [waived] Exempted: the measure was waived
           *[other] An exemption was granted
        }
    .ground = ground: { $ground_code }
    .reasons = reasons: { $reasons }

act-DeterminationMade = { $decision_or_proposal_code ->
            [proposal] A determination was proposed
            [decision] A determination was made
           *[other] A determination was made or proposed
        }
    .and-outcome = : { $outcome }
    .body = by { $body }
    .basis = under { $basis }

act-SanctionImposed = { $regime_code ->
            [party] A party sanction was imposed
            [gov] A governmental sanction was imposed
            [employer] A sanction was imposed by the employer
           *[other] A sanction was imposed
        }
    .and-kind = : { $kind }
    .months = { $months ->
            [one] 1 month
           *[other] { $months } months
        }
    .from = with effect from { $effective_on }
    .posts = posts removed: { $posts }
    .rank = new rank: { $new_rank }
    .each = per violation: { $per_violation }

act-AccountabilityFormDecided = { $target_code ->
            [organisation] An organisation was held accountable
            [cadre] A cadre was held accountable
           *[other] A form of accountability was decided
        }
    .and-form = : { $form }
    .with = together with { $combined_with }
    .situations = situation: { $situations }
    .until = until { $until }

act-DecisionApproved = { $result_code ->
            [approved] The determination was approved by another body
            [changed] The determination was approved with changes by another body
            [refused] The determination was refused by another body
           *[other] Another body was asked to approve the determination
        }
    .organ = { $organ }
    .and-kind = ({ $organ_kind })
    .by = by { $approval_by }

act-DecisionDocumentIssued = The decision document was issued
    .no = no. { $doc_no }
    .missing = it lacks: { $contents_check_missing }

## Referral

act-ReferredToProcuratorate = The matter was referred to the procuratorate
    .charges = suspected of: { $charges }
    .bundle = { $bundle_hash ->
           *[other] digest of the bundle kept
        }

act-ReturnedByProcuratorate = The procuratorate returned the matter for a supplementary investigation
    .nth = return no. { $nth }
    .items = to investigate: { $items }
    .due = due by { $due_on }

act-JudicialOutcomeRecorded = { $outcome_code ->
            [conviction] The court convicted the respondent
            [acquittal] The court acquitted the respondent
            [not_prosecuted] The procuratorate decided not to prosecute
            [withdrawn] The matter was withdrawn before the court
            [changed] The judgment was changed
           *[other] The judicial outcome was recorded
        }
    .court = court or procuratorate: { $court }
    .no = no. { $doc_no }
    .from = with effect from { $effect_on }

act-ReferredToCompetentAuthority = Another violation was referred to the competent authority
    .and-to = : { $to_organ }
    .matter = matter: { $matter }
    .receipt = receipt signed on { $receipt_on }

## Execution

act-DecisionServed = { $recipient_kind_code ->
            [person] The decision was served on the person
            [unit] The decision was served on the unit
           *[other] The decision was served
        }
    .to = recipient: { $to }
    .method = { $method }
    .refused = refusal noted: { $refused_note }

act-DecisionAnnounced = { $audience_code ->
            [branch_all] The decision was announced to all members of the branch
            [leading_group] The decision was announced to the leading group
            [unit] The decision was announced in the unit
            [subject] The decision was announced to the person concerned
           *[other] The decision was announced
        }
    .by = by { $by }
    .scope = scope: { $scope }
    .statement = respondent's statement: { $respondent_statement }
    .refused = refusal noted: { $refused_note }

act-DecisionNotified = The decision was notified
    .and-to = to { $to_code ->
            [unit] the unit
            [cdi] the CDI
            [org_dept] the organisation department
            [congress] the people's congress
            [cppcc] the people's political consultative conference
            [superior] the superior
           *[other] another body
        }

act-DecisionPublished = { $channel_code ->
            [board] The decision was published on a notice board
            [sms] The decision was published by text message
            [tv] The decision was published on television
            [web] The decision was published on a website
            [meeting] The decision was published at a meeting
            [bulletin] The decision was published in a bulletin
           *[other] The decision was published
        }
    .scope = scope: { $scope }
    .redactions = left out: { $redactions }
    .withheld = reason for what was withheld: { $withheld_reason }

act-DecisionArchived = The decision was archived
    .and-archive = in the { $archive }

act-FormalitiesCompleted = The formalities were completed
    .and-kinds = : { $kinds }

act-FormalitiesExtensionApproved = The time for the formalities was extended
    .and-until = to { $until }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-SelfCriticismSubmitted = A written self-criticism was submitted
    .ref = text: { $ref }

act-ExaminationMadeAtMeeting = An examination was made before a meeting
    .and-meeting = ({ $meeting })

act-ExecutionReported = The execution was reported
    .and-to = to { $to }
    .items = carried out: { $items }

act-ExecutionSuspended = The execution was suspended
    .by = by { $by }
    .ground = ground: { $ground }

act-ExecutionResumed = The execution was resumed
    .by = by { $by }
    .ground = ground: { $ground }

act-SanctionLifted = The sanction was lifted by decision
    .body = by { $body }

act-PersonnelActionRecorded = A personnel action was recorded
    .and-action = : { $action }
    .post = post: { $post }
    .compared = { $post_vs_former_code ->
            [below] below the former post
            [same] equal to the former post
           *[other] above the former post
        }
    .leading = { $leading_post ->
            [yes] a leading post
           *[other] not a leading post
        }
    .consent = consent: { $consent_ref }
    .source = source: { $source }

act-ReappointmentProposed = A reappointment was proposed
    .post = post: { $post }
    .level = { $level } level
    .report = the cadre's account: { $cadre_report_ref }
    .org = opinion of the organisation department: { $org_dept_opinion_ref }
    .cdi = opinion of the CDI: { $cdi_opinion_ref }
    .field = field enquiry: { $field_enquiry_ref }

act-ReappointmentDecided = { $approved ->
            [yes] The reappointment was approved
            [no] The reappointment was not approved
           *[other] The reappointment was decided
        }
    .body = by { $body }
    .consulted = { $superior_consulted ->
            [yes] the superior was consulted
           *[other] the superior was not consulted
        }

## Appeals

act-AppealFiled = { $route_code ->
            [acc_appeal] An accountability appeal was filed
            [party_appeal] A Party appeal was filed
            [sup_review] A review by the same supervisory organ was asked
            [sup_rereview] A re-review by the superior supervisory organ was asked
            [cs_reexam] A civil-service re-examination was asked
            [cs_appeal] A civil-service appeal was filed
            [cs_second_appeal] A civil-service second appeal was filed
            [soe_reexam] An SOE re-examination was asked
            [soe_appeal] An SOE appeal was filed
            [measure_complaint] A complaint about a measure was filed
           *[other] An appeal was filed
        }
    .action = against: { $action_code }
    .received = received on { $received_on }
    .known = decision known since { $known_on }
    .relief = relief asked: { $relief }

act-AppealTimeExtensionDecided = { $granted ->
            [yes] More time to file the appeal was granted
            [no] More time to file the appeal was refused
           *[other] More time to file the appeal was decided on
        }
    .obstacle = obstacle: { $obstacle }
    .ended = it ended on { $ended_on }
    .asked = asked for on { $asked_on }
    .approval = decided by { $approval_by }

act-AppealAccepted = The appeal was accepted
    .told = appellant told on { $told_on }

act-AppealRefused = The appeal was refused
    .ground = ground: { $ground }
    .next = next route: { $next_route }

act-AppealPassedOn = The appeal was passed on
    .and-to = to { $to_organ }

act-ReviewPanelFormed = A panel was formed for the appeal
    .members = { $members_count ->
            [one] 1 member
           *[other] { $members_count } members
        }
    .chair = chaired by { $chair }
    .conflict = { $conflict_check ->
            [yes] conflicts of interest checked
           *[other] conflicts of interest not checked
        }

act-OriginalFileRecalled = The original file was recalled
    .bundle = { $bundle_hash ->
           *[other] digest of the bundle kept
        }

act-PanelOpinionGiven = The panel gave its opinion
    .votes = { $votes }
    .opinion = opinion: { $opinion }
    .dissent = { $dissent ->
           *[other] dissent recorded
        }

act-AppealDeadlineExtended = The time to decide the appeal was extended
    .and-until = to { $until }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-AppealDecided = { $outcome_code ->
            [upheld] The appeal was decided: the decision is upheld
            [varied] The appeal was decided: the decision is varied
            [revoked_and_remade] The appeal was decided: the decision is revoked and made anew
            [revoked_and_remanded] The appeal was decided: the decision is revoked and remanded
            [revoked] The appeal was decided: the decision is revoked
           *[other] The appeal was decided
        }
    .each = per determination: { $per_determination }
    .grounds = grounds: { $grounds }
    .body = by { $body }

act-AppealWithdrawn = The appeal was withdrawn

act-RankRestored = Rank and pay were restored
    .and-items = : { $items }

act-ReputationRestored = The reputation was restored
    .audience = { $audience_code ->
            [branch_all] before all members of the branch
            [leading_group] before the leading group
            [unit] in the unit
            [subject] to the person concerned
           *[other] before others
        }
    .scope = scope: { $scope }

act-CompensationPaid = { $kind_code ->
            [pay] Pay that was lost was made good
            [property] Property was returned
            [fine] A fine was paid back
           *[other] Compensation was paid
        }
    .amount = amount: { $amount_ref }

## Corrections

act-ErrorDiscovered = An error was discovered
    .and-kind = { $kind_code ->
            [facts] in the facts
            [evidence] in the evidence
            [basis] in the basis
            [responsibility] in the responsibility
            [procedure] in the procedure
            [treatment] in the treatment
            [should_not_be_held] : nobody should be held accountable
           *[other] of another kind
        }
    .by = by { $by }
    .ref = reference: { $ref }

act-CorrectionOrdered = { $by_superior ->
            [yes] A correction was ordered by the superior organ
            [no] A correction was ordered by the organ itself
           *[other] A correction was ordered
        }
    .to = to be made by { $to }
    .due = due by { $due_on }

act-DecisionCorrected = The decision was corrected
    .body = by { $body }
    .old = before: { $old }
    .new = after: { $new }

act-RecordCorrected = A record was corrected
    .changes = { $changes_count ->
            [one] 1 field
           *[other] { $changes_count } fields
        }: { $changes }
    .reason = reason: { $reason }
    .basis = on document { $basis_document }
    .approval = approved by { $approval_by }

act-RecordVoided = A record was voided
    .ground = reason: { $ground }
    .again = { $re_recorded_as ->
           *[other] recorded again
        }
    .approval = approved by { $approval_by }

act-OtherActRecorded = Another act was recorded
    .and-label = : { $label }
    .note = note: { $note }

## Rectification

act-RectificationOrdered = { $kind_code ->
            [individual] Rectification of one case was ordered
            [systemic] Systemic rectification was ordered
           *[other] Rectification was ordered
        }
    .source = source: { $source }
    .unit = unit responsible: { $responsible_unit }
    .person = person responsible: { $responsible_person }
    .due = due by { $due_on }
    .supervisor = supervised by { $supervisor }
    .problem = problem: { $problem }

act-RectificationPlanFiled = A rectification plan was filed
    .measures = measures: { $measures }

act-RectificationProgressReported = Progress of the rectification was reported
    .and-state = : { $percent_or_state }
    .evidence = { $evidence_count ->
            [one] 1 piece of evidence
           *[other] { $evidence_count } pieces of evidence
        }
    .note = note: { $note }

act-SupervisionLetterIssued = A supervision letter was issued
    .no = no. { $letter_no }
    .level = { $level } level
    .due = due by { $due_on }

act-RectificationExtended = The rectification was extended
    .and-until = to { $until }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-EscalationStepTaken = { $step_code ->
            [principal_talk] Escalated: talk by the principal
            [notification] Escalated: notification
            [listed_supervision] Escalated: listed supervision
            [admonition] Escalated: admonition
            [org_adjustment] Escalated: organisational adjustment
            [disciplinary] Escalated: discipline
           *[other] The measure was escalated
        }
    .because = { $because_of_code ->
            [overdue] because it was overdue
           *[other] because of its gravity
        }
    .missed = due date missed: { $missed_due_on }
    .reasons = reasons: { $reasons }

act-RectificationClaimed = Completion of the rectification was claimed
    .evidence = { $evidence_count ->
            [one] 1 piece of evidence
           *[other] { $evidence_count } pieces of evidence
        }

act-RectificationInspected = { $method_code ->
            [open] The rectification was inspected openly
            [covert] The rectification was inspected covertly
            [survey] The rectification was inspected by survey
            [files] The rectification was inspected from the files
           *[other] The rectification was inspected
        }
    .by = by { $by }
    .findings = findings: { $findings }

act-RectificationAccepted = The rectification was accepted and the item closed
    .by = by { $by }

act-RectificationRejected = The rectification was rejected and must be done again
    .due = new due date: { $new_due_on }
    .reasons = reasons: { $reasons }

act-HonoursForfeited = Honours were forfeited
    .and-year = for { $year }
    .and-kind = : { $kind }

act-SatisfactionVoteRecorded = { $kind_code ->
            [integrity_report] A vote was held on an integrity report
            [public_tasks] A vote was held on tasks promised in public
            [annual_cadre] The yearly vote on a cadre was held
            [worst] A vote was held on who does worst
            [life_meeting] A vote was held on a democratic life meeting
           *[other] A vote was held
        }
    .method = method: { $method }
    .turnout = { $cast } of { $entitled } votes cast
    .options = result: { $options }
    .score = score { $score }
    .threshold = pass mark { $threshold }

## Clarification

act-FalseAccusationSuspected = A false accusation was suspected
    .signs = signs: { $signs }

act-FalseAccusationFound = A false accusation was found
    .facts = facts: { $facts }
    .approval = approved by { $approval_by }
    .level = approved at { $approval_level } level

act-MistakenReportFound = The report was found to be a mistake
    .reasons = reasons: { $reasons }
    .approval = approved by { $approval_by }

act-ClarificationProposed = { $by_code ->
            [dept] A clarification was proposed by the department in charge
            [subject] A clarification was asked for by the person reported
           *[other] A clarification was proposed
        }
    .harm = harm: { $harm }
    .scope = scope: { $scope }
    .forms = form: { $forms }

act-ClarificationApproved = The clarification was approved
    .approval = by { $approval_by }
    .scope = scope: { $scope }
    .view = view of the person: { $subject_view }

act-Clarified = The person was cleared
    .forms = form: { $forms }
    .scope = scope: { $scope }

## Relations

act-CasesLinked = { $relation_code ->
            [same_scheme] Linked with another case of the same scheme
            [same_incident] Linked with another case of the same incident
            [superior_subordinate] Linked with the case of a superior or subordinate
            [derived] Linked as a derived case
            [remand_of] Linked as the remand of another case
            [same_respondent] Linked with another case of the same respondent
           *[other] Linked with another case
        }
    .by = by { $by }

act-RespondentAdded = A respondent was added
    .tracks = track: { $entry_tracks }
    .level = level of the post: { $entry_post_level }
    .approval = approved by { $approval_by }

act-CaseClosed = The case was closed
    .reason = reason: { $reason }

act-CaseReopened = { $ground_code ->
            [new_evidence] The case was reopened on new evidence
            [correction] The case was reopened to correct an error
            [lifelong] The case was reopened for lifelong accountability
           *[other] The case was reopened
        }
    .approval = approved by { $approval_by }

## Approvals

act-ApprovalRequested = Approval was requested
    .and-act = : { $act_kind }
    .post = to be given by: { $to_post }

act-ApprovalDecided = { $result_code ->
            [approved] The request was approved
            [returned] The request was returned
            [refused] The request was refused
           *[other] The request was decided
        }
    .by = by { $approval_by }
    .opinion = note: { $approval_opinion }

act-MaterialApproved = { $result_code ->
            [approved] The material was approved
            [returned] The material was returned
            [refused] The material was refused
           *[other] The material was put up for approval
        }
    .by = by { $approvals }

## Checks of procedure

act-ComplianceCheckRun = Procedure was checked
    .as_of = as of { $as_of }
    .known = on what was known by { $known }
    .rulebooks = { $rulebooks_count ->
            [one] by 1 rulebook
           *[other] by { $rulebooks_count } rulebooks
        }
    .counts = verdicts: { $counts }
    .violations = { $violations_count ->
            [0] nothing found broken
            [one] 1 rule found broken
           *[other] { $violations_count } rules found broken
        }
    .and-list = : { $violations }
    .note = note: { $note }

act-FindingAnswered = { $answer_code ->
            [accepted] The finding was accepted
            [explained] The finding was explained
            [waived] The finding was waived
           *[other] The finding was answered
        }
    .and-title = : { $title }
    .and-rule = ({ $rule })
    .instance = about: { $instance }
    .reason = reason: { $reason }
    .by = answered by { $by }
    .approval = approved by { $approval_by }

act-ObligationMarked = { $mark_code ->
            [seen] A finding was looked at
            [question] A finding was questioned
            [accepted] A finding was accepted on review
           *[other] A finding was marked
        }
    .and-title = : { $title }
    .and-rule = ({ $rule })
    .verdict = it read: { $verdict }
    .by = by { $by }
    .instance = about: { $instance }
    .note = note: { $note }

## Registers

act-OfficialRecorded = An official was recorded
    .name = name: { $name }
    .identity = { $identity }
    .status = { $status }

act-PostHeld = A post was recorded
    .post = post: { $post }
    .level = { $level } level
    .kind = { $post_kind }
    .elected = { $elected ->
            [yes] elected
           *[other] appointed
        }
    .from = from { $from }
    .to = until { $to }

act-OfficialsMerged = Entries of one official were merged
    .reason = reason: { $reason }
    .approval = approved by { $approval_by }

act-OrganRecorded = An organ was recorded
    .and-name = : { $name }
    .level = { $level } level
    .kind = { $kind }

act-OrganChanged = An organ was changed
    .name = now named { $name }
    .level = { $level } level
    .kind = { $kind }
    .from = from { $from_on }

## Rulebooks and calendars

act-RulebookVersionAdopted = A rulebook release was adopted
    .and-title = : { $title }
    .and-version = (release { $version })
    .from = in use from { $in_use_from }
    .house = { $house ->
            [yes] rules of the house
           *[other] not rules of the house
        }
    .approval = approved by { $approval_by }

act-RulebookWithdrawn = A rulebook was withdrawn
    .and-title = : { $title }
    .from = out of use from { $out_of_use_from }
    .reason = reason: { $reason }
    .approval = approved by { $approval_by }

act-CalendarPublished = A calendar was published
    .and-title = : { $title }
    .and-revision = ({ $revision })
    .notice = under { $notice_no }

## Roles

act-RoleGranted = A role was granted
    .and-role = : { $role }
    .from = from { $from }
    .until = until { $until }
    .approval = approved by { $approval_by }

act-RoleRevoked = A role was revoked
    .and-role = : { $role }
    .from = from { $from }
    .reason = reason: { $reason }

## Delegations

act-AuthorityDelegated = Authority was delegated
    .and-to = to { $to }
    .from = by { $from }
    .office = office: { $office }
    .acts = acts: { $acts }
    .since = from { $from_on }
    .until = until { $until }
    .no = document no. { $document_no }

act-DelegationRevoked = A delegation was revoked
    .by = by { $by }
    .on = from { $on }
    .no = document no. { $document_no }

## Reading

act-HistoryReplayed = The history was replayed
    .as_of = as of { $as_of }
    .known = on what was known by { $known }
    .by = by { $by }
    .and-role = ({ $by_role })
    .purpose = purpose: { $purpose }

act-SealedOpeningRequested = The opening of a sealed part was requested
    .by = by { $by }
    .and-role = ({ $by_role })
    .part = part { $part_no }
    .ground = ground: { $ground }
    .second = { $second_person ->
            [yes] another person must approve
           *[other] nobody else need approve
        }

act-SealedOpeningDecided = { $result_code ->
            [approved] The opening of a sealed part was approved
            [refused] The opening of a sealed part was refused
           *[other] The request to open a sealed part was sent back
        }
    .by = by { $by }
    .and-role = ({ $by_role })

act-SealedPartOpened = A sealed part was opened
    .by = by { $by }
    .and-role = ({ $by_role })
    .part = part { $part_no }
    .approver = approved by { $approved_by }

act-CaseExported = The case was exported
    .by = by { $by }
    .and-role = ({ $by_role })
    .texts = { $with_texts ->
            [yes] with its texts
           *[other] without its texts
        }

## Special access

act-AccessRequested = Special access to a case was requested
    .by = by { $by }
    .and-role = ({ $by_role })
    .matter = case: { $matter }
    .reason = reason: { $reason }
    .until = until { $until }

act-AccessDecided = { $result_code ->
            [approved] Special access to a case was approved
            [refused] Special access to a case was refused
           *[other] The request for special access to a case was sent back
        }
    .by = by { $by }
    .and-role = ({ $by_role })
    .until = until { $until }

act-AccessRevoked = Special access to a case was taken back
    .by = by { $by }
    .and-role = ({ $by_role })
    .reason = reason: { $reason }

## Erasure and holds

act-ErasureProposed = An erasure was proposed
    .by = by { $by }
    .and-role = ({ $by_role })
    .covers = it covers { $covers }
    .basis = legal basis: { $legal_basis }
    .reason = reason: { $reason }

act-ErasureDecided = { $result_code ->
            [approved] An erasure was approved
            [refused] An erasure was refused
           *[other] The proposal of an erasure was sent back
        }
    .by = by { $by }
    .and-role = ({ $by_role })

act-PartErased = Texts were erased
    .by = by { $by }
    .and-role = ({ $by_role })
    .covers = it covers { $covers }
    .subjects = keys destroyed: { $subjects }
    .basis = legal basis: { $legal_basis }
    .approvers = approved by { $approved_by }

act-LegalHoldPlaced = A legal hold was placed
    .by = by { $by }
    .and-role = ({ $by_role })
    .ground = ground: { $ground }
    .until = until { $until }
    .reason = reason: { $reason }

act-LegalHoldLifted = A legal hold was lifted
    .by = by { $by }
    .and-role = ({ $by_role })
    .reason = reason: { $reason }

act-SealedFileOpened = A sealed file was opened
    .by = by { $by }
    .and-role = ({ $by_role })
