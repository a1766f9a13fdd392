# The reviewer's pages: replay, procedure check, what-if, comparison, dossiers.

## Pages beside a case
doors = Other pages of this case
doors-replay = Replay
doors-sheet = Procedure check
doors-what-if = What if
doors-story = History as a text
doors-blame = Who wrote what
doors-alike = Similar cases
doors-responsibility = Responsibility
doors-relations = Related cases
doors-readings = Record of reading
readings-lead = Sealed parts asked for, approved and opened, exports, and replays of the history, the last first.
readings-when = When
readings-who = Who
readings-what = What was read
readings-none = Nothing was read that is recorded
readings-none-advice = Once a sealed part is opened, the case exported or its history replayed, that stands here.
readings-more = The last { $shown } of { $all } are listed.

## Replay
replay-lead = The record, act by act: how the case stood after an act, what that act changed, and how any two moments differ.
replay-slider = Record number
replay-slider-hint = Move the slider and press “Show”, or choose an act in the list below
replay-position = After act { $version } of { $latest }
replay-against = Record number to compare with
replay-of-act = What act { $no } changed
replay-between = How the case differs after act { $from } and after act { $to }
replay-says-now = Both clocks stand at now: the case after this act as it is known today, with what was put right later.
replay-says-as-of = The clock of what happened stands at { $date }: only what had happened by that day counts.
replay-says-known = The clock of what was known stands at { $date }: only what the office had recorded or knew by that day counts, and no later correction.
replay-preset-now = Both clocks back to now
replay-preset-known = What the office knew on { $date }
replay-preset-as-of = What had happened by { $date }
replay-too-long = This record has more than { $events } acts: differences and origins are not worked out for it. The state, the acts around this one and the procedure check are; for what each act did, read the history.
replay-blame = Which act wrote what stands here
replay-what-if = What if this act were not there
replay-story = The history up to here as a text
replay-back = Back to this finding of the procedure check
walk-before = One act back
walk-after = One act on
jump-decisions = Decisions ({ $n })
jump-breaches = Breaches ({ $n })
jump-corrections = Corrections ({ $n })
jump-before = previous
jump-after = next
jump-none-before = none before
jump-none-after = none after
pin-here = Pin this moment, to compare it with another
pin-hint = Once it is pinned, every other moment is shown with what differs from it
pin-says = The moment after act { $no } is pinned
pin-off = Take the pin away
pin-swap = Swap the two moments
entries-title = Acts
entry-unknown = not known then
entry-future = had not happened then
entry-pinned = pinned
entry-compare = compare
sign-breach = breach
changes-nothing = Neither the case nor any verdict differs.
changes-added = New:
changes-removed = No more:
changes-reason = Reason:
changes-more = { $n ->
        [one] 1 more difference
       *[other] { $n } more differences
    }
changes-verdicts = Verdicts that turned
changes-because = Because of:

## Values of the state
value-none = nothing
value-sealed = (sealed, not shown)
value-erased = (erased by law)
value-missing = (missing)
value-colon = { ": " }
value-semicolon = { "; " }
standing-in-force = as made
place-handlers = Handling
place-answers = Answers to findings
place-closed = Closing
place-checks = Procedure check signed
place-is-case = Filed, or inquiry started
place-opened = Filed or started on
place-linked = Linked cases
place-absorbed = Taken over by
place-errors = Errors found in
place-stage = Stage
place-state = State
place-standing = Whether it stands
place-round = Round
place-accusation = Truth of the report
place-identified = Found to be
place-subject-no = Number
place-reports = Reports it came from
place-hold-until = Next review of the hold
place-verify-by = Verification extended to
place-investigate-by = Investigation extended to
place-review-by = Review extended to
place-referral = Before procuratorate and court
place-supplements = Times sent back for supplement
place-judicial = Outcome before the court
place-determination = Determination in force
place-proposed-by = Paper that proposes
place-proposed = Proposed
place-clue = Clue
place-replied-on = Replied on
place-reappointment = Reappointment
place-correct-by = To be corrected by
place-accountability = form of accountability
place-kind = Sanction or form
place-suspended = Execution suspended
place-lifted-on = Lifted on
place-formalities-by = Formalities extended to
place-determinations = Determinations
place-appeal = Appeal
place-prior = Earlier appeal
place-time-extended = In time because of an obstacle
place-decide-by = Decision extended to
place-person-served = First served on the person
place-unit = Unit responsible
place-letters = Supervision letters
place-votes = Votes held
place-honours = Years of honours forfeited
place-asked-by = Asked for by
place-clarified-on = Clarified on
place-since = Since
place-open-items = Items open at the closing
place-case-no = Case number
place-facts = Facts listed
place-allegations = Allegations

## Where values come from
blame-lead = Which act wrote each value of the case, and whose act it was; of what was corrected, the old value and the correction stand here too.
blame-field = Field
blame-value = Value
blame-by = Written by
blame-earlier = Earlier values
blame-corrects = corrects
blame-whole = Show the whole case
blame-none = No act has written anything yet at this moment.
blame-more = { $n ->
        [one] 1 more value is not shown; choose an object by its name to see all of it.
       *[other] { $n } more values are not shown; choose an object by its name to see all of it.
    }

## The history as a text
story-lead = In the order in which it happened; ready to be printed.
story-comma = { ", " }
story-colon = { ": " }
story-stop = { ". " }
story-more = { $acts ->
        [one] 1 more act is not shown; see it in the replay.
       *[other] { $acts } more acts are not shown; see them in the replay.
    }

