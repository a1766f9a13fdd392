# What the docket, the page of an appeal, approvals, the overview, letters and rectification say.

## Times
stand-until = until
stand-late = { $days ->
    [1] 1 day late
   *[other] { $days } days late
}
stand-provisional = provisional: the year's holidays are not published yet
stand-remembered = source to be compared

## Docket
docket-title = Appeals
docket-lead = What came last comes first. Times and separation are checked by the rules for each; the page of an appeal shows every step.
docket-tab = Part
docket-open = To decide
docket-to-serve = To serve
docket-ended = Ended
docket-route = Route
docket-any-route = Any route
docket-find = Filter
docket-clear = Clear
docket-shown = { $appeals ->
    [1] 1 appeal on this page
   *[other] { $appeals } appeals on this page
}
docket-appeal = Appellant, route, case
docket-relief = Relief sought
docket-no-relief = Not recorded
docket-window = Time to appeal
docket-decide = Admission, decide by
docket-people = Original handlers
docket-next = Next
docket-no-next = Nothing
docket-instance = instance { $instance }
docket-received = received
docket-filed = filed
docket-no-window = No rule counts a time from the service on record
docket-no-decide = No rule sets a time to decide
docket-extended = An extension was granted
docket-not-extended = An extension was not granted
docket-accepted = accepted
docket-refused = not accepted
docket-passed-on = passed on
docket-to-be-seen = admission to be examined
docket-no-admission = no admission recorded
docket-in-vain = No appeal by this route
docket-in-vain-advice = Next step: choose another route, or clear the filter.
docket-open-empty = No appeal waits to be decided
docket-open-empty-advice = Next step: when an appeal comes in, record “Appeal filed” in the case it is about.
docket-to-serve-empty = No appeal decision waits to be served
docket-to-serve-empty-advice = What was decided and not served yet stands here.
docket-ended-empty = No appeal has ended
docket-ended-empty-advice = What was served, refused, passed on or withdrawn stands here.
handlers-nobody = Nobody handles it yet
handlers-apart = { $handling } handle it; none of the { $original } who handled the case
handlers-both = { $both } of the { $handling } who handle it handled the case
handlers-investigated = { $name }: “{ $act }” on { $day }, took part in the investigation
handlers-reviewed = { $name }: “{ $act }” on { $day }, took part in the review
window-in-time = filed in time
window-late = not filed in time
window-runs = still running
window-unlimited = no limit is set
decide-in-time = decided in time
decide-late = not decided in time
decide-runs = time to decide is running
decide-ended = no decision is needed any more

## One appeal
appeal-title = { $name }: { $route }
appeal-withdrawn = withdrawn
appeal-decided = decided
appeal-served = served
appeal-outcome = Outcome
appeal-organ = Handled by
appeal-handler = Handler
appeal-to-case = The whole record of the case:
chain-title = Decision, review, re-review
chain-original = Original decision
chain-appeal = { $route } (instance { $instance })
original-title = The decision, with its procedure check as of then
original-none = The appeal names no decision. Next step: correct “Appeal filed” in the case and name the decision.
original-made = made on
original-then = The case on the day of the decision
original-check = Procedure check by the day of the decision
original-check-hint = Only what had happened by that day, by the record as it stands and the rules in force then.
original-tally = { $broken } broken, { $unclear } undetermined, { $kept } kept, { $open } not due yet
original-clean = Nothing was broken or undetermined
original-more = { $findings } more, see the procedure sheet of the case
original-no-check = The day of the decision is not recorded, so nothing can be checked
original-in-force = in force
original-varied = varied
original-revoked = revoked
original-corrected = corrected
original-unknown = standing unknown
examined-title = Grounds and examination
examined-grounds = Grounds
examined-no-grounds = No grounds are recorded
examined-findings = Finding
examined-no-findings = The panel has given no opinion yet
examined-refusal = Why it was not accepted
examined-dissent = Dissent
examined-evidence = Evidence and original file
examined-no-evidence = No evidence was taken and no file recalled for the appeal
examined-outcome = Outcome, one by one
examined-no-outcome = The appeal is not decided yet
examined-of = Ground found, or decision
examined-acts = Other acts
calculator-title = How the times are counted
calculator-served-on = If it was served on
calculator-count = Count
calculator-hint = This only counts and records nothing; where the day of service is wrong, correct its record in the case.
calculator-supposed = Counted from a day of service that is only supposed, not from the record.
calculator-clear = Back to the day on record
calculator-served = Service from which the time runs:
calculator-not-served = No day is recorded on which the person received the decision.
calculator-file = Time to appeal
calculator-decide = Time to decide
calculator-article = Article
calculator-law = { $name }, { $at }
calculator-steps = Steps
calculator-last-day = Last day
calculator-acts = Records it stands on
calculator-none = No rule counts a time from this service. Fill in a day to try.
calculator-calendar = Calendar: { $calendar }

## Ways
nav-menu = Menu
nav-cases = Register
nav-overview = Oversight
nav-manage = Rules, people

