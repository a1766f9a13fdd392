# What the pages say themselves; acts, states and codes have their words in the domain.

## Frame
product = Wenze 问责
skip = Skip to the content
nav = Main pages
languages = Languages
as-of = As of
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
cases-bare-advice = Next step: sign in and register the first report, or start with the demonstration.
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
offers-out-of-order-lead = What has happened can be recorded; it must be confirmed with a reason.

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
band-span =
    { $days ->
        [one] { $from } to { $until }, { $days } day
       *[other] { $from } to { $until }, { $days } days
    }
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

## Signing in
sign-in = Sign in
sign-out = Sign out
sign-in-title = Sign in
sign-in-lead = With the account that your office gave you. From then on every act that you record bears your name.
sign-in-login = Login
sign-in-password = Password
sign-in-wrong = Login or password are wrong, or the account is disabled. Check both and try again.
provider-link = Sign in with { $name }
provider-done = You are signed in
provider-on = Go on
provider-elsewhere = The identity provider opens in another window. Sign in there, then come back here and go on.
provider-go-on = I have signed in there: go on
provider-stale = This sign-in was begun elsewhere or too long ago. Begin again here.
provider-unknown = Nobody here is linked to you as { $subject }, or the account is disabled. Tell this to the administrator, who links it to your account.
provider-failed = The identity provider does not answer as it should. Try again in a minute; if it lasts, tell the administrator.
sign-in-later = Too many attempts. Try again in { $seconds } seconds.
sign-in-much-later = Too many attempts. Try again in { $minutes } minutes; if you forgot the password, ask the administrator to reset it.
password-title = Change password
password-link = Password
password-lead = Afterwards you are signed out in every other browser.
password-first = This is your first sign-in: change the first password into one of your own before anything else.
password-old = Password now
password-new = New password
password-new-hint = At least { $chars } characters, not the login; no rules about capitals or signs
password-repeated = New password again
password-change = Change password
password-wrong = The password of now is wrong
password-not-repeated = The two new passwords differ
password-short = The new password is too short: at least { $chars } characters
password-long = The new password is too long: at most { $chars } characters
password-is-login = The new password must not be the login
password-unchanged = The new password is the one of now
role-title = Choose a role
role-lead = These roles are yours today. What you record bears the one in use; change it whenever you like.
role-none = No role is yours today, so you can only read. Ask the administrator to grant one.
role-none-held = no role
role-choose = choose a role
role-in-use = in use
role-at = { $role } · { $office }

## My work
work-title = My work
work-lead = What is due first comes first. Follow the name of an act to record it.
work-tab = Kind of task
work-due = Due
work-act = What to do
work-last = Last recorded
work-why = Under
work-shown = { $tasks ->
        [one] 1 task on this page
       *[other] { $tasks } tasks on this page
    }
work-more = { " " }and { $people } more
work-left = { $days ->
        [one] 1 day left
       *[other] { $days } days left
    }
work-over = { $days ->
        [one] 1 day overdue
       *[other] { $days } days overdue
    }
work-today = due today
work-age = { $days ->
        [one] 1 day since it began
       *[other] { $days } days since it began
    }
number-none = no number yet
work-todo-empty = Nothing to do
work-todo-empty-advice = Next step: see under “To be taken up” what nobody in the office has taken up, or open a case from the register.
work-pool-empty = Nothing waits to be taken up
work-pool-empty-advice = Every open duty of the office is somebody's.
work-pool-no-office = No role is in use
work-pool-no-office-advice = Next step: choose a role above, so that it is known whose pool to show.
work-submitted-empty = Nothing is submitted
work-submitted-empty-advice = What you submitted and somebody else decides stands here.
work-waiting-empty = Nothing is waiting
work-waiting-empty-advice = Duties whose time stands still, or that somebody outside must do, stand here.
work-done-empty = Nothing was done in the last thirty days
work-done-empty-advice = What was done stays here for thirty days; what is older stands in the history of its case.

## Recording an act
new-title = Register a report
new-accept = Record its acceptance too
find-title = Record an act
find-label = Find an act
find-hint = Its name in English or Chinese, its paper, or pinyin initials, such as “served” or “la”
find-all = All acts
find-found = { $acts ->
        [one] 1 act
       *[other] { $acts } acts
    }
