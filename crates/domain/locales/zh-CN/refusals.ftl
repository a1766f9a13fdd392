# Why nothing was stored, what must be confirmed, and which fact is missing. The ids and their arguments are stable; a clause whose argument is not given vanishes.

refusal-malformed = 提交的内容不符合要求，未予登记
    .field = 字段：{ $pointer }
    .reason = 原因：{ $reason }

refusal-object-missing = 所指对象不存在，未予登记
    .role = 对象：{ $role }
    .id = 标识：{ $id }

refusal-object-exists = 拟新建的对象已经存在，未予登记
    .role = 对象：{ $role }
    .id = 标识：{ $id }

refusal-absorbed = 本案已并入其他案件，不再登记新的信访、线索和调查事项
    .into = 主案：{ $case }

refusal-unreadable = 本案含有当前版本无法识别的记录，只能查阅，不能续写
    .kind = 记录类型：{ $kind }
    .version = 第{ $versions }号记录

refusal-stale = 案件已有更新，请刷新后重试
    .expected = 提交所依据的版本：{ $expected }
    .actual = 当前版本：{ $actual }

refusal-future = 日期晚于今天，不能登记尚未发生的事项
    .date = 填写日期：{ $date }

refusal-not-authorised = 您没有登记该事项的权限
    .role = 当前角色：{ $role }
    .reason = 原因：{ $reason }

refusal-unknown-code = 代码无法识别，已载入的各套规定均无此代码
    .field = 字段：{ $field }
    .code = 代码：{ $code }

refusal-guard = 本单位设置的规则不允许在系统中直接办理该事项
    .rule = 规则：{ $rule }
    .reason = 原因：{ $reason }

refusal-delegation = { $why ->
            [to_come] 委托尚未生效，未予登记
            [over] 委托已经到期，未予登记
            [revoked] 委托已被撤销，未予登记
            [other_acts] 该事项不在委托范围之内，未予登记
            [role_not_held] 委托人当日未在该机构担任该角色，不能由他人代行，未予登记
            [not_done_here] 受托只能在系统中直接办理，不得登记纸质材料或者再写明代他人办理，未予登记
            [unreadable] 委托登记含有当前版本无法识别的记录，未予登记
           *[never] 该机构没有对您的委托，未予登记
        }
    .day = { $why ->
            [to_come] { $day }起生效
            [over] 最后一日为{ $day }
           *[revoked] 自{ $day }起失效
        }

refusal-separation = { $bar ->
            [investigated] 您参与过本案调查，不得再参与本案审理或者申诉办理
            [reviewed] 您参与过本案审理，不得再参与本案申诉办理
            [recused] 您或者委托人已经回避本案，不得以受托身份办理
           *[own_work] 不得审批、验收或者公布本人提交的事项
        }
    .act = 此前事项：{ $act }
    .day = 日期：{ $day }

refusal-file = { $why ->
            [unfinished] 文件尚未传完，请先传完再登记
            [erased] 文件已依规清除
            [digest] 事项所写的摘要值与所存文件不符
            [media_type] 事项所写的文件类型与所存文件不符
            [no_case] 文件归属于案件，该事项不属于任何案件，请填写文字内容
           *[unknown] 本案没有该文件，请先上传到本案
        }
    .field = 字段：{ $field }

refusal-roles = { $problem ->
            [missing] 缺少该事项必须指明的对象
            [too_many] 该事项指明的对象过多
            [unknown] 该事项不涉及此类对象
            [shape] 对象的写法不正确
           *[other] 该事项指明的对象不符合要求
        }
    .role = 对象：{ $role }
    .limit = 最多{ $limit }个
    .detail = 说明：{ $detail }

refusal-own-date = 内容中的日期与事项发生日期不一致
    .field = 字段：{ $field }
    .own = 内容中为{ $own }
    .occurred = 发生日期为{ $occurred }

refusal-correction = { $reason ->
            [pointer] 更正所指的字段不存在
            [event] 更正所指的记录不存在
            [kind] 记录的类型不能更正
            [stream] 记录所属的案件不能更正
            [event_id] 记录的标识不能更正
            [created] 该事项新建的对象标识不能更正
            [class] 更正内容的保密类别与原字段不一致
            [was] 原值与现有记录不符
            [invalid] 更正后的内容不符合要求
            [reference] 更正所指的对象不存在
            [voided] 记录已作废，不能更正
            [self] 更正和作废记录本身不能再更正
           *[other] 更正不能成立
        }
    .field = 字段：{ $field }
    .detail = { $detail }

confirm-needed = 该事项与通常顺序不符，确认后仍可登记，请说明理由
    .missing = 尚缺：{ $missing }
    .rules = 本单位规则（{ $rules }项）另要求写明批准人，批准人不得是登记人本人

missing-fact = { $machine ->
            [report] 信访件
            [clue] 问题线索
            [track] 责任人的问责途径
            [determination] 处理决定
            [measure] 处分或者问责方式
            [appeal] 申诉
            [item] 整改事项
            [request] 呈批件
            [letter] 函询
            [recusal] 回避事项
            [evidence] 证据
            [referral] 向检察机关的移送
            [reappointment] 责任人的重新任职
            [accusation] 举报真伪的认定
            [clarification] 对该人员的澄清
            [fact] 案卷中的事实
            [rule] 须说明理由的规则
           *[other] 案件
        }尚未达到通常要求
    .object = { $object }
    .state = 现为：{ $state }
    .states = 应为：{ $states }
    .acts = 可由下列事项补足：{ $acts }
    .who = 由{ $who }办理

missing-unnamed = 该事项没有写明涉及谁，而本案已有责任人达到通常要求，请选定责任人或者处理决定
    .states = 通常要求：{ $states }

available-expected = 可以办理

available-out-of-order = 可以登记，但与通常顺序不符
    .missing = 尚缺：{ $missing }

available-refused = 不能登记
    .reason = { $reason }
