# Items of lists and parts of an act, built from their own fields and set into its sentence.

item-Basis = { $instrument }
    .and-version = （{ $version }）
    .and-article = { $article }

item-ProposedSanction = { $kind }
    .and-months = （{ $months }个月）

item-ViolationKind = { $kind }
    .and-months = （{ $months }个月）

item-DeterminationOutcome = { $outcome }
    .kind = 改为{ $kind }
    .and-months = （{ $months }个月）

item-Votes =
    .for = 赞成{ $for }票
    .against = 反对{ $against }票
    .abstain = 弃权{ $abstain }票

item-VoteItem = { $track }
    .for = 赞成{ $for }票
    .against = 反对{ $against }票
    .abstain = 弃权{ $abstain }票

item-VoteOption = { $code }
    .and-n = { $n }票

item-AllegationFinding = { $result }

item-Approval = { $by }
    .and-post = （{ $post }）

item-Conduct =
    .from = { $from }
    .and-to = 至{ $to }

item-MeetingStep = { $step }
    .on = { $on }

item-FieldChange = { $pointer }
    .and-was = （原为{ $was }）
    .and-is = 更正为{ $is }

item-Argument = { $text }

item-Allegation = { $text }

item-ReportedSubject = { $name }
    .and-post = （{ $post }）

item-ClueSubject = { $name }
    .and-post = （{ $post }）

item-RespondentEntry = { $name }
    .and-post = （{ $post }）
    .tracks = { $tracks }

item-RespondentProposal = { $track }
    .proposal = { $proposal }

item-RespondentOpinion = { $track }
    .opinion = { $opinion }

item-TeamRole = { $role }

item-CameByTransfer = { $from_organ }
    .sent = { $sent_on }发出

item-ServiceDates =
    .signed = { $signed }签收
    .left = { $left }留置
    .posted = { $posted }交邮
    .receipt = 回执日{ $receipt }
    .notice = 自{ $notice_from }公告

item-RulebookRelease = { $rulebook }
    .and-version = （{ $version }）

item-CalendarRevision = { $calendar }
    .and-revision = （{ $revision }）

item-VerdictCount = { $verdict }
    .and-count = { $count }项

item-InstanceObject = { $role }
    .and-object = { $object }

item-Violation = { $title }
    .and-rule = （{ $rule }）
    .instance = { $instance }
    .due = 期限{ $due }

item-ErasurePart = 第{ $part_no }部分
