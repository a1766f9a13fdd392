# What the boards say: responsibility, appeals, rectification, publication, relations, dossiers.

## Responsibility
responsibility-line = { $track }
    .share = { $share }
    .role = { $role }
    .class = { $class }
    .outcome = outcome: { $outcome }
share-collective = collective responsibility
share-individual = individual responsibility
gap-principal_missing = a body or a leader is held responsible, but nobody answers as the principal
gap-direct_missing = nobody is held directly responsible
gap-higher_level_missing = only those who acted or took part answer, nobody who led or supervised them
gap-causal_link_missing = the responsibility is attributed without saying how it led to what happened
    .and-whom = : { $whom }

## Appeals
appeal-line = { $route }
    .instance = { $instance ->
        [1] first instance
        [2] second instance
       *[other] instance { $instance }
    }
    .filed = filed on { $filed }
    .accepted = accepted on { $accepted }
    .decided = decided on { $decided }
    .outcome = outcome: { $outcome }
    .state = now { $state }
    .organ = handled by { $organ }

## Rectification
item-line = { $state }
    .unit = unit responsible: { $unit }
    .due = due on { $due }
    .over = { $over ->
        [one] { $over } day overdue
       *[other] { $over } days overdue
    }
    .letters = { $letters ->
        [one] { $letters } letter issued
       *[other] { $letters } letters issued
    }
    .step = step taken: { $step }
    .accepted = accepted on { $accepted }

## Dossiers
action-met-bar = it fell into a period that bars it: { $bar }
action-perhaps-met-bar = it may have fallen into a period that bars it: { $bar }
action-undecided = the decision it rests on is not recorded
may-take-yes = no measure recorded stands in the way of a post on { $on }
may-take-no = the post may not be taken on { $on }
may-take-undetermined = whether the post may be taken on { $on } cannot be told from what is recorded
may-take-bar = in the way: { $bar }
may-take-perhaps = perhaps in the way: { $bar }
may-take-unknown = the days of a restriction cannot be told, or its execution is suspended
may-take-nothing = no sanction and no form of accountability is recorded

## Relations
relation-absorbed = taken over by

## Publication
told-served = served
told-announced = announced
told-notified = notified
told-published = published
told-archived = archived
publication-line = { $act }
    .on = on { $on }
    .audience = to whom or where: { $audience }
    .scope = how far: { $scope }
    .method = how: { $method }
    .document = document { $document }
untold-documented = no document issued
untold-served = not served
untold-announced = not announced
untold-notified = nobody notified
untold-published = neither published nor withheld for a reason
untold-line = { $missing }
    .track = track: { $track }

## Work lists
worklist-todo = To do
worklist-pool = To be taken up
worklist-submitted = Submitted, not decided
worklist-waiting = Waiting
worklist-done = Done
task-running = running
task-due_soon = due soon
task-overdue = overdue
task-stopped = the clock stands still
task-no_figure = no set date
task-submitted = waits for a decision
task-done = done
task-done_late = done late
task-flag-provisional = the due day may move: the holidays of that year are not published
task-flag-remembered = the source was not compared with its text
task-flag-turned = a correction or a late record turned the verdict
task-flag-recusal = a recusal is not decided
task-flag-restricted = for few eyes only
task-flag-supervised = under supervision
task-line = { $state }
    .act = { $act }
    .due = due on { $due }
    .left = { $left ->
        [one] { $left } day left
       *[other] { $left } days left
    }
    .over = { $over ->
        [one] { $over } day overdue
       *[other] { $over } days overdue
    }

passed-looked-at = looked at: { $name }
passed = not in the way: { $why }
passed-nothing = the measure brings no period and no bar with it
passed-ended-on = lifted, revoked or replaced from { $on } on
passed-ended = lifted, revoked or replaced
passed-over-on = its days ended on { $on }
passed-over = its days are over
passed-ahead-on = it begins on { $on } only
passed-ahead = it has not begun
passed-suspended = its execution is suspended
passed-no-bar = it bars no post
passed-other = barred: { $bars }; a post of the level and kind asked for is none of that
passed-join = ,{" "}
