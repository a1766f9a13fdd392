# The sentence of each kind of act: what was done. The value renders without any argument; an attribute is a clause that
# vanishes when a fact it names is not recorded; a clause named and-… follows without a comma.

## Intake

act-ReportReceived = { $source_kind_code ->
            [letter] A report came in by letter
            [visit] A report was made in a visit
            [online] A report came in online
            [phone] A report came in by telephone
            [congress] A report came in from the people's congress
            [cppcc] A report came in from the people's political consultative conference
            [media] A report was taken from the media
            [superior] A report was assigned by the superior
            [inspection] A report was handed over by an inspection tour
            [audit] A report was handed over by the auditors
            [supervisor] A report came in from an appointed supervisor
            [opinion_box] A report was found in the opinion box
            [transfer] A report came in from another body
           *[other] A report came in
        }
    .reporter = { $reporter_kind }
    .subjects = about { $subjects_count ->
            [one] 1 subject
           *[other] { $subjects_count } subjects
        }
    .contact = { $contact_given ->
            [yes] contact given
           *[other] no contact given
        }
    .transfer = passed on by { $came_by_transfer_from_organ }
    .repeat = { $repeat_of ->
           *[other] repeating an earlier report
        }

act-ReportRegistered = The report was registered
    .no = no. { $register_no }
    .ledger = in { $ledger }
    .handler = handler { $handler }

act-ReporterIdentityConfirmed = The reporter's identity was confirmed
    .and-method = by { $method_code ->
            [phone] telephone
            [letter] letter
            [in_person] meeting in person
            [online] an online contact
           *[other] another way
        }
    .contact = { $contact_given ->
            [yes] contact given
           *[other] no contact given
        }

act-ReportAccepted = The report was accepted
    .organ = competent organ: { $competent_organ }
    .scope = accepted for: { $scope }

act-ReportDeclined = The report was declined
    .reason = reason: { $reason }
    .told = reporter told on { $told_on }

act-ReportTransferred = { $direction_code ->
            [up] The report was passed up
            [down] The report was passed down
            [lateral] The report was passed to another body of the same level
           *[other] The report was passed on
        }
    .and-to = to { $to_organ }
    .receipt = receipt signed on { $receipt_on }

act-RepeatReportFiled = Filed away as a repeat of an earlier report
    .new = { $new_facts ->
            [yes] with new facts
           *[other] without new facts
        }

act-ReporterInformedOfAcceptance = The reporter was told that the report was accepted
    .and-method = , { $method_code ->
            [phone] by telephone
            [letter] by letter
            [in_person] in person
            [online] online
           *[other] in another way
        }

act-ReporterInformedOfResult = The reporter was told the result
    .and-method = , { $method_code ->
            [phone] by telephone
            [letter] by letter
            [in_person] in person
            [online] online
           *[other] in another way
        }

act-ReporterObjectionRecorded = The reporter objected to the result
    .objection = objection: { $objection }
    .explanation = explained: { $explanation }
    .evidence = { $new_evidence_offered ->
            [yes] new evidence offered
           *[other] no new evidence offered
        }

## Clues

act-ClueOpened = A clue was opened
    .source = source: { $source }
    .subjects = { $subjects_count ->
            [one] 1 subject
           *[other] { $subjects_count } subjects
        }
    .allegations = { $allegations_count ->
            [one] 1 allegation
           *[other] { $allegations_count } allegations
        }
    .categories = category: { $categories }
    .received = received on { $received_on }

act-ClueReportedUpward = { $stage_code ->
            [disposed] The disposal of the clue was reported upward
           *[other] The clue was reported upward
        }
    .and-to = to { $to_organ }
    .content = content: { $content_ref }

act-SubjectIdentified = A subject of the report was identified
    .no = subject no. { $subject_no }
    .basis = on the basis of: { $basis }

