//! What parsers and checks say of a value, in Chinese: they speak English, the source language of the product is Chinese.

use std::borrow::Cow;

use super::{Lang, Words};

/// What is said in English, and the same in Chinese. `{}` stands for what differs; `{0}`, `{1}` … for the same in its place.
/// The first that fits counts, so the narrower stand before the wider.
const REASONS: &[(&str, &str)] = &[
    ("missing field {}", "缺少字段{0}"),
    ("duplicate field {}", "字段{0}出现了两次"),
    ("unknown field {}, there are no fields", "没有字段{0}，此处不填任何字段"),
    ("unknown field {}, expected one of {}", "没有字段{0}，可用的字段：{1}"),
    ("unknown field {}, expected {}", "没有字段{0}，可用的字段：{1}"),
    ("unknown variant {}, expected one of {}", "没有这个代码，可用的代码：{1}"),
    ("unknown variant {}, expected {}", "没有这个代码，可用的代码：{1}"),
    ("unknown variant {}, there are no variants", "此处不填任何代码"),
    ("data did not match any variant of untagged enum {}", "内容与此处可填的任何一种形式都不符"),
    ("invalid type: {}, expected {}", "类型不符：给出的是{0}，应为{1}"),
    ("invalid value: {}, expected {}", "值不符：给出的是{0}，应为{1}"),
    ("invalid length {}, expected {}", "个数不符：给出{0}个，应为{1}"),
    ("EOF while parsing {}", "JSON文本不完整"),
    ("expected {}", "JSON格式有误：此处应为{0}"),
    ("trailing characters", "JSON文本之后还有多余的字符"),
    ("trailing comma", "JSON中有多余的逗号"),
    ("key must be a string", "JSON的字段名须用双引号"),
    ("control character {} found while parsing a string", "文本中有未转义的控制字符"),
    ("recursion limit exceeded", "嵌套过深"),
    ("lone leading surrogate in hex escape", "文本中有不成对的代理字符"),
    ("unexpected end of hex escape", "文本中有不完整的转义"),
    ("invalid unicode code point", "文本中有无效的Unicode字符"),
    ("a time of day needs a full date", "填写时刻须有完整的日期"),
    ("name at least one field to correct", "至少写明一个要更正的字段"),
    ("name the kind of act", "请写明行为的类型"),
    ("names that begin with '$' are reserved for stored events", "以$开头的字段名留给已存储的记录使用"),
    ("only an import sets origin and known_at", "来源和知悉时间只能由导入填写"),
    ("open at least one track", "至少开启一条处理线"),
    ("record one act of a register at a time", "登记簿每次只记一项"),
    ("the log keeps microseconds: give at most six decimals", "时间最多精确到微秒：小数不超过六位"),
    ("there is no act '{}'; GET …/acts lists them", "没有行为类型“{0}”；GET …/acts列出全部类型"),
    ("this act belongs to a case", "此项行为应记在案件上"),
    ("this act belongs to a register and not to a case", "此项行为应记在登记簿上，不记入案件"),
    ("this act does not belong to this stream of a register", "此项行为不属于该登记对象"),
    ("this act stands in one case only", "此项行为只记在一个案件上"),
    (
        "this act stands in every case it links: record it in a request of its own",
        "此项行为同时记在所关联的各个案件上，请单独提交",
    ),
    ("record this act under /persons or /organs", "此项行为请记在/persons或/organs下"),
    (
        "adopt rulebooks and publish calendars with the program, which reads their texts",
        "采用规则、发布日历须通过程序命令办理，由程序读取其文本",
    ),
    (
        "grant and revoke roles with the program; ask for special access under /special-access",
        "授予、收回角色须通过程序命令办理；特别查阅请提交至/special-access",
    ),
    ("record this act under /delegations", "委托和撤销委托请提交至/delegations"),
    (
        "what is read of a case is recorded under /cases/{id}/openings and /cases/{id}/replays",
        "查阅记录请提交至案件下的openings或者replays",
    ),
    (
        "the delegation is found by the system: say whom you act for in the header Wenze-As",
        "委托由系统查找：请在请求头Wenze-As中写明代谁办理",
    ),
    ("this is who stands in the refs as official", "此处应与refs中的official为同一人"),
    ("this is what stands in the refs as organ", "此处应与refs中的organ为同一机构"),
    ("nobody delegates to himself", "不得委托给本人"),
    ("a delegation does not end before it begins", "委托的截止日期不得早于起始日期"),
    ("name {} to {} kinds of act", "请写明{0}至{1}种可代办事项"),
    (
        "name kinds of act on a case: registers, and the authority to delegate, are not lent",
        "只能写明案件中的事项：人员机构登记以及委托权本身不得委托",
    ),
    ("nobody takes authority for himself", "不得由本人登记对本人的委托"),
    (
        "authority is delegated by whoever holds it, or entered by an administrator",
        "委托须由委托人本人办理，或者由管理员登记",
    ),
    (
        "whoever delegates holds a role at the office himself: what is only delegated is not delegated on",
        "委托人须在该机构自行担任角色：受托而来的权限不得转委托",
    ),
    ("a delegation is revoked by who gave it or given back by who holds it", "委托由委托人撤销，或者由受托人交回"),
    ("a sealed part is opened by intake", "密封内容须由信访举报岗位申请开启"),
    ("say why, in {} to {} characters", "请写明事由，{0}至{1}字"),
    ("the opening of a sealed part is approved by a leader or a supervisor", "开启密封内容须由负责人或者监督人员审批"),
    ("nobody approves what he asked for himself", "不得审批本人提出的申请"),
    ("say which case, in {} to {} characters", "请写明所查案件，{0}至{1}字"),
    ("name a last day within {} days from today", "截止日期应在今日起{0}日以内"),
    (
        "{} requests wait or are in force: wait until one is decided or over",
        "待审批和生效中的申请已有{0}件，请待其中一件办结后再申请",
    ),
    ("name the case to give access to", "请写明批准查阅的案件"),
    ("special access is decided by a leader or a supervisor", "特别查阅须由负责人或者监督人员审批"),
    ("whoever asks is recused from this case or named in it", "申请人应当回避本案，或者是本案所涉人员"),
    (
        "name a last day from today on, and not after the one that was asked for",
        "截止日期不得早于今日，也不得晚于申请的截止日期",
    ),
    (
        "whoever corrects or voids a record does not approve it himself",
        "更正或者作废须由另一人批准，不得由登记人本人批准",
    ),
    ("a part is opened by whoever asked for it", "密封内容只能由申请人本人开启"),
    (
        "who read what is told to supervisors, auditors, leaders and administrators",
        "查阅记录只向监督人员、审计人员、负责人和管理员提供",
    ),
    ("say what for in at most {} characters", "用途请写在{0}字以内"),
    ("name one case or one official whose texts it is about", "请写明一个案件或者一名人员，二者只写其一"),
    (
        "texts of a case are erased as parts or as a case, those of a person as a person",
        "案件的内容按部分或者按全案清除，人员的信息按人员清除",
    ),
    (
        "name {} to {} parts where single parts are covered, and none elsewhere",
        "清除部分内容时请写明{0}至{1}个部分，其他范围不写",
    ),
    ("name at least {} persons who approved", "请至少写明{0}名批准人"),
    ("name whose keys are destroyed unless single parts are covered", "清除部分内容以外的，请写明销毁谁的密钥"),
    (
        "erasures are proposed and decided under /erasures, holds are placed and lifted under /holds",
        "清除事项请提交至/erasures，证据保全请提交至/holds",
    ),
    ("say which law or rule it rests on, in 1 to {} characters on one line", "请写明法律依据，一行，1至{0}字"),
    ("an erasure is proposed by a supervisor", "清除内容须由监督人员提请"),
    (
        "an erasure is approved by a leader of the organ or the committee, or by a supervisor",
        "清除内容须由机关或者委员会负责人、监督人员审批",
    ),
    ("nobody approves what he proposed himself", "不得审批本人提请的事项"),
    ("two different persons approve: this one has", "须由两名不同人员批准：本人已经批准过"),
    ("an erasure is carried out by a supervisor or an administrator", "清除内容须由监督人员或者管理员执行"),
    (
        "a hold is placed by a leader, a supervisor, a reviewer or an appeal officer",
        "证据保全须由负责人、监督人员、审理人员或者申诉办理人员采取",
    ),
    ("a hold is lifted by a leader or a supervisor", "证据保全须由负责人或者监督人员解除"),
    ("this case holds no such part", "本案没有这一部分内容"),
    ("a hold does not end before it begins", "证据保全的截止日期不得早于今日"),
    ("mark an obligation under /cases/{id}/marks", "标记检查事项请提交至案件下的marks"),
    ("the recorder is recused from this case or named in it", "登记人应当回避本案，或者是本案所涉人员"),
    (
        "give a moment that has passed: nobody has looked at what is known later",
        "请填写已经过去的时间点：尚未知悉的情况无从查看",
    ),
    ("shorten the remark to {} characters", "备注请缩短至{0}字以内"),
    ("record this act on a case", "此项行为请记在案件上"),
    (
        "only the importer records with entered_from 'import'; use 'system' or 'paper'",
        "只有导入可填entered_from为import，请填system或paper",
    ),
    ("send {} to {} acts", "每次提交{0}至{1}项行为"),
    ("a round counts from 1", "轮次从1起计"),
    ("the name {} stands twice in one object", "同一对象中字段{0}出现了两次"),
    ("this field holds a part of another class", "此字段存放的是另一密级的内容"),
    ("UUID parsing failed: {}", "这不是有效的UUID"),
    ("this is not a hyphenated UUID", "这不是带连字符的UUID"),
    ("this is not a track", "这不是处理线代码"),
    ("an object stands here twice", "同一对象在此出现了两次"),
    ("at most {} objects", "最多{0}个对象"),
    ("name the object this act is about", "请写明此项行为所涉的对象"),
    ("name at least one other case", "至少写明另一个案件"),
    ("name entries other than the one that stays", "被合并的人员登记不得是保留的那一条"),
    ("a decimal has 1 to 9 digits and at most 6 after a point", "小数最多9位整数、6位小数"),
    (
        "a point in time is written YYYY-MM-DDTHH:MM:SS, at most six decimals, and its offset",
        "时间点写作YYYY-MM-DDTHH:MM:SS，至多六位小数，并带时区偏移",
    ),
    ("only one object is possible here", "此处只能有一个对象"),
    ("{} has no such role; it has {}", "{0}没有这种对象，可有的对象：{1}"),
    (
        "'{}' may not change: kind, stream, event id and what the act itself brought into being stay as they are",
        "“{0}”不得更改：类型、所属案件、记录编号以及该行为自身产生的对象保持不变",
    ),
    ("'{}' names no field of the act", "“{0}”不是该行为的字段"),
    ("'{}' names a group of fields: correct each field by its own pointer", "“{0}”是一组字段：请逐个写明要更正的字段"),
    ("'{}' does not hold what 'was' says; read the act again", "“{0}”的现值与was所写不符，请重新读取该记录"),
    ("an integer beyond ±(2^53−1)", "整数超出±(2^53−1)"),
    ("a string is not in Unicode form NFC", "文本不是Unicode NFC形式"),
    ("a string holds the character U+0000", "文本中有U+0000字符"),
    ("nested deeper than 64 levels", "嵌套超过64层"),
    ("the body was cut off", "请求内容中断"),
    ("the query is longer than {} bytes", "查询超过{0}字节"),
    ("a parameter holds the character U+0000", "参数中有U+0000字符"),
    ("limit is {} to {}", "limit为{0}至{1}"),
    ("stage is a machine and one of its states, such as {}", "stage由对象类别和其状态组成，例如{0}"),
];

