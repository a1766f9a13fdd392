# Phases, headings, roles of objects, and small words.

## Phases of the procedure
phase-intake = Intake
phase-clue = Clues
phase-filing = Filing
phase-investigation = Investigation
phase-review = Review
phase-decision = Decision
phase-execution = Service and execution
phase-appeal = Appeals
phase-correction = Correction
phase-rectification = Rectification
phase-clarification = False accusation and clarification
phase-relations = Linking and closing
phase-governance = Approvals
phase-registers = People and organs
phase-marks = Review marks
phase-rulebooks = Rulebooks and calendars
phase-grants = Roles
phase-delegations = Delegations
phase-access = Record of reading
phase-erasure = Erasure and holds

## Headings, by their number in the list of headings
group-intake = Reports and accusations
group-clue = Clues and their disposal
group-filing = Filing and starting
group-investigation = Investigation
group-review = Case review
group-decision = Decision
group-referral = Referral and judicial outcome
group-execution = Service and execution
group-appeal = Appeals, reviews and re-examinations
group-correction = Corrections of decisions and records
group-other = Other acts
group-rectification = Rectification
group-clarification = False accusation and clarification
group-relations = Linking and closing
group-governance = Approvals
group-checks = Delegation and checks
group-registers = Registers of people and organs
group-rulebooks = Rulebooks and calendars

## What an act is about
ref-report = Report
ref-clue = Clue
ref-letter = Inquiry letter
ref-respondent = Respondent
ref-track = Track
ref-round = Round
ref-allegation = Allegation
ref-evidence = Evidence
ref-recusal = Recusal
ref-fact = Fact
ref-argument = Argument
ref-meeting = Meeting
ref-determination = Determination
ref-measure = Sanction or form
ref-inv_measure = Measure of the investigation
ref-document = Decision document
ref-appeal = Appeal
ref-prior_appeal = Earlier appeal
ref-item = Rectification item
ref-reappointment = Reappointment
ref-accusation = Truth of the report
ref-clarification = Clarification
ref-finding = Inspection finding
ref-request = Request for approval
ref-event = Recorded act
ref-object = Object of the duty
ref-case = Case
ref-official = Official
ref-merged_official = Entry merged
ref-organ = Organ
ref-parent = Parent organ
ref-managing_organ = Managing organ
ref-person = Person
ref-lead_case = Lead case
ref-delegation = Delegation
ref-opening = Opening of a sealed part
ref-special_access = Special access
ref-erasure = Erasure
ref-hold = Legal hold

## Small words
not-recorded = not recorded
not-opened = (not opened)
sealed = (sealed)
yes = yes
no = no
file-attached = a file
short-id = no. { $id }
join-words = { ", " }
join-items = { "; " }
join-clauses = { ", " }
join-parts = { " " }

percent = { $n }%
article = art. { $n }

## Objects as findings name them
object = { $what }
    .and-date = ({ $date })
object-of = { $what } of { $whose }
    .and-date = ({ $date })
object-track = { $whose } ({ $what })
object-unnamed = a person whose name is not shown

## Answers to findings
finding-answer = Answer: { $answer }
    .who = { $who }
    .date = { $date }
    .reason = reason: { $reason }
    .vain = { $vain }
answer-not-competent = without the approval it needs, the verdict stands

## How an obligation stood
obligation-stood = { $verdict }
    .and-due = (due by { $due })
obligation-changed = From { $known }
    .and-old = no longer “{ $old }”
    .and-new = now “{ $new }”
    .cause = { $cause ->
            [act] because of what was recorded
            [due] because the time ran out
            [norm] because a new version came into force
            [notice] because a calendar notice was published
            [rulebook] because other rulebooks judge
            [calendar] because another calendar counts
           *[other] for a reason not told
        }

obligation-turned = The verdict is another
    .and-old = : it was “{ $old }”
    .now = it is “{ $new }”

## Dates
date-undated = undated
date-year = { $year }
date-month = { $month_name } { $year }
date-day = { $day } { $month_name } { $year }
date-full = { $weekday } { $day } { $month_name } { $year }
date-timed = { $date }, { $time }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
