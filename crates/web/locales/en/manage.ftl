# Statistics, search, rules, people, integrity.

## Statistics
statistics-title = Statistics
statistics-lead = Every number opens the list of exactly those it counts. Numbers are derived from the log; with “known by” filled in, the same question gives the same numbers later.
statistics-group = Kinds of statistics
statistics-group-cases = Filings and stages
statistics-group-reports = Reports and clues
statistics-group-decisions = Determinations
statistics-group-execution = Execution and referrals
statistics-group-appeals = Appeals
statistics-group-closing = Closings and returns
statistics-from = From
statistics-to = To
statistics-known = Known by
statistics-known-hint = Left empty: as known now. What is pending, open or not executed is told as of the end of the last day, whatever the first day is.
statistics-year = { $year }
statistics-count = Count
statistics-clear = Clear the period
statistics-turned = The first day lies after the last: change them round.
statistics-unread = “{ $field }” cannot be read: write a date as 2024-03-05, and choose other conditions anew in the form.
statistics-too-many = More than { $most } numbers, too many for one table: tell them apart by one dimension only, or shorten the period.
statistics-number = { $count } { $unit }
statistics-undated = Besides, without a date and so in no period: { $number }.
statistics-undated-list = List
statistics-csv = Download the table (CSV)
statistics-nothing = Nothing of this kind is on record
statistics-nothing-advice = Next step: go back to the table and widen the period or the conditions.
statistics-cases = Count
statistics-share = Share
statistics-lower = Lower quartile (days)
statistics-median = Median (days)
statistics-upper = Upper quartile (days)
statistics-longest = Longest (days)
statistics-too-few = —
statistics-few = A quarter, half and three quarters took no longer than lower quartile, median and upper quartile. “—”: of fewer than ten no share and no quartiles are told, for one case more would move them by more than a tenth.
statistics-more = { $rows } rows stand here; show all { $all }
statistics-list-of = { $what }: { $number }, list them
statistics-list = Those counted
statistics-by = Told apart by
statistics-by-second = And by
statistics-by-none = Nothing else
statistics-organ = Organ
statistics-any = Any
statistics-narrow = Narrow it
statistics-numbers = Numbers
statistics-asked = the conditions
statistics-on = Date
statistics-days = Days
statistics-no-day = without a date
statistics-told = { $what }: { $is }
statistics-and = ;{" "}
chart-counts = The length of a bar is the count; the numbers stand in the table.
chart-times = Bars run from the lower to the upper quartile, the mark is the median; in days. The numbers stand in the table.
chart-cut = Only the { $bars } largest are drawn; the table has all { $all }.
chart-days = { $lower }–{ $upper } days, median { $median }

## Search
search-title = Search
search-lead = By what the papers say, by names of persons and bodies, by number.
search-for = Search for
search-find = Search
search-hint = For example: 违规 报销差旅费. Every word must be found, at least two Chinese characters each; a phrase in quotation marks as it stands.
search-status = Closed or not
search-open = not closed
search-closed = closed
search-kind = Act
search-year = Year
search-from = Acts from
search-to = Acts until
search-count = { $cases } found
search-at-stage = { $what } · { $stage }
search-more = { $passages ->
    [one] one passage more
   *[other] { $passages } passages more
}
search-named = Names in the registers:
search-ends = What stands further down is not listed: add a word or a condition to narrow it.
search-in-vain = Nothing was found
search-in-vain-advice = Next step: leave a word out, say it otherwise, or clear the conditions. Sealed texts, and what was corrected or voided, are not found.
search-begin = How to ask
search-how-words = Several words with spaces between them: each may stand anywhere in the case.
search-how-phrase = A phrase in quotation marks: as it stands.
search-how-number = A number of a case, a report or a paper, or a piece of it.
search-how-sealed = What is sealed is not found, nor are cases from which you are recused.
search-empty = Say what to look for: at least one word of two characters, or a number.
search-short = A word has only one character, which stands nearly everywhere: give two or more.
search-long = This is too long: at most 200 characters and 12 words. Keep the words that matter most.

## Rules and calendars
rules-title = Rules and calendars
rules-lead = Cases are checked by these rules, and days are counted by these calendars. Each adoption and withdrawal is an act on record; earlier checks stand on the release of their time.
rules-books = Rulebooks
rules-book = Rulebook
rules-standing = Standing
rules-release = Release
rules-holds = Holds
rules-in-use = in use
rules-not-adopted = not adopted yet
rules-withdrawn = withdrawn
rules-adopted = adopted here, known on
rules-shipped = comes with the program
rules-brought = a text adopted here
rules-broken = its text is missing or cannot be read: no case is checked by it; tell the administrator
rules-count =
    { $rules ->
        [one] { $rules } rule
       *[other] { $rules } rules
    }
