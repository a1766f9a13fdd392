# What changes while a page is open, and keys.

live-acts =
    { $acts ->
        [one] { $acts } new act in this case: look again
       *[other] { $acts } new acts in this case: look again
    }
live-work = Tasks have changed: look again
integrity-over = The verification has ended: load the page again to see what it found
keys-title = Keys
keys-rows = Next row, previous row: registers, tasks, the timeline, steps
keys-within = Next link, previous link of the same row
keys-open = Open
keys-pages = Next page or step, previous page or step
keys-breaches = Replay: next breach, previous breach
keys-replay = Replay: to the slider, pin this moment to compare
keys-search = Search
keys-help = This list
keys-note = In fields, and together with other keys, these do nothing.
keys-off = Use no keys (but “?”)
keys-close = Close
date-worked = { $date }, a working day
date-rest = { $date }, a day off
same-report-title = These may be the same
same-report-lead = Reports within a year that name somebody of the same name (they open in a new window). Whether one repeats another is for you to say: the field for repeated reports names it.
same-report = { $number }: received on { $on }, names { $name }
waiting-label = Progress
waiting-bytes = { $done } of { $total } received
waiting-cases = { $done } of { $total } cases checked
waiting-over = Done: look at the result
model-built = New tables: { $done } of { $total } events read
compare-under-way = Trying
compare-under-way-means = You may leave this page; the trial goes on, and for ten minutes its result is told here.
compare-look-again = See whether it is done