## Procedure check
check-page-lead = Rule by rule: what the article in force that day asked for, what the record holds, the verdict, and what would mend it. Verdicts follow from the record and are never recorded themselves.
check-moment = As things stood on { $as_of }, as known on { $known }
check-csv = Download the table
check-coverage = How far the review went
check-reviewer = { $name } marked { $n }
check-marks-gone = Marked, and not found any more:
check-none = No rule in force asks anything of this case yet.
check-count = { $n }
check-kept = { $n ->
        [one] 1 kept, or with nothing to do
       *[other] { $n } kept, or with nothing to do
    }
check-facts = Facts and evidence
check-classification = Classification and outcome
check-procedure = Procedure
check-documents = Documents and service
check-execution = Execution and rectification
check-found = Found in the record:
check-not-found = To be done and not found; time began with:
check-found-none = nothing
review-question = Questioned
review-outdated = Verdict changed, look again
review-unmarked = Not looked at
review-seen = Seen
review-accepted = Accepted
review-gone = There no more
mark-said = { $who }: { $mark } ({ $when })
mark-outdated = when marked, the verdict was “{ $verdict }”
mark-with-note = mark with a note
mark-what = Mark as
mark-note = Note
mark-note-hint = Kept private; at most this many characters:
mark-save = Save the mark
mark-wrong = The mark was not saved
mark-not-yours = Reviewers, appeal officers and supervisors mark findings; sign in with such a role.
finding-here = One finding
finding-back = Back to the procedure check
finding-rule = What the rule says
finding-steps = How the last day and the verdict came about
finding-steps-none = This verdict needs no counting.
finding-past = How the verdict changed
finding-answers = Answers
finding-answers-none = Nobody has answered it yet.
finding-answer = Record an answer to this finding
finding-marks = Marks of reviewers
csv-group = Group
csv-verdict = Verdict
csv-rule = Rule
csv-law = Basis
csv-due = Due
csv-found = Found in the record
csv-told = Told
csv-review = Review

## What if
what-if-lead = What a verdict hangs on: which verdicts and last days would be others if some acts were not there, or by another release of a rulebook. Nothing is recorded, and nothing of it is a finding.
what-if-without = If these acts were not there
what-if-most = What corrects or voids them is left out too; at most this many:
what-if-release = Judged by
what-if-in-use = the rules in use
what-if-ask = Suppose
what-if-turned = What would be otherwise
what-if-nothing-asked = Choose acts to leave out, or a release to judge by, and press “Suppose”.
what-if-demonstration = Supposed, not so
what-if-left-out = If this were not there: { $act }
what-if-judged-by = If judged by { $title } { $version }
what-if-same = No verdict and no last day would be another.

## Similar cases
alike-lead = How determinations with the same discipline, level of post and track came out.
alike-discipline = Discipline
alike-level = Level of post
alike-track = Track
alike-any = any
alike-by = Told apart by
alike-by-form = sanction or form
alike-by-outcome = outcome
alike-ask = Compare
alike-outcomes = How they came out
alike-total = { $n } in all
alike-none = No determination meets these conditions. Next step: leave one of them out and compare again.
alike-outcome = Outcome
alike-count = Count / of
alike-share = Share
alike-too-few = too few for a share
alike-note = A determination on several disciplines counts once for each; of fewer than ten in all no share is told. Follow an outcome to see each case it counts.
alike-listed = Cases counted under “{ $outcome }”
alike-own = this case

## Responsibility and relations
board-behind = What was recorded just now is being prepared; reload in a moment.
responsibility-lead = What each respondent answers for on each track and which act says so; who is missing is pointed out here too.
responsibility-warnings = Pointed out
responsibility-attributed = Responsibility
responsibility-none = none attributed yet
responsibility-former = of an earlier round
responsibility-duty = Duty:
responsibility-link = How it led to what happened:
responsibility-no-link = How it led to what happened is not written down
responsibility-objected = the respondent objects
relations-lead = Cases linked with this one, taken over by it, or come out of it.
relations-drawn = Graph of related cases; the table below tells the same
relations-none = No case is recorded as related to this one
relations-none-advice = Next step: where another case belongs to this one, record “Cases linked” in it.
relations-one = Case
relations-how = Relation
relations-other = Related case
relations-on = Linked on
relations-cut = More cases are related; open one of these to go on.

## Dossiers
dossier-lead = Derived from what is recorded in cases, never recorded itself; cases you may not know of are not in it.
dossier-as-of = As on
dossier-cases = Cases
dossier-cases-none = No case is recorded.
dossier-capacity = Part
dossier-respondent = respondent
dossier-cleared = cleared
dossier-outcome = Tracks and outcomes
dossier-periods = Restrictions
dossier-periods-none = No sanction or form of accountability is recorded.
dossier-actions = Personnel actions
dossier-honours = Honours forfeited
post-title = May this post be taken on this day?
post-lead = Only whether recorded sanctions and forms stand in the way; whether somebody is fit for the post nobody asks here.
post-on = Day
post-compared = Beside the former post
post-leading = A leading post
post-unknown = not known
post-ask = Work it out
failure-no-entry = There is no such entry
failure-no-entry-advice = The link or its id may be wrong. Open it again from a case.
failure-no-finding = There is no such finding at this moment
failure-no-finding-advice = The act it rests on may have been corrected or voided. Go back to the procedure check, or look at another moment.
