# Items of lists and parts of an act, built from their own fields and set into its sentence.

item-Basis = { $instrument }
    .and-version = ({ $version })
    .and-article = { $article }

item-ProposedSanction = { $kind }
    .and-months = ({ $months ->
            [one] 1 month
           *[other] { $months } months
        })

item-ViolationKind = { $kind }
    .and-months = ({ $months ->
            [one] 1 month
           *[other] { $months } months
        })

item-DeterminationOutcome = { $outcome }
    .kind = now { $kind }
    .and-months = ({ $months ->
            [one] 1 month
           *[other] { $months } months
        })

item-Votes =
    .for = { $for } for
    .against = { $against } against
    .abstain = { $abstain } abstaining

item-VoteItem = { $track }
    .for = { $for } for
    .against = { $against } against
    .abstain = { $abstain } abstaining

item-VoteOption = { $code }
    .and-n = { $n }

item-AllegationFinding = { $result }

item-Approval = { $by }
    .and-post = ({ $post })

item-Conduct =
    .from = { $from }
    .and-to = to { $to }

item-MeetingStep = { $step }
    .on = { $on }

item-FieldChange = { $pointer }
    .and-was = (was { $was })
    .and-is = now { $is }

item-Argument = { $text }

item-Allegation = { $text }

item-ReportedSubject = { $name }
    .and-post = ({ $post })

item-ClueSubject = { $name }
    .and-post = ({ $post })

item-RespondentEntry = { $name }
    .and-post = ({ $post })
    .tracks = { $tracks }

item-RespondentProposal = { $track }
    .proposal = { $proposal }

item-RespondentOpinion = { $track }
    .opinion = { $opinion }

item-TeamRole = { $role }

item-CameByTransfer = { $from_organ }
    .sent = sent on { $sent_on }

item-ServiceDates =
    .signed = signed on { $signed }
    .left = left on { $left }
    .posted = posted on { $posted }
    .receipt = receipt of { $receipt }
    .notice = public notice from { $notice_from }

item-RulebookRelease = { $rulebook }
    .and-version = ({ $version })

item-CalendarRevision = { $calendar }
    .and-revision = ({ $revision })

item-VerdictCount = { $verdict }
    .and-count = { $count }

item-InstanceObject = { $role }
    .and-object = { $object }

item-Violation = { $title }
    .and-rule = ({ $rule })
    .instance = { $instance }
    .due = due { $due }

item-ErasurePart = part { $part_no }