find-in-vain = There is no such act
find-in-vain-advice = Next step: write fewer letters, try another word, or see all acts.
find-expected = in the usual order
find-out-of-order = needs a reason
find-refused = cannot be recorded yet
find-why = Why
record-usually = Usually done by: { $who }
record-usually-papers = Usually done by: { $who } · Papers: { $papers }
record-title-wrong = Put right: { $title }
record-errors = Some fields must be put right
record-colon = { ": " }
record-none-of-list = None
record-private = Private: kept sealed, read only by those who may
record-private-mark = private
record-sealed = Sealed: opened by intake only, on a stated ground
record-sealed-mark = sealed
record-optional = optional
record-choose = Choose
record-more = More about it (optional)
record-add = Add another
record-row = No. { $row }
record-whole-case = The whole case
record-date-hint = Such as 2024-03-05; 2024-03 or 2024 where only the month or year is known
record-lines-hint = One on each line
record-digest-hint = 64 characters, computed from the file; choose “not recorded” where there is none
record-code-hint = Small letters, digits and underscores
record-known-hint = Choose whoever the case knows already; leave it for somebody new
record-no-object = Nothing in the case can be chosen here yet: first record the act that brings it into being
record-besides = Document number, time of day, on behalf of … (optional)
record-entered = How it is entered
record-behalf-person = On behalf of whom
record-behalf-hint = Where the act is not the recorder's own, say whose it is
record-behalf-organ = On behalf of which organ
record-behalf-post = Post at that time
record-confidentiality = Who may know
record-blank = Whatever is left blank is “not recorded” in the papers
record-check = Check
record-save = Record
record-cancel = Leave without recording
record-confirm = Out of the usual order: say why
record-confirm-lead = What has happened can be recorded all the same; say why it is recorded now.
record-confirm-reason = Reason
record-confirm-approver = Approved by
record-confirm-approver-hint = Where a rule of the organ asks for it; somebody other than the recorder
record-number-taken = The number “{ $number }” is that of another case; check it
record-sent-before = This form was sent before with other content. What was recorded stays; to record another act, open the form anew.
record-too-much = This is too much for one form. Shorten the texts, or record it in parts.
record-not-now = This cannot be recorded at the moment; everything you typed is still here. Send it again in a few seconds: sent twice, it is recorded once.
wrong-blank = fill it in, or choose “not recorded” where the papers are silent
wrong-needed = fill it in
wrong-no-date = give a date, or choose “not recorded” where the papers are silent
wrong-date = this cannot be read as a date; write 2024-03-05
wrong-number = write a whole number
wrong-not-listed = choose one of the names listed
wrong-no-object = choose what the act is about
wrong-gone = what was chosen is not there; choose again
check-title = Check: { $title }
check-lead = Check each answer. What is recorded is never changed, only corrected by another act.
check-effects = What becomes of duties once it is recorded
check-by = Recorded by
check-save = Record it
check-edit = Change something
recorded-title = Recorded
recorded-next = Next:
offers-none = Nothing is in the usual order now; find an act below.
offers-sign-in = Sign in to record
offers-not-yet = Not yet
revoke-duties = { $duties } open duties stand under this person, and nobody would do them once this role is gone. Hand each over first, on the page of the person (handler assigned or hand-over). What was decided on paper is recorded as entered from paper.
offers-anothers = Somebody else does it: { $roles }
work-holder-left = { $name }, who was in charge, holds no role any more: take it up or hand it over.
work-barred = Somebody else does it:

## What cannot be shown
failure-no-page = There is no page at this address
failure-no-page-advice = Check the address, or begin with the register.
failure-no-case = There is no such record
failure-no-case-advice = The link or its id may be wrong. Look for the number in the register.
failure-stepped-back = You have stepped back from this case; what you sent was not recorded
failure-stepped-back-kept = From the request for recusal, or the decision on it, you neither read the case nor act in it. What you typed is kept sealed and goes to whoever takes over; you do not open it again. If you think that you need not step back, turn to the leader who decided it.
failure-stepped-back-lost = From the request for recusal, or the decision on it, you neither read the case nor act in it. What you typed could not be kept: whoever takes over enters it anew. If you think that you need not step back, turn to the leader who decided it.
failure-no-version = There is no act with this number
failure-no-version-advice = Check the number in the link, or open the record from the register to see it as it stands.
failure-unreadable = “{ $field }” cannot be read: { $value }
failure-unreadable-advice = Write a date as 2024-03-05 and a number in digits. Go back, put it right and try again.
failure-cursor = This link to further rows no longer works
failure-cursor-advice = Go back to the register and begin with the first page.
failure-foreign = This form was not sent by a page of this system
failure-foreign-advice = Nothing was recorded. Open the page here and send it again.
failure-not-permitted = The role in use may not do this
failure-not-permitted-advice = These roles may: { $roles }. If you hold one of them, change to it first; otherwise hand the matter to somebody who does.
failure-not-permitted-nobody = No role may do this in the system.
failure-form = What was sent cannot be read
failure-form-advice = Nothing was recorded. Go back and open the form anew.
failure-form-long = What was sent is too long
failure-form-long-advice = Nothing was recorded. Go back, shorten the texts, and send it again.
failure-no-act = There is no such act
failure-no-act-advice = Go back to the case and find the act by its name.
failure-method = Nothing can be sent to this page
failure-method-advice = Nothing was recorded. Open the form for it and send it there.
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

# Some acts of the timeline.
which-search = Narrow the timeline
which-find = Containing
which-label = Only
which-all = all acts
which-remarked = those with a remark
which-corrected = corrections and what they correct
which-filed = those with a file
which-show = Narrow
which-clear = Show all
which-none = No act fits: try another word, or show all.
which-shown = { $acts }, { $n } shown