## Approvals
ways-title = Pages of oversight
approvals-title = Approvals
approvals-lead = Papers that wait for your decision as { $post }, and in whose stead you may decide. What waits longest comes first.
approvals-mine = What waits for my approval
approvals-shown = { $papers ->
    [1] 1 paper on this page
   *[other] { $papers } papers on this page
}
approvals-paper = Paper
approvals-checks = Checks
approvals-decide = Decide
approvals-keys = Keyboard: Tab to “Approve”, “Return” or “Reject”, Enter opens the form; after recording you come back to the next paper. Keys move through the rows, too (press “?”).
approvals-done = Recorded. The next paper has the focus.
approvals-by = Submitted by { $name } ({ $office })
approvals-waits = { $days ->
    [1] waits 1 day
   *[other] waits { $days } days
}
approvals-kept = { $n } kept
approvals-broken = { $n } broken
approvals-unclear = { $n } undetermined
approvals-stead = decided in { $name }'s stead
approvals-gone-up = Everybody who leads the organ below is kept from this case, so it comes up
approvals-barred = Not yours to decide:
approvals-full = { $act }: { $number }
approvals-approve = Approve
approvals-return = Return
approvals-reject = Reject
approvals-empty = Nothing waits for your decision
approvals-empty-advice = Papers submitted to your post, or to somebody who delegated the decision to you, stand here.

## Overview
overview-title = Overview
overview-lead = How many cases stand at each stage and office, the oldest, and in how many something is overdue. Every number opens its list.
overview-matrix = Stages and offices
overview-matrix-hint = below each number the day of the oldest; a case with open duties at two offices counts at both
overview-all = All
overview-no-duty = No open duty
overview-office = Office
overview-office-unknown = Office without a name on record
overview-more = { $offices ->
    [1] 1 more office
   *[other] { $offices } more offices
}: see the lists of all offices.
overview-since = since
overview-overdue = { $n } overdue
overview-empty = There are no cases yet
overview-empty-advice = Next step: once reports are registered, the numbers of each stage stand here.
overview-alarms = Alarms
overview-legend = Each alarm is a rule; its name, article and weight are taken from the rulebook.
overview-soon-hint = “Due soon” means within { $days } days.
overview-no-alarms = Nothing is overdue or due soon
overview-rule = Rule
overview-late = Overdue
overview-soon = Due soon
overview-case-count = Cases
overview-first-due = First due
overview-rule-gone = This release of the rule is not in use any more
overview-cases = Cases
overview-only-overdue = only overdue
overview-by-rule = only what is late or due soon under this rule
overview-began = Began
overview-cases-empty = No such case
overview-cases-empty-advice = That happens when something was recorded between the number and its list. Next step: go back to the overview.
overview-back = Back to the overview
weight-violation = violation
weight-defect = defect
weight-warn = reminder

## Rectification and letters
items-title = Rectification
items-lead = What is due first comes first. The ladder goes in six steps from a letter to discipline.
items-shown = { $items ->
    [1] 1 item on this page
   *[other] { $items } items on this page
}
items-shown-as = Part
items-open = Not accepted
items-overdue = Overdue
items-pressed = Pressed for
items-accepted = Accepted
items-problem = Problem
items-no-problem = The problem is withheld or not recorded
items-due = Due
items-ordered = ordered
items-accepted-on = accepted
items-ladder = Ladder
items-rejected = { $times ->
    [1] sent back once
   *[other] sent back { $times } times
}
items-open-empty = Nothing is to be put right
items-open-empty-advice = Once “Rectification ordered” is recorded in a case, it stands here.
items-overdue-empty = Nothing is overdue
items-overdue-empty-advice = What is past its day and not accepted stands here.
items-pressed-empty = Nothing is pressed for
items-pressed-empty-advice = What a letter or a further step presses for stands here.
items-accepted-empty = Nothing was accepted
items-accepted-empty-advice = What was accepted stands here.
ladder-letter = letter of supervision
ladder-none = not pressed for yet
ladder-place = step { $place } of { $of }
supervision-title = Letters
supervision-lead = Items that are pressed for and not accepted: until when each letter asks for an answer, what was answered, and the further steps.
supervision-empty = Nothing is pressed for
supervision-empty-advice = Next step: record a letter on an item that is overdue.
letters-letter = Letter
letters-no-number = without a number
letters-issued = issued
letters-due = Answer due
letters-answers = Answers
letters-no-answer = no answer
letters-none = No letter is recorded
letters-late = late
letters-steps = Further steps
letters-missed = missed
ground-table = Finding and outcome of each ground
ground-of = Ground for a change
ground-finding = Finding
ground-found = found
ground-not-found = not found
ground-no-change = no change on this ground
ground-none = The decision found no ground for a change; its outcome: { $outcome }

# Evidence.
doors-evidence = Evidence
evidence-lead = Where each piece of evidence came from, who collected it, its file and through whose hands it went; and which evidence each fact rests on.
evidence-cut = This case has many acts: only the last five hundred were looked through.
evidence-pieces = Pieces of evidence
evidence-none = No evidence is recorded
evidence-none-advice = What is collected, and records of interviews, stand here once they are recorded.
evidence-what = Evidence and origin
evidence-by = Collected by
evidence-paper = File and digest
evidence-chain = Hand-overs
evidence-officers =
    { $n ->
        [one] one person
       *[other] { $n } people
    }
evidence-unsaid = not said
evidence-few = Evidence is collected by two people or more
evidence-file = Open the file
evidence-no-paper = neither a file nor a digest
evidence-not-moved = never handed over
evidence-step = from { $from } to { $to } ({ $purpose })
evidence-excluded = Excluded:
evidence-facts = Facts and evidence
evidence-no-facts = No fact is listed: facts stand here once they are recorded.
fact-what = Fact
fact-evidence = Rests on
fact-notes = Contradictions and gaps
fact-no-evidence = names no evidence
fact-nothing = none found
fact-disputed = The respondent disputes it
fact-excluded =
    { $n ->
        [one] one piece of its evidence was excluded
       *[other] { $n } pieces of its evidence were excluded
    }
fact-without = No evidence that counts
fact-with-one = A single piece of evidence, which nothing else supports
