# Forms: drafts, corrections and voidings, sittings, entry of old papers.

drafts-title = Drafts
drafts-lead = Forms that were filled in and not recorded: kept sealed, seen by you alone, deleted once they are recorded.
drafts-none = There are no drafts
drafts-none-advice = Choose “Save draft” in a form, or have it checked before it is complete: what you typed is kept here.
drafts-count =
    { $drafts ->
        [one] { $drafts } draft
       *[other] { $drafts } drafts
    }
drafts-on-case = Your drafts in this case:
draft-form = Form
draft-saved = Saved
draft-until = Kept until
draft-old = Unchanged for 30 days; deleted when its time is over
draft-passed = Handed over by the former handler
draft-discard = Delete
draft-keep = Save draft
draft-lead = Checking saves a draft that you alone can see; it is deleted once the act is recorded.
draft-kept = Saved as a draft that you alone can see; it is deleted once the act is recorded.
draft-full = No room for another draft: record or delete some first. Everything you typed is still here.
draft-too-long = This is too long for a draft. Everything you typed is still here.
draft-not-kept = The draft cannot be saved at the moment. Everything you typed is still here; save it again in a little while.
sign-in-carried = Your session is over; everything you typed is still here. Sign in again to go on with the form. Signing in with another account does not take it along.
back-title = Go on with your form
back-lead = There is no room for another draft, so what you typed was not saved as one.
back-kept = Everything you typed is here: send it again. Sent twice, it is recorded once.
back-send = Send it again
record-moved-on = Since you opened this form, others recorded acts that bear on it. Everything you typed is still here: look at them, then send it again.
recorded-meanwhile =
    { $others ->
        [one] Meanwhile others recorded { $others } act that does not touch yours.
       *[other] Meanwhile others recorded { $others } acts that do not touch yours.
    }

check-due = { $verdict }, due { $due }
check-gone = no longer applies
entry-correct = Correct
entry-void = Void
correct-title = Correct: { $act }
correct-fields = Fields that change
correct-nothing = No field was changed: put right above what is wrong, and leave the rest.
correct-withheld = (sealed or erased, and not shown here; left as it is unless you change it)
correct-own-approval = A correction is approved by another person: name who approved it
correct-no-approval = Name who approved it: a correction needs the approval of another person

sitting-filing = Filing: filed, announced and notified in one form
sitting-facts = Facts put to respondents: presented, opinion signed, defence heard in one form
sitting-review = Review: accepted, team formed and handler assigned in one form
sitting-decision = Decision: meeting, responsibility, circumstances, outcome and measure in one form
sitting-service = Service: several people and their unit in one form
sitting-rectification = Rectification: order and letter in one form
sitting-appeal = Appeal decided: meeting, decision and document in one form
sitting-acts = One form, recorded at once: { $acts }
sitting-units = Units served
sitting-with = Recorded along with it
sitting-table = One row each. What is left blank is as above; an act of which a row tells nothing is not recorded.
sitting-again = List anew whom it is about
sitting-offered = All at once:

recorded-again = Record another like it:
rights-title = Notice of rights
rights-lead = How whoever received a decision can appeal against it. Each last day is counted step by step by the rule; later appeals need a reason.
rights-none = There is no right to give notice of
rights-none-advice = Once service is recorded, the routes of appeal and their last days stand here.
rights-what = What can be done
rights-body = Body that decided
rights-until = Last day
rights-no-limit = No time limit is set
rights-derivation = How it is counted
backfill-title = Enter old papers
backfill-lead = One act on each line, in their order, from cell to cell by keyboard. What no cell tells is “not recorded”. All lines are checked, then recorded together.
backfill-reason-usual = Old papers entered later
backfill-number = Line
backfill-act = Act
backfill-date = Date
backfill-document = Document number
backfill-respondent = Respondent
backfill-officers = Officers
backfill-line = Line { $line }
backfill-more = More lines
backfill-table = Take lines from a table
backfill-paste = Copy cells from a spreadsheet, or paste what a CSV file holds
backfill-paste-hint = The columns are act, date, document number, respondent, officers. The lines are checked once they are taken up, and nothing is recorded by it.
backfill-take = Take up and check
backfill-nothing = Nothing is filled in yet: name an act and its date on each line.
backfill-too-many = Too many lines: at most 64 at once; enter them in parts.
backfill-unread = The quotation marks of line { $line } do not match and it was left out; all other lines were taken up.
backfill-no-act = There is no such act; choose one from the list
backfill-not-yours = Your role does not record this act
backfill-needs = It needs “{ $what }” too: record it by the form of the act
backfill-no-reason = Some acts are out of the usual order: say under “Reason” why they are entered now
draft-kept-at = Kept as a draft at { $time }: only you see it, and it goes once the act is recorded.
draft-signed-out = You are signed out, so nothing can be kept now; when you send the form you are asked to sign in, and what you typed is not lost.
backfill-file = File
backfill-no-file = This act names no paper: bring the file with an act that does, such as the collection of evidence
backfill-file-gone = This file is not in this case: choose it again
recused-title = What the recusal brings:
recused-lead = From then on this case is hidden from them and they record nothing in it; what they did before has to be looked at again (it opens in a new window).
recused-duties = Duties they lose
recused-no-duty = They have no duty in this case
recused-acts = Acts to be looked at again
recused-no-act = They did nothing in this case
recused-more =
    { $n ->
        [one] One more act stands in the timeline.
       *[other] { $n } more acts stand in the timeline.
    }