/// Sorts of values as parsers call them, by their first words.
const SORTS: &[(&str, &str)] = &[
    ("string", "文本"),
    ("integer", "整数"),
    ("floating point", "小数"),
    ("boolean", "是否值"),
    ("null", "空值"),
    ("unit", "空值"),
    ("map", "对象"),
    ("sequence", "列表"),
    ("byte array", "字节串"),
    ("a text", "文本"),
    ("a string", "文本"),
    ("str", "文本"),
    ("a boolean", "是否值"),
    ("a sequence", "列表"),
    ("a map", "对象"),
    ("struct", "对象"),
    ("an array", "列表"),
    ("u32", "非负整数"),
    ("u64", "非负整数"),
    ("i64", "整数"),
    ("a value, or", "该字段的值，或者\"not_recorded\""),
    ("a UUID,", "UUID、\"<respondent UUID>/<track>\"或者轮次"),
];

impl Words {
    /// A reason that a parser or a check gave, in this language. One that is not known is told as it stands.
    pub fn reason<'a>(&self, reason: &'a str) -> Cow<'a, str> {
        if self.lang() == Lang::En {
            return Cow::Borrowed(reason);
        }
        if let Some(inner) = reason.strip_prefix("the corrected act would not be valid: ") {
            return Cow::Owned(format!("更正后的记录不成立：{}", self.reason(inner)));
        }
        let said = REASONS.iter().find_map(|(english, chinese)| Some((*chinese, holes(english, reason)?)));
        said.map_or(Cow::Borrowed(reason), |(chinese, holes)| Cow::Owned(filled(chinese, &holes)))
    }
}