act-HandlerAssigned = { $duty_code ->
            [report] A handler was named for the report
            [clue] A handler was named for the clue
            [investigation] A handler was named for the investigation
            [review] A handler was named for the review
            [appeal] A handler was named for the appeal
            [execution] A handler was named for the execution
            [rectification] A handler was named for the rectification
            [dossier] The dossier was handed over
           *[other] A handler was named
        }
    .and-person = : { $person }
    .office = office: { $office }
    .replaces = in place of { $replaces }
    .by = assigned by { $by }
    .received = taken over on { $received_on }

act-ClueAssigned = The clue was assigned
    .and-dept = to { $to_dept }
    .by = as proposed by { $proposed_by }
    .approval = approved by { $approval_by }
    .received = signed for on { $received_on }

act-DispositionProposed = { $way_code ->
            [interview_inquiry] Interview and inquiry was proposed for the clue
            [preliminary_verification] Preliminary verification was proposed for the clue
            [hold] Holding the clue was proposed
            [close] Closing the clue was proposed
           *[other] A disposal was proposed
        }
    .reasons = reasons: { $reasons }

act-DispositionApproved = { $result_code ->
            [approved] The disposal was approved
            [returned] The proposed disposal was returned
            [refused] The proposed disposal was refused
           *[other] The disposal was decided
        }
    .and-way = : { $way }
    .by = by { $approval_by }
    .opinion = note: { $approval_opinion }

act-InterviewHeld = The subject was interviewed
    .no = subject no. { $subject_no }
    .by = by { $by }
    .with = accompanied by { $accompanied_by }
    .place = at { $place }

act-InquiryLetterIssued = An inquiry letter was issued
    .no = no. { $letter_no }
    .cc = copies to { $cc }
    .questions = questions: { $questions_ref }

act-InquiryLetterReceived = The inquiry letter reached its addressee

act-InquiryReplyReceived = The reply to the inquiry letter came in
    .by = countersigned by { $countersigned_by }
    .on = date of the countersignature: { $countersigned_on }
    .reply = reply: { $reply_ref }

act-InquiryReportSubmitted = The report on interview and inquiry was submitted
    .proposal = proposing: { $proposal }

act-VerificationTeamFormed = A verification team was formed
    .members = { $members_count ->
            [one] 1 member
           *[other] { $members_count } members
        }
    .lead = led by { $lead }
    .approval = approved by { $approvals }

act-VerificationReportSigned = The verification report was signed
    .and-signatories = by { $signatories_count ->
            [one] 1 person
           *[other] { $signatories_count } persons
        }
    .proposal = proposing: { $proposal }

act-ClueHeld = The clue was put on hold
    .reason = reason: { $reason }
    .until = to be reviewed by { $review_by }

act-ClueReviewed = The held clue was reviewed
    .result = result: { $result }
    .next = next review by { $next_review_by }

act-ClueClosed = The clue was closed
    .outcome = { $outcome }
    .allegations = findings: { $per_allegation }
    .harm = { $harm_code ->
            [none] no harm done
            [found] harm was done
           *[other] harm not assessed
        }
    .told = subject told on { $subject_told_on }

act-MinorMeasureTaken = { $kind_code ->
            [reminder] A reminder was given
            [criticism] The cadre was criticised
            [written_examination_ordered] A written examination was ordered
            [admonition] The cadre was admonished
           *[other] A minor measure was taken
        }
    .and-form = { $form_code ->
            [talk] in a talk
           *[other] in writing
        }
    .by = by { $by }

## Filing

act-CaseFilingProposed = Filing a case was proposed
    .respondents = { $respondents_count ->
            [one] 1 respondent
           *[other] { $respondents_count } respondents
        }
    .basis = under { $basis }

act-CaseFilingApproved = Filing the case was approved
    .by = by { $approvals }

act-CaseFilingRefused = Filing a case was refused
    .reason = reason: { $reason }
    .by = by { $approval_by }

act-CaseFiled = A case was filed
    .no = no. { $case_no }
    .organ = by { $organ }
    .respondents = { $respondents_count ->
            [one] 1 respondent
           *[other] { $respondents_count } respondents
        }
    .designated = jurisdiction designated by { $designated_by }

