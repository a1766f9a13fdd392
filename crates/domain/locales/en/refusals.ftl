# Why nothing was stored, what must be confirmed, and which fact is missing. The ids and their arguments are stable; a clause whose argument is not given vanishes.

refusal-malformed = What was sent cannot be read, nothing was stored
    .field = field: { $pointer }
    .reason = reason: { $reason }

refusal-object-missing = An object the act names does not exist, nothing was stored
    .role = object: { $role }
    .id = id: { $id }

refusal-object-exists = An object the act would create exists already, nothing was stored
    .role = object: { $role }
    .id = id: { $id }

refusal-absorbed = The case was absorbed by another, it takes no new intake or investigation acts
    .into = lead case: { $case }

refusal-unreadable = The case holds a record this version cannot read, it can be read but not written to
    .kind = kind: { $kind }
    .version = records: { $versions }

refusal-stale = The case has moved on, reload it and try again
    .expected = version you worked on: { $expected }
    .actual = version now: { $actual }

refusal-future = The date lies in the future, what has not happened cannot be recorded
    .date = date given: { $date }

refusal-not-authorised = You are not authorised to record this
    .role = your role: { $role }
    .reason = reason: { $reason }

refusal-unknown-code = The code is unknown to every regime loaded
    .field = field: { $field }
    .code = code: { $code }

refusal-guard = A rule your organ has set does not let this act be done in the system
    .rule = rule: { $rule }
    .reason = reason: { $reason }

refusal-delegation = { $why ->
            [to_come] The delegation is not in force yet, nothing was stored
            [over] The delegation has ended, nothing was stored
            [revoked] The delegation was revoked, nothing was stored
            [other_acts] The delegation does not cover this act, nothing was stored
            [role_not_held] Whoever delegated does not hold this role at this office today, so nobody can act in it for him, nothing was stored
            [not_done_here] By a delegation an act is done in the system: nothing is recorded from paper or for a third person, nothing was stored
            [unreadable] The record of delegations holds what this version cannot read, nothing was stored
           *[never] Nothing was delegated to you at this office, nothing was stored
        }
    .day = { $why ->
            [to_come] it begins on { $day }
            [over] its last day was { $day }
           *[revoked] it ended on { $day }
        }

refusal-separation = { $bar ->
            [investigated] You investigated in this case, so you neither review it nor handle an appeal in it
            [reviewed] You reviewed this case, so you handle no appeal in it
            [recused] You or whoever delegated to you is recused from this case, so nothing is done in it by that delegation
           *[own_work] Nobody approves, accepts or publishes his own work
        }
    .act = earlier act: { $act }
    .day = on { $day }

refusal-file = { $why ->
            [unfinished] Not all of the file is there yet: finish the upload first
            [erased] The file was erased
            [digest] The digest in the act is not that of the stored file
            [media_type] The media type in the act is not that of the stored file
            [no_case] Files belong to cases, and this act to none: enter the text instead
           *[unknown] The case has no such file: upload it to this case first
        }
    .field = field: { $field }

refusal-roles = { $problem ->
            [missing] The act does not name an object it must name
            [too_many] The act names too many objects
            [unknown] The act does not know this role
            [shape] An object is written in the wrong form
           *[other] The objects the act names do not fit
        }
    .role = role: { $role }
    .limit = at most { $limit }
    .detail = { $detail }

refusal-own-date = The date in the content differs from the date of the act
    .field = field: { $field }
    .own = in the content: { $own }
    .occurred = date of the act: { $occurred }

refusal-correction = { $reason ->
            [pointer] The correction points to a field that does not exist
            [event] The correction points to a record that does not exist
            [kind] The kind of a record cannot be corrected
            [stream] The case a record belongs to cannot be corrected
            [event_id] The id of a record cannot be corrected
            [created] The id of an object the act brought into being cannot be corrected
            [class] The corrected value has another privacy class than the field
            [was] The value said to stand there does not stand there
            [invalid] The record would not be valid after the correction
            [reference] The correction names an object that does not exist
            [voided] The record is void and cannot be corrected
            [self] Corrections and voidings cannot be corrected themselves
           *[other] The correction cannot stand
        }
    .field = field: { $field }
    .detail = { $detail }

confirm-needed = The act is out of the usual order, it can be recorded once you confirm it and say why
    .missing = missing: { $missing }
    .rules = rules of your organ ({ $rules }) also want the person who approved it, who is not the one who records it

missing-fact = { $machine ->
            [report] The report
            [clue] The clue
            [track] The respondent's track
            [determination] The determination
            [measure] The measure
            [appeal] The appeal
            [item] The rectification item
            [request] The request
            [letter] The inquiry letter
            [recusal] The recusal
            [evidence] The evidence
            [referral] The referral to the procuratorate
            [reappointment] The return of the respondent to a post
            [accusation] What was found of the truth of the report
            [clarification] The clarification of the official
            [fact] A fact of the case
            [rule] A rule that asks for a reason
           *[other] The case
        } is not yet as it usually is
    .object = { $object }
    .state = it is: { $state }
    .states = it should be: { $states }
    .acts = supplied by: { $acts }
    .who = done by: { $who }

missing-unnamed = The act names nobody, while a respondent of the case is where it usually needs one: choose the respondent or the determination
    .states = usually needed: { $states }

available-expected = may be done now

available-out-of-order = can be recorded, but out of the usual order
    .missing = missing: { $missing }

available-refused = cannot be recorded
    .reason = { $reason }