/// What stands in the holes of a pattern, if the text fits it.
fn holes<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut found = Vec::new();
    let mut open = false;
    for piece in pieces {
        open = piece.is_empty();
        let at = if open { rest.len() } else { rest.find(piece)? };
        found.push(rest.get(..at)?);
        rest = rest.get(at + piece.len()..)?;
    }
    (rest.is_empty() || open).then_some(found)
}

fn filled(template: &str, holes: &[&str]) -> String {
    let mut text = template.to_owned();
    for (index, hole) in holes.iter().enumerate() {
        text = text.replace(&format!("{{{index}}}"), &sort(hole));
    }
    text
}

/// The sort of a value in Chinese; names and lists of names stay as they are, with Chinese marks between them.
fn sort(hole: &str) -> String {
    let known = SORTS
        .iter()
        .find(|(english, _)| hole.strip_prefix(english).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    known.map_or_else(|| hole.replace("`, `", "、").replace('`', ""), |(_, chinese)| (*chinese).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_parsers_say_is_said_in_chinese() {
        let cases = [
            ("missing field `summary`", "缺少字段summary"),
            ("unknown field `x`, expected one of `a`, `b`", "没有字段x，可用的字段：a、b"),
            ("unknown field `x`, expected `a`", "没有字段x，可用的字段：a"),
            ("invalid type: string \"…\", expected u32", "类型不符：给出的是文本，应为非负整数"),
            ("invalid type: integer `…`, expected a text", "类型不符：给出的是整数，应为文本"),
            ("there is no act 'Nothing'; GET …/acts lists them", "没有行为类型“Nothing”；GET …/acts列出全部类型"),
            ("at most 500 objects", "最多500个对象"),
            ("the corrected act would not be valid: missing field `a`", "更正后的记录不成立：缺少字段a"),
            ("something nobody thought of", "something nobody thought of"),
        ];
        for (english, chinese) in cases {
            assert_eq!(Words::of(Lang::ZhCn).reason(english), chinese);
            assert_eq!(Words::of(Lang::En).reason(english), english);
        }
    }

    /// A pattern that does not fit its own example, or a hole that stays open, could never be used.
    #[test]
    fn every_pattern_fits_itself_and_fills_every_hole() {
        for (english, chinese) in REASONS {
            let example = english.replace("{}", "x");
            assert!(holes(english, &example).is_some(), "{english}");
            let said = Words::of(Lang::ZhCn).reason(&example).into_owned();
            assert!(!said.contains('{'), "{english}: {said}");
            assert!(said.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{chinese}: {said}");
        }
    }
}