act-AccountabilityInquiryStarted = An accountability inquiry was started
    .by = by { $initiator }
    .respondents = { $respondents_count ->
            [one] 1 respondent
           *[other] { $respondents_count } respondents
        }
    .situations = situation: { $situations }
    .approval = approved by { $approval_by }

act-FilingAnnouncedToRespondent = The filing was announced to the respondent
    .by = by { $by }
    .credentials = { $credentials_shown ->
            [yes] credentials shown
           *[other] credentials not shown
        }
    .signature = { $signature ->
            [yes] signed
           *[other] not signed
        }

act-FilingNotifiedToOrganisation = The organisation was told of the filing
    .org = organisation: { $org }
    .no = notice no. { $notice_no }

act-CaseTransferredOut = The case was transferred out
    .and-to = to { $to_organ }
    .received = taken over on { $received_on }

## Investigation

act-InvestigationTeamFormed = An investigation team was formed
    .members = { $members_count ->
            [one] 1 member
           *[other] { $members_count } members
        }
    .lead = led by { $lead }
    .approval = approved by { $approval_by }

act-TeamChanged = The investigation team was changed
    .added = added: { $added }
    .removed = removed: { $removed }
    .reason = reason: { $reason }
    .approval = approved by { $approval_by }

act-InvestigationPlanApproved = The investigation plan was approved
    .by = by { $approval_by }
    .measures = measures: { $measures }

act-EvidenceCollected = Evidence was collected
    .kind = { $kind }
    .from = from: { $from }
    .officers = by { $officers_count ->
            [one] 1 officer
           *[other] { $officers_count } officers
        }

act-InterviewRecorded = { $role_code ->
            [respondent] The respondent was interviewed and a record made
            [witness] A witness was interviewed and a record made
           *[other] An interview was held and recorded
        }
    .time = from { $started_at } to { $ended_at }
    .officers = by { $officers_count ->
            [one] 1 officer
           *[other] { $officers_count } officers
        }
    .credentials = { $credentials_shown ->
            [yes] credentials shown
           *[other] credentials not shown
        }
    .signed = { $signed ->
            [yes] record signed
           *[other] record not signed
        }

act-EvidenceHandedOver = { $purpose_code ->
            [custody] Evidence was handed over for custody
            [returned] Evidence was given back
            [released] Evidence was released from seizure
            [with_case] Evidence was sent on with the case
           *[other] Evidence was handed over
        }
    .from = from: { $from }
    .to = to: { $to }
    .receipt = receipt no. { $receipt }

act-EvidenceExcluded = Illegally obtained evidence was excluded
    .ground = ground: { $ground }
    .by = by { $by }

act-FactListed = A fact was listed
    .text = fact: { $text_ref }
    .when = time of the conduct: { $conduct }
    .discipline = { $discipline } discipline
    .misuse = { $misuse }
    .disputed = { $disputed ->
            [yes] disputed
           *[other] undisputed
        }

act-FactMaterialPresented = The fact material was presented to the respondent
    .by = by { $by }

act-RespondentOpinionSigned = { $position_code ->
            [agree] The respondent signed an opinion: agrees
            [partly] The respondent signed an opinion: agrees in part
            [disagree] The respondent signed an opinion: disagrees
            [refused] The respondent refused to sign an opinion
           *[other] The respondent signed an opinion
        }
    .text = text: { $text_ref }
    .witness = witness: { $witness }

act-DefenceHeard = { $form_code ->
            [oral] The respondent's oral defence was heard
            [written] The respondent's written defence was received
            [waived] The respondent waived a defence
           *[other] The respondent's defence was heard
        }
    .arguments = { $arguments_count ->
            [0] no argument
            [one] 1 argument
           *[other] { $arguments_count } arguments
        }