rules-remembered =
    { $rules ->
        [one] { $rules } stands on an article that was not compared with its text
       *[other] { $rules } stand on an article that was not compared with its text
    }
rules-mark = not compared with its text
rules-mark-dates = dates not compared
rules-mark-means = Every finding that rests on them says so.
rules-bring = An administrator brings new releases and holiday notices in at the command line.
rules-kind = Kind
rules-house = a norm of the house, in use once it is adopted
rules-other = This is not the release in use now.
rules-adopt = Adopt this release
rules-withdraw = Withdraw
rules-releases = Releases
rules-adopted-on = Adopted on
rules-in-use-from = In use from
rules-no-day = none
rules-shown = shown here
rules-compare-with = compare with the one shown
rules-withdrawn-from = Withdrawn from:
rules-sources = Texts it stands on
rules-from = From
rules-until = until
rules-all = All rules
rules-sentences = Open one to read the whole of it, in the Chinese wording that is signed, with the articles it stands on.
rules-articles = Wording of articles
rules-digest = Digest of the text (SHA-256):
calendars-title = Calendars
calendar-name = Calendar
calendar-revision = Revision
calendar-notices =
    { $notices ->
        [one] { $notices } notice
       *[other] { $notices } notices
    }
calendar-lead = Rest days and days worked for them follow from notices, each known from its publication on.
calendar-since = Known on
calendar-remembered = Of { $notices } of them the number, the day of publication or the days were not compared with the text.
calendar-published = Published on
calendar-amends = changes
calendar-holiday = Holiday
calendar-rest = Days off
calendar-work = Days worked for it
calendar-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
compare-link = Compare and try
compare-title = { $rulebook }: compare and try
compare-old = Old release
compare-new = New release
compare-nothing-old = none, as if there had been no such rulebook
compare-try = Try it on past cases before adopting
compare-cases = Cases recorded last
compare-hint = The cases in which something was recorded last are checked by the old release and by the new, and what differs is listed; nothing is recorded. Each stands alone, counting by the calendar that comes with the program.
compare-judge = Try
compare-says = { $cases } cases checked, { $obligations } findings, { $flips } differ.
compare-summary = How findings change
compare-flips = One by one
compare-rule = Rule
compare-was = Was
compare-is = Becomes
compare-times = Times
compare-none = no such finding
compare-more = { $shown } of { $all } stand here; the table above counts all.
compare-not-told = The role in use reads no cases: numbers are told, cases are not.
compare-changes = What changes in the rules
compare-same = Both releases have the same rules.
compare-changed = changed
compare-added = new
compare-removed = removed
rules-release-differs = Rulebook, release and digest are facts of the release shown: put them back, or open the release that is to be adopted first.
recorded-done = It is recorded.

## People and grants
leaving-title = Roles that end with duties open
leaving-lead = People whose last role ended, or ends within thirty days, and who have duties open. Follow a name to hand each over.
leaving-last-day = Last day
leaving-left = holds no role: the duties wait in the pool of the office
leaving-soon = ends soon: after that day the duties wait in the pool of the office
people-title = People and grants
people-lead = The people of the register, their posts, and the roles they hold today.
people-shown =
    { $people ->
        [one] { $people } person on this page
       *[other] { $people } people on this page
    }
people-name = Name
people-posts = Posts
people-roles = Roles held today
people-none-yet = Nobody is in the register yet
people-none-advice = Next step: the organisation department enters people, or a roster is imported.
people-no-posts = No post is recorded
grants-nobody = not recorded
people-merged = This entry was merged into another, both are one person:
people-merged-into = open that entry
grants-title = Roles
grants-lead = Who granted each role, from when and until when. What was taken back opens nothing from then on.
grants-none = No role was ever granted
grants-grant = Grant a role
grants-revoke = Take back
grants-role = Role and office
grants-stands = State
grants-held = Held
grants-by = Recorded by
grants-revoked-from = taken back from
grant-held = held
grant-to-come = not begun yet
grant-over = over
grant-revoked = taken back
grant-unreadable = cannot be read, nothing is held by it
delegations-title = Delegations
delegations-none = Nothing was delegated, to others or by others
delegations-from-to = Giver and holder
delegations-acts = Acts that may be done
delegation-in-force = in force
delegation-no-role = in force, but the giver holds no role any more: nobody acts by it
delegation-to-come = from { $day }
delegation-over = over since { $day }
delegation-revoked = revoked from { $day }
duties-title = Open duties
duties-lead = Before somebody leaves, each of these is handed over, else nobody does it.
duties-none = No open duties
duties-hand-over = Hand over
duties-more = { $shown } of { $all } stand here.
sign-ins-title = Sign-ins
sign-ins-lead = The last attempts to sign in. Where one account or one address fails again and again, ask its person, and disable the account if need be.
sign-ins-which = Which are shown
sign-ins-only-failed = Failed
sign-ins-every = All
sign-ins-none = No sign-in failed lately
sign-ins-none-means = The last two hundred attempts succeeded.
sign-ins-at = When
sign-ins-what = Result
sign-ins-address = From
sign-ins-failed = failed
sign-ins-succeeded = succeeded
sign-ins-no-login = no such account
sign-ins-no-address = not recorded

