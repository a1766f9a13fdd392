# Labels of usual open codes: open-<list>-<code>. A code not named here is shown as it stands.

## ClueReview
open-ClueReview-kept = kept on hold
open-ClueReview-held = kept on hold
open-ClueReview-reassigned = assigned again

## Evidence
open-Evidence-documentary = documentary evidence
open-Evidence-physical = physical evidence
open-Evidence-testimony = testimony
open-Evidence-statement = respondent's statement
open-Evidence-audio_video = audio or video
open-Evidence-electronic = electronic data
open-Evidence-expert = expert opinion
open-Evidence-inspection_record = record of inspection

## Measure
open-Measure-interview = interview
open-Measure-inquiry = inquiry of witnesses
open-Measure-records = records
open-Measure-query = query of accounts
open-Measure-seal = seal
open-Measure-seizure = seizure
open-Measure-freeze = freeze
open-Measure-appraisal = expert appraisal
open-Measure-on_site = site visit
open-Measure-other = other

## Recompute
open-Recompute-continue = time goes on
open-Recompute-restart = time starts anew
open-Recompute-exclude_suspended = the time suspended is left out

## Formality
open-Formality-post = post
open-Formality-rank = rank
open-Formality-pay = pay
open-Formality-benefits = benefits
open-Formality-work = work
open-Formality-contract = labour contract
open-Formality-written_examination = written self-examination
open-Formality-assessment = annual assessment

## PublicScope
open-PublicScope-society = the public
open-PublicScope-area = the area
open-PublicScope-system = the system
open-PublicScope-unit = the unit
open-PublicScope-branch = the Party branch
open-PublicScope-education = warning education
open-PublicScope-as_report = as far as the report had spread
open-PublicScope-other = other

## Redaction
open-Redaction-name = name
open-Redaction-identity_no = identity number
open-Redaction-address = address
open-Redaction-contact = contact details
open-Redaction-reporter = the reporter
open-Redaction-third_party = third parties
open-Redaction-state_secret = secret content
open-Redaction-other = other

## Meeting
open-Meeting-democratic_life_meeting = democratic life meeting
open-Meeting-organisational_life_meeting = organisational life meeting
open-Meeting-leading_group = meeting of the leading group
open-Meeting-branch_meeting = branch meeting
open-Meeting-staff_meeting = staff meeting
open-Meeting-other = other meeting

## Restored
open-Restored-post = post
open-Restored-rank = rank
open-Restored-grade = grade
open-Restored-pay = pay
open-Restored-benefits = benefits
open-Restored-property = property
open-Restored-assessment = annual assessment

## Progress
open-Progress-not_started = not started
open-Progress-in_progress = in progress
open-Progress-blocked = blocked
open-Progress-done = done

## Honour
open-Honour-unit_honours = comprehensive honours of the unit
open-Honour-civilised_unit = civilised unit
open-Honour-annual_excellent = excellent in the annual assessment
open-Honour-advanced_individual = advanced individual
open-Honour-other = other honours

## VoteMethod
open-VoteMethod-secret_ballot = secret ballot
open-VoteMethod-open_ballot = open ballot
open-VoteMethod-on_site = on the spot
open-VoteMethod-questionnaire = questionnaire
open-VoteMethod-phone = by telephone
open-VoteMethod-online = online
open-VoteMethod-other = other

## VoteOption
open-VoteOption-satisfied = satisfied
open-VoteOption-basically_satisfied = basically satisfied
open-VoteOption-dissatisfied = dissatisfied
open-VoteOption-excellent = excellent
open-VoteOption-competent = competent
open-VoteOption-basically_competent = basically competent
open-VoteOption-incompetent = incompetent
open-VoteOption-abstain = abstained
open-VoteOption-other = other

## BodyKind
open-BodyKind-party_committee = party committee
open-BodyKind-leading_party_group = leading party group
open-BodyKind-cdi_standing_committee = CDI standing committee
open-BodyKind-cdi = CDI
open-BodyKind-supervisory_commission = supervisory commission
open-BodyKind-work_organ = party work organ
open-BodyKind-appointing_body = appointing body
open-BodyKind-branch_meeting = branch meeting
open-BodyKind-court = court
open-BodyKind-council = council

## OrganKind
open-OrganKind-party_committee = party committee
open-OrganKind-leading_party_group = leading party group
open-OrganKind-cdi = CDI and supervisory commission
open-OrganKind-dispatched_office = dispatched body
open-OrganKind-organisation_department = organisation department
open-OrganKind-government = government
open-OrganKind-department = department
open-OrganKind-unit = unit
open-OrganKind-soe = state-owned enterprise
open-OrganKind-institution = public institution
open-OrganKind-court = court
open-OrganKind-police = police
open-OrganKind-inspection_team = inspection team

## Post
open-Post-committee_secretary = secretary of the party committee
open-Post-deputy_in_charge = deputy in charge

## TeamRole
open-TeamRole-lead = lead
open-TeamRole-deputy = deputy lead
open-TeamRole-member = member
open-TeamRole-recorder = recorder
open-TeamRole-liaison = liaison

## Employer
open-Employer-government = administrative organ
open-Employer-party = party organ
open-Employer-soe = state-owned enterprise
open-Employer-institution = public institution
open-Employer-village = village or community
open-Employer-other = other

## Category
open-Category-political = political discipline
open-Category-organisational = organisational discipline
open-Category-integrity = integrity
open-Category-mass = mass discipline
open-Category-work = work discipline
open-Category-life = life discipline
open-Category-duty = failure of duty
open-Category-other = other

## AppealGround
open-AppealGround-facts = facts unclear
open-AppealGround-evidence = evidence insufficient
open-AppealGround-procedure = procedure wrong
open-AppealGround-ultra_vires = beyond authority
open-AppealGround-wrong_law = wrong basis
open-AppealGround-wrong_circumstances = wrong circumstances
open-AppealGround-improper = treatment improper

## Action
open-Action-sanction = sanction
open-Action-dismissal = dismissal or cancelled recruitment
open-Action-demotion = demotion
open-Action-incompetent = assessed incompetent
open-Action-removal = removal
open-Action-refusal_of_resignation = resignation or early retirement refused
open-Action-pay_and_welfare = pay or welfare
open-Action-accountability_form = form of accountability
open-Action-other = other