act-DefenceVerified = { $adopted_code ->
            [yes] An argument of the defence was verified and adopted
            [partly] An argument of the defence was verified and adopted in part
            [no] An argument of the defence was verified and not adopted
           *[other] An argument of the defence was verified
        }
    .result = result: { $result }
    .reason = reason: { $reason }

act-DisagreementExplained = The disagreement with the respondent was explained in writing
    .text = text: { $text_ref }

act-InvestigationReportSubmitted = The investigation report was submitted
    .discussed = discussed by the team on { $discussed_on }
    .signatories = signed by { $signatories_count ->
            [one] 1 person
           *[other] { $signatories_count } persons
        }
    .proposals = { $proposal_per_respondent_count ->
            [one] 1 proposal
           *[other] { $proposal_per_respondent_count } proposals
        }
    .missing = the report lacks: { $contents_check_missing }

act-InvestigationDeadlineExtended = The time for the verification or investigation was extended
    .and-until = to { $until }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-InvestigationSuspended = The investigation was suspended
    .from = from { $from }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-InvestigationResumed = The investigation was resumed
    .from = from { $from }
    .rule = { $recompute_rule }
    .approval = approved by { $approval_by }

act-CaseWithdrawn = The case was withdrawn
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }
    .told = organisation told on { $told_org_on }

act-RecusalGroundKnown = A ground for recusal became known
    .and-ground = : { $ground }

act-RecusalRequested = { $requester_kind_code ->
            [self] An officer asked to be recused
            [respondent] The respondent asked for the recusal of an officer
            [reporter] The reporter asked for the recusal of an officer
           *[other] The recusal of an officer was requested
        }
    .ground = ground: { $ground }
    .reasons = reasons: { $reasons }

act-RecusalDecided = { $granted ->
            [yes] The recusal was granted
            [no] The recusal was refused
           *[other] The recusal was decided
        }
    .reason = reason: { $reason }
    .approval = approved by { $approval_by }

act-InterferenceRecorded = { $kind_code ->
            [asked] Recorded: somebody asked about the case
            [interfered] Recorded: somebody interfered with the case
            [pleaded] Recorded: somebody pleaded for the respondent
            [met_respondent] Recorded: somebody met the respondent without approval
           *[other] Interference with the case was recorded
        }
    .who = who: { $who }
    .told = reported to { $told_to }

## Review

act-CaseTransferredForReview = The case was transferred for review
    .bundle = { $bundle_hash ->
           *[other] digest of the bundle kept
        }

act-ReviewAccepted = The review department took up the case

act-ReviewTeamFormed = A review team was formed
    .members = { $members_count ->
            [one] 1 member
           *[other] { $members_count } members
        }
    .lead = led by { $lead }
    .conflict = { $conflict_check ->
            [yes] conflicts of interest checked
           *[other] conflicts of interest not checked
        }

act-ReviewTalkHeld = A review talk was held with the respondent
    .by = by { $by }
    .points = new points: { $new_points }

act-ReviewDeadlineExtended = The time for the review was extended
    .and-until = to { $until }
    .ground = ground: { $ground }
    .approval = approved by { $approval_by }

act-ReturnedForReinvestigation = The case was returned for a new investigation
    .nth = return no. { $nth }
    .reasons = reasons: { $reasons }
    .approval = approved by { $approval_by }

act-ReturnedForSupplement = The case was returned for more evidence
    .nth = return no. { $nth }
    .items = to supplement: { $items }
    .due = due by { $due_on }
    .approval = approved by { $approval_by }

act-ReviewOpinionFormed = The review team formed its opinion collectively
    .votes = { $votes }
    .dispute = { $dispute_large ->
            [yes] wide disagreement
           *[other] no wide disagreement
        }
    .opinion = opinion: { $opinion }
    .dissent = { $dissent ->
           *[other] dissent recorded
        }

act-ReviewReportSubmitted = The review report was submitted
    .opinions = { $per_respondent_count ->
            [one] 1 opinion
           *[other] { $per_respondent_count } opinions
        }
