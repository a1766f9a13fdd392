# What the pages say themselves; acts, states and codes have their words in the domain.

## Frame
product = Wenze 问责
skip = Skip to the content
nav = Main pages
languages = Languages
as-of = As of
no-accounts = Read only · pages cannot be signed in to yet
foot = Everything on this page follows from an append-only log of acts. Times are Beijing time.
pages = Pages
pages-first = Back to the first page
pages-next = Next page
to-register = Back to the register
join-names = { ", " }

## Register
cases-title = Register
cases-lead = What was recorded last comes first. Before it is filed or an inquiry starts a record is a report or a clue, only then a case.
cases-kind = Kind
cases-all = All
cases-number = Number
cases-number-hint = Of a case, a registered report or a document; a part is enough
cases-stage = Stage
cases-any-stage = Any stage
cases-find = Find
cases-clear = Clear
cases-by-stage = Records by stage
cases-shown = { $rows ->
        [one] 1 record on this page
       *[other] { $rows } records on this page
    }
cases-bare = Nothing has been recorded yet
cases-bare-advice = Next step: start with the demonstration, or record the first report through the API.
cases-in-vain = No record has a number with “{ $number }”
cases-in-vain-stage = No record stands at this stage
cases-in-vain-advice = Next step: check the number, write fewer characters, or clear the conditions and look again.
cases-show-all = Show all records
column-number = Number
column-people = People and tracks
column-stage = Stage
column-recorded = Last recorded
people-none = nobody identified yet
people-more = { " " }and others, { $people } in all
name-withheld = (name not shown)
name-and-post = { $name } ({ $post })
stage-at = { $at } of { $of } tracks
acts = { $acts ->
        [one] 1 act
       *[other] { $acts } acts
    }

## Head of a case
crumbs = Where you are
within = On this page
side = Moments and possible acts
case-opened-on = filed or started
case-version = Recorded
case-last-recorded = Last recorded
case-unreadable = This program cannot read record { $versions } of the case: it can be read, not continued.
course = Course of the case
course-none = none recorded
until = to

## Respondents and tracks
matrix-title = Respondents and tracks
matrix-who = Respondent
matrix-none = No respondent yet: a filing proposal, a filing or the start of an inquiry names them.
matrix-no-pair = not on this track
pair-round = round { $round }
measure-months = { $months ->
        [one] 1 month
       *[other] { $months } months
    }
measure-from = from
measure-lifted = lifted on
standing-remanded = to be made anew
standing-replaced = replaced

## What follows from measures and decisions
effects-title = Restrictions and remedies
effects-day = As on
effects-note = derived from what is recorded and from the regimes, never recorded itself; what says “not verified” must be compared with the official text
effects-barred = Barred that day
effects-further = Annual assessment and other effects
effects-remedy = Remedies

## Objects
objects-title = In this record
objects-more = { " " }and { $objects } more
appeal-by = Appellant
item-unit = Unit responsible
item-letters = Supervision letters
item-letters-count = { $letters }
due = due
due-today = today
due-left = { $days ->
        [one] 1 calendar day left
       *[other] { $days } calendar days left
    }
due-over = { $days ->
        [one] 1 calendar day overdue
       *[other] { $days } calendar days overdue
    }

## A moment
moment-title = At any moment
moment-lead = Two clocks: when something happened, and when the office knew. Give both to see what was known then of how things stood then.
moment-as-of = Had happened by
moment-as-of-hint = acts that happened up to this day
moment-known = Was known by
moment-known-hint = acts recorded or known up to this day
moment-version = Record number
moment-after = First record number
moment-show = Show
moment-before = The case one act before
then-title = The case as it was then, not now
then-version = After act { $version } of { $latest } recorded so far
then-as-of = What had happened by { $date }
then-known = What the office knew by { $date }
then-after = The last act:
step-no-before = this is the first
step-no-after = this is the latest
step-now = Back to now
recorded = recorded
known = known

## What may be done
offers-title = What may be done now
offers-lead = To read; acts are recorded through the API.
offers-expected = { $acts ->
        [one] 1 act in the usual order
       *[other] { $acts } acts in the usual order
    }
offers-out-of-order = { $acts ->
        [one] 1 act can be recorded, but out of order
       *[other] { $acts } acts can be recorded, but out of order
    }
offers-out-of-order-lead = What has happened can be recorded; it must be confirmed with a reason.
offers-refused = { $acts ->
        [one] 1 act cannot be recorded yet
       *[other] { $acts } acts cannot be recorded yet
    }

## History
history-title = History
order-newest = newest first
order-oldest = oldest first
history-later = Later records
history-earlier = Earlier records
note-imported = Every act was imported from the set “{ $set }”.
note-known = When an act was known is what the source register says, not witnessed by this log; when it was recorded is.
note-behind = { $acts ->
        [one] 1 act recorded just now is being prepared; reload in a moment.
       *[other] { $acts } acts recorded just now are being prepared; reload in a moment.
    }
band-record = Record
band-span = { $from } to { $until }, { $days } days
gap = { $days ->
        [one] 1 day without an act
       *[other] { $days } days without an act
    }
entry-no = No. { $no }
entry-then = the case as it was then
entry-later = after this moment
entry-here = the moment shown
entry-about = About:
entry-corrected-by = Corrected later:
entry-behalf = for
entry-document = document
becomes = becomes
remark-out-of-order = Out of the usual order: { $missing }
missing-state = { $what } should be “{ $needs }”, is “{ $state }”
missing-fact = missing “{ $needs }”

## What cannot be shown
failure-no-page = There is no page at this address
failure-no-page-advice = Check the address, or begin with the register.
failure-no-case = There is no such record
failure-no-case-advice = The link or its id may be wrong. Look for the number in the register.
failure-no-version = There is no act with this number
failure-no-version-advice = Check the number in the link, or open the record from the register to see it as it stands.
failure-unreadable = “{ $field }” cannot be read: { $value }
failure-unreadable-advice = Write a date as 2024-03-05 and a number in digits. Go back, put it right and try again.
failure-cursor = This link to further rows no longer works
failure-cursor-advice = Go back to the register and begin with the first page.
failure-method = Pages can only be read
failure-method-advice = Nothing can be sent here; acts are recorded through the API.
failure-unavailable = This cannot be read at the moment
failure-unavailable-advice = Nothing recorded is lost. Open the page again in a few seconds; if it stays so, tell the administrator.
failure-fault = Something went wrong in the program
failure-fault-advice = Nothing recorded is affected. Tell the administrator this address and the time.
failure-too-long = This record has more than { $events } acts, too many for one page
failure-too-long-advice = Read it page by page through the API.

## Procedure sheet
sheet-title = Check of procedure
sheet-case = Case number
sheet-people = About
sheet-as-of = As things stood on
sheet-known = As known on
sheet-none = not recorded
sheet-part = { $title } ({ $n })
sheet-count = { $title } { $n }
sheet-times = { $title } ({ $n })
sheet-broken = Broken
sheet-unclear = Cannot be told
sheet-open = To be done
sheet-hint = Only pointed out
sheet-waived = Explained and accepted
sheet-kept = Kept
sheet-silent = Not regulated then
sheet-apart = Does not apply
sheet-stamp = How to come to the same
sheet-version = Acts on record
sheet-calendar = Calendar
sheet-engine = Version of the judging program
sheet-signed = Checked by:
sheet-signed-on = Date:
