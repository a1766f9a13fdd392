# Names of sub-states: state-<machine>-<state>.

## report
state-report-none = not received
state-report-received = received
state-report-registered = registered
state-report-transferred = transferred
state-report-filed_as_repeat = filed as a repeat
state-report-declined = declined
state-report-accepted = accepted
state-report-in_disposal = in disposal
state-report-concluded = concluded
state-report-answered = answered

## clue
state-clue-none = not opened
state-clue-opened = opened
state-clue-assigned = assigned
state-clue-proposed = disposal proposed
state-clue-hold_approved = hold approved
state-clue-held = held
state-clue-interviewing = in interview and inquiry
state-clue-verifying = in verification
state-clue-close_approved = closing approved
state-clue-reported = reported
state-clue-closed = closed
state-clue-escalated = escalated to a case
state-clue-merged = merged

## track
state-track-none = not filed
state-track-filing_proposed = filing proposed
state-track-filing_approved = filing approved
state-track-filed = filed
state-track-inquiring = inquiry started
state-track-reopened = reopened
state-track-investigating = under investigation
state-track-suspended = investigation suspended
state-track-facts_presented = facts presented
state-track-opinion_signed = opinion signed
state-track-reported = reported
state-track-sent_for_review = sent for review
state-track-in_review = in review
state-track-review_reported = review reported
state-track-notice_served = notice served
state-track-deliberated = deliberated
state-track-determined = determined
state-track-approved = approved
state-track-document_issued = document issued
state-track-announced = announced
state-track-executing = executing
state-track-execution_suspended = execution suspended
state-track-executed = executed
state-track-refused = filing refused
state-track-transferred = transferred
state-track-withdrawn = withdrawn
state-track-open = open
state-track-exempt = exempt
state-track-not_sanctioned = not sanctioned
state-track-minor_measure = minor measure
state-track-referred = referred

## determination
state-determination-none = not made
state-determination-made = made
state-determination-approved = approved
state-determination-changed = approved with changes
state-determination-refused = approval refused
state-determination-issued = document issued
state-determination-served = served
state-determination-announced = announced
state-determination-upheld = upheld
state-determination-varied = varied
state-determination-revoked = revoked
state-determination-revoked_and_remade = revoked and made anew
state-determination-revoked_and_remanded = revoked and remanded
state-determination-corrected = corrected

## measure
state-measure-none = not imposed
state-measure-imposed = imposed
state-measure-period_open = period running
state-measure-reviewed = reviewed
state-measure-ended = ended
state-measure-lifted = lifted
state-measure-extended = extended
state-measure-suspended = suspended
state-measure-resumed = resumed
state-measure-replaced_by_heavier = replaced by a heavier one
state-measure-revoked = revoked
state-measure-varied = varied

## appeal
state-appeal-none = not filed
state-appeal-filed = filed
state-appeal-passed_on = passed on
state-appeal-accepted = accepted
state-appeal-panel = before the panel
state-appeal-remanded = remanded
state-appeal-decided = decided
state-appeal-served = decision served
state-appeal-refused = refused
state-appeal-withdrawn = withdrawn

## item
state-item-none = not ordered
state-item-ordered = ordered
state-item-planned = planned
state-item-in_progress = in progress
state-item-claimed = claimed done
state-item-inspected = inspected
state-item-accepted = accepted
state-item-rejected = rejected
state-item-overdue = overdue

## request
state-request-none = not requested
state-request-requested = awaiting a decision
state-request-returned = returned
state-request-refused = refused
state-request-approved = approved
## letter
state-letter-none = not issued
state-letter-issued = issued
state-letter-received = received
state-letter-replied = replied to

## recusal
state-recusal-none = not raised
state-recusal-open = awaiting a decision
state-recusal-refused = refused
state-recusal-recused = recused

## evidence
state-evidence-none = not collected
state-evidence-held = held
state-evidence-held_elsewhere = held elsewhere
state-evidence-sent_with_case = sent on with the case
state-evidence-returned = given back
state-evidence-released = released from seizure
state-evidence-excluded = excluded

## referral
state-referral-none = not referred to the procuratorate
state-referral-referred = referred to the procuratorate
state-referral-returned = returned for a supplement
state-referral-concluded = judicial outcome known

## reappointment
state-reappointment-none = not proposed
state-reappointment-proposed = proposed
state-reappointment-decided = decided

## accusation
state-accusation-none = no sign of a false accusation
state-accusation-suspected = false accusation suspected
state-accusation-found = false accusation found
state-accusation-mistaken = found to be a mistake

## clarification
state-clarification-none = not proposed
state-clarification-proposed = proposed
state-clarification-approved = approved
state-clarification-clarified = clarified

## case
state-case-none = empty
state-case-report = report
state-case-clue = clue
state-case-open = open
state-case-closed = closed
state-case-absorbed = absorbed
state-case-reopened = reopened
state-case-open_tracks = tracks still open
state-case-all_tracks_final = all tracks final

## fact
state-fact-none = none
state-fact-responsibility_attributed = responsibility attributed
state-fact-report_or_clue = a report or a clue
state-fact-fact_listed = a fact listed
state-fact-appeal_decided = the decision changed or revoked on appeal, or corrected
state-fact-form_on_cadre = a form of accountability decided on the cadre
state-fact-official_known = the official known
state-fact-measure_decided = a sanction or form decided
state-fact-error_discovered = an error discovered
state-fact-closed_unfounded = a clue closed as unfounded
state-fact-finding_stands = found broken by a signed check
