# What a measure restricts and which remedy is open, with the place it stands in and whether a person has compared it.

## Where a fact stands
source-instrument = { $title }
source-instrument-edition = { $title } ({ $edition })
source-article = art. { $first }
source-article-item = art. { $first }({ $item })
source-articles = arts { $first }–{ $last }
source-answer = Q&A { $first }
source-join = {", "}
places-join = {"; "}
note-join = {"; "}
bars-join = {", "}
parentheses = { $text } ({ $note })
place-decision = as the decision says
place-source = { $source }
mark-remembered = not verified
mark-length = length not verified
mark-start = way of counting not verified

## The period
period-party = Influence period
period-state = Sanction period
period-other = Restricted
period-days = { $period }: { $from } to { $until }
period-from = { $period }: from { $from }, the end cannot be told
period-until = { $period }: until { $until }
period-unknown = { $period }: cannot be told
period-months = { $period }: { $months } months, the days cannot be told

## How it is on the day
running-ahead = not begun
running-runs = running
running-suspended = execution suspended
running-awaits_lifting = time over, not yet lifted by decision
running-over = over
running-over-itself = ended of itself on { $until }
ended-lifted = lifted
    .and-on = (from { $on } on)
ended-revoked = revoked, no longer counted
    .and-on = (decision of { $on })
ended-remanded = sent back to be made again, no longer counted
    .and-on = (decision of { $on })
ended-replaced = replaced by a new decision
    .and-on = (of { $on })

## What is barred
bars-period = barred in the period: { $bars }
bars-days = barred from { $from } to { $until }: { $bars }
bars-from = barred from { $from }, the end cannot be told: { $bars }
bars-unknown = barred, the days cannot be told: { $bars }
barred-until = until { $until } barred: { $bar }
barred-open = barred, the end is not fixed: { $bar }
barred-longest = { $text }, the longest of several

## How it ends
ending-automatic = ends of itself with the last day
    .and-condition = ({ $condition })
ending-decided = after the last day, lifted by a decision of the body that imposed it
    .and-condition = ({ $condition })
restored-not = does not bring back { $what }

## What is not sure
doubt-start_not_recorded = the day it is counted from is not recorded
doubt-start_not_exact = that day is recorded only as a month or year; the latest possible end is given
doubt-length_not_recorded = the length may be chosen, and the choice is not recorded
doubt-length_only_bounded = the text only sets the longest time; that is the end given
doubt-length_differs = the decision names another length than the text; counted by the decision
doubt-suspended = whether the period goes on while execution is suspended was not seen in any text
doubt-varied = counted from the first decision after the variation, which was not seen in any text
doubt-corrected = the decision was corrected, and what it says now is not recorded
doubt-rights_restored_assumed = counted as if the rights of a member came back the day after the probation
doubt-remainder_added = what was left of an earlier sanction is added

## Further effects
assessment-year = { $year }: { $effect }
four-form = Of the four forms of supervision and discipline: { $form }

## Remedies
limit-month = { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
limit-day = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
limit-working_day = { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
remedy-open = { $route } may be filed with { $to } until { $last }
remedy-open-unknown = { $route } may be filed with { $to } within { $limit }
remedy-direct = or, leaving out the step before, { $route } may be filed with { $to } until { $last }
remedy-waiting = { $route } may be filed with { $to } within { $limit }; the day it is counted from is not recorded
remedy-waiting-direct = or, leaving out the step before, { $route } may be filed with { $to } within { $limit }; the day it is counted from is not recorded
remedy-lapsed = the time for { $route } ended on { $last }
remedy-perhaps_lapsed = the time for { $route } ended on { $last }; if that was a day of rest, on the next working day
remedy-unlimited = { $route } may be filed with { $to } at any time
remedy-not_regulated = { $route }: the text sets no time for filing
remedy-pending = { $route } under way
    .decide = to be decided by { $last }
remedy-decided = { $route } decided
remedy-refused = { $route } not accepted
remedy-withdrawn = { $route } withdrawn
remedy-then = { $text }; after it: { $then }
remedy-none = no loaded regime has a remedy against this decision
remedy-provisional = a last day of rest moves on
