# Phrases of the audit trail beside the sentence of an act.

audit-recorded-late = Recorded late
    .happened = happened on { $happened }
    .recorded = recorded on { $recorded }
    .days = { $days ->
            [one] 1 day later
           *[other] { $days } days later
        }

audit-out-of-order = Out of the usual order
    .missing = missing: { $missing }
    .reason = reason given: { $reason }
    .approver = approved by: { $approver }

audit-corrected = Corrected
    .and-field = : { $field }
    .old = was { $old }
    .new = now { $new }

audit-voided = Voided
    .reason = { $reason }
    .on = on { $on }

audit-state-moved = { $object }
    .and-move = : { $old } → { $new }

audit-undated = The papers give no date

audit-uncertain = The date is not exact, it cannot be told whether this lies before the moment asked

audit-imported = Imported
    .set = from { $set }
    .row = row { $row }
    .label = named there: { $label }

audit-paper = Recorded from paper
    .no = document no. { $document_no }

audit-paper-decision = Decision on paper
    .clerk = entered by { $clerk }, who is not the one who decided

audit-delegated = Done by delegation
    .giver = of { $giver }
    .doer = to { $doer }

audit-known-at = Known to the office on { $known } per source, not witnessed by this log

audit-actor = { $person }
    .role = { $role }
    .office = { $office }
    .behalf = recorded for { $behalf }