## Integrity
integrity-title = Integrity
integrity-lead = Whether the log is whole, whether what pages read has come as far as it, and which cases stand still.
integrity-log = The log
integrity-head = Last position
integrity-head-means = Whatever is recorded has a number, without gaps; this is the number of the last.
integrity-running = Verifying since
integrity-reached = { $position } of { $head } read
integrity-last = Last verification:
integrity-never = Nothing was verified since this program started.
integrity-verify = Verify now
integrity-verify-means = A verification reads the whole log again and compares contents, digests, order and numbers. It changes nothing; a long log takes minutes, and work goes on meanwhile.
integrity-sound = whole
integrity-faults = faults found
integrity-broken-off = not carried through, try again
integrity-read = { $events } events read, { $faults } faults
integrity-faults-means = Do not change the database: keep it as it is, compare it with a backup, and find out who changed it and when.
integrity-missing = Missing texts
integrity-missing-means = An adoption or publication is on record whose text is not stored: bring it again from the original.
models-title = What pages read
models-lead = Pages read tables made from the log. They can be made again at any time; the log is what counts.
model-name = Tables
model-state = State
model-behind-by = Behind
model-lag = { $events } events, { $seconds } s
model-skipped = Events left out:
model-running = up to date
model-running-means = As far as the log.
model-behind = behind
model-behind-means = What was just recorded shows a little later; where it stays so, see whether the server has too much to do.
model-building = being made
model-building-means = Made for the first time or anew; until then pages that read it are not there.
model-absent = not made
model-absent-means = No server makes it: see whether wenze serve runs.
model-stopped = stopped
model-stopped-means = One event cannot be folded and nothing after it shows, though all is stored: wenze projections status tells why.
model-case-file = Case files
model-audit-trail = Histories
model-register = People and organs
model-procedure-check = Procedure checks
model-boards = Boards
model-statistics = Statistics
model-search = Search
model-other = Other tables
still-title = Cases that stand still
still-means = Not over, and nothing recorded for many days: an act may be missing from the record, or nobody does it. Ask who handles it.
still-days = Days without an act
still-show = Show
still-says = { $cases } on this page without an act for more than { $days } days, those that stopped last first
still-for =
    { $days ->
        [one] nothing for { $days } day
       *[other] nothing for { $days } days
    }
still-none = No case stands still
still-none-means = Something was recorded lately in every case that is not over.

reconciliation-title = Quarterly reconciliation
reconciliation-lead = The numbers of a quarter as they were printed beside what is known of the same quarter now; every difference opens what came to be counted since and what is counted no more.
reconciliation-quarter = Quarter
reconciliation-printed = Printed on
reconciliation-printed-hint = The first column counts what was known at the end of that day; unless changed, the last day of the month after the quarter.
reconciliation-show = Reconcile
reconciliation-too-early = The report cannot be printed before its quarter begins: put the day right.
reconciliation-of-quarter = Quarter { $quarter } of { $year }
reconciliation-says = { $quarter }, as known when printed on { $printed }, compared with what is known now:
reconciliation-differences = { $n ->
        [0] no difference
        [one] { $n } difference
       *[other] { $n } differences
    }
reconciliation-then = As printed
reconciliation-now = Now
reconciliation-difference = Difference
reconciliation-total = In all
reconciliation-list-then = All that was counted then
reconciliation-list-now = All that is counted now
reconciliation-added = Counted since
reconciliation-none-added = Nothing came to be counted since
reconciliation-gone = Counted no more
reconciliation-none-gone = Nothing ceased to be counted
reconciliation-too-long = More than two thousand are counted, too many to compare here: open the two lists above, or come from the difference of one line.
