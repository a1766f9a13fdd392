//! Who appears in generated cases: the organs of an invented province, the officers of its commissions, the officials
//! of its units. Everybody is in the registers with an id that follows from the seed.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use uuid::Uuid;
use wenze_domain::codes::{Identity, Level, PostKind, Role};

use super::dice::Dice;
use super::texts::Texts;
use areas::{Area, PROVINCE, suffix, units};

pub(crate) mod accesses;
mod areas;
pub(crate) mod delegations;
pub(crate) mod erasures;
pub(crate) mod grants;
pub(crate) mod marks;
pub(crate) mod registers;
pub(crate) mod rulebooks;

/// An organ.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) old_name: Option<String>,
    pub(crate) level: Level,
    pub(crate) kind: &'static str,
    pub(crate) parent: Option<usize>,
}

/// A person of the register.
#[derive(Debug, Clone)]
pub(crate) struct Human {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) post: String,
    pub(crate) organ: usize,
    pub(crate) level: Level,
    pub(crate) post_kind: PostKind,
    pub(crate) identity: Identity,
    pub(crate) since: NaiveDate,
}

/// A commission for discipline inspection with everybody who works on its cases.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) area: &'static str,
    pub(crate) commission: usize,
    pub(crate) committee: usize,
    pub(crate) org_dept: usize,
    pub(crate) level: Level,
    staff: BTreeMap<Role, Vec<usize>>,
}

/// A unit whose people can be held to account.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    pub(crate) organ: usize,
    pub(crate) desk: usize,
    pub(crate) town: String,
    /// Its principal first, then those below.
    pub(crate) officials: Vec<usize>,
    /// Who carries decisions out there.
    pub(crate) office: usize,
}

/// Everybody and everything.
#[derive(Debug, Clone)]
pub(crate) struct Cast {
    pub(crate) organs: Vec<Place>,
    pub(crate) humans: Vec<Human>,
    pub(crate) desks: Vec<Desk>,
    pub(crate) units: Vec<Unit>,
    pub(crate) admin: usize,
    seed: u64,
    today: NaiveDate,
    dice: Dice,
}

impl Cast {
    pub(crate) fn new(seed: u64, today: NaiveDate) -> Self {
        let mut cast = Self {
            organs: Vec::new(),
            humans: Vec::new(),
            desks: Vec::new(),
            units: Vec::new(),
            admin: 0,
            seed,
            today,
            dice: Dice::of(seed, "cast"),
        };
        let centre = cast.organ("中央纪委国家监委", Level::Centre, "commission", None);
        cast.organ("中央第三生态环境保护督察组", Level::Centre, "inspection_team", Some(centre));
        cast.admin = cast.human("系统管理员", centre, Level::Centre, PostKind::Other, Identity::CivilServant);
        cast.area(&PROVINCE, centre, None);
        cast
    }

    /// The people of a desk in a role; a role that no desk has is played by the clerks.
    pub(crate) fn staff(&self, desk: usize, role: Role) -> &[usize] {
        let staff = &self.desks[desk].staff;
        staff.get(&role).or_else(|| staff.get(&Role::Clerk)).map_or(&[], Vec::as_slice)
    }

    fn area(&mut self, area: &'static Area, parent: usize, desk_above: Option<usize>) {
        if area.level == Level::Township {
            if let Some(desk) = desk_above {
                self.town(area, parent, desk);
            }
            return;
        }
        let committee = self.organ(&format!("中共{}委员会", area.name), area.level, "party_committee", Some(parent));
        let desk = self.desk(area, committee, parent);
        for kind in units(area.level) {
            let organ = self.organ(&format!("{}{}", area.name, kind.name), area.level, kind.code, Some(committee));
            self.organs[organ].old_name = kind.before_reform.map(|old| format!("{}{old}", area.name));
            let town = area.inside.first().map_or(area.name, |inside| inside.name).to_owned();
            self.unit(organ, desk, town, &posts(kind.code));
        }
        for inside in area.inside {
            self.area(inside, committee, Some(desk));
        }
    }

    fn town(&mut self, area: &'static Area, parent: usize, desk: usize) {
        let name = format!("中共{}委员会", area.name);
        let committee = self.organ(&name, area.level, "township_committee", Some(parent));
        self.unit(committee, desk, area.name.to_owned(), &["党委书记", "党委副书记", "党委委员", "党政办公室干部"]);
        for kind in units(area.level) {
            let organ = self.organ(&format!("{}{}", area.name, kind.name), area.level, kind.code, Some(committee));
            let (chief, deputy) = match suffix(area) {
                "街道" => ("主任", "副主任"),
                "乡" => ("乡长", "副乡长"),
                _ => ("镇长", "副镇长"),
            };
            self.unit(organ, desk, area.name.to_owned(), &[chief, deputy, "村镇建设办公室主任", "社会事务办公室科员"]);
        }
    }

    fn unit(&mut self, organ: usize, desk: usize, town: String, posts: &[&str]) {
        let level = self.organs[organ].level;
        let identity = match self.organs[organ].kind {
            "soe" => Identity::SoeManager,
            "hospital" => Identity::InstitutionStaff,
            _ => Identity::CivilServant,
        };
        let officials = posts
            .iter()
            .enumerate()
            .map(|(rank, post)| {
                let kind = match (rank, level) {
                    (0, Level::Township) => PostKind::PrincipalOfNextLower,
                    (0, _) => PostKind::OrganPrincipal,
                    _ => PostKind::Other,
                };
                self.human(post, organ, level, kind, identity)
            })
            .collect();
        let office = self.human("办公室主任", organ, level, PostKind::Other, identity);
        self.units.push(Unit { organ, desk, town, officials, office });
    }

    fn desk(&mut self, area: &'static Area, committee: usize, parent: usize) -> usize {
        let level = area.level;
        let name = format!("{}纪委监委", area.name);
        let above = self.desks.iter().rev().find(|desk| desk.committee == parent).map(|desk| desk.commission);
        let commission = self.organ(&name, level, "commission", above.or(Some(committee)));
        let short = suffix(area);
        let org_dept = self.organ(&format!("{}委组织部", area.name), level, "org_dept", Some(committee));
        let mut staff: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
        for (role, posts) in STAFF {
            let people = posts
                .iter()
                .map(|post| self.human(post, commission, level, PostKind::Other, Identity::CivilServant))
                .collect();
            staff.insert(*role, people);
        }
        let heads = ["书记、主任", "副书记、副主任"]
            .map(|post| self.human(post, commission, level, PostKind::CdiStanding, Identity::CivilServant));
        staff.insert(Role::OrganHead, heads.to_vec());
        let chief = self.human(
            &format!("{short}委书记"),
            committee,
            level,
            PostKind::SameLevelCommitteeMember,
            Identity::PartyMember,
        );
        staff.insert(Role::CommitteeHead, vec![chief]);
        let cadres = self.human("干部监督科科长", org_dept, level, PostKind::Other, Identity::CivilServant);
        staff.insert(Role::OrgDept, vec![cadres]);
        self.desks.push(Desk { area: area.name, commission, committee, org_dept, level, staff });
        self.desks.len() - 1
    }

    fn organ(&mut self, name: &str, level: Level, kind: &'static str, parent: Option<usize>) -> usize {
        let at = self.organs.len();
        let id = self.id("organ", at);
        self.organs.push(Place { id, name: name.to_owned(), old_name: None, level, kind, parent });
        at
    }

    fn human(&mut self, post: &str, organ: usize, level: Level, post_kind: PostKind, identity: Identity) -> usize {
        let names = &Texts::shipped().names;
        let name = format!("{}{}", self.dice.text(&names.surnames), self.dice.text(&names.given));
        let days = self.dice.between(400, 3500);
        let since = self.today.checked_sub_days(Days::new(days.unsigned_abs())).unwrap_or(self.today);
        let at = self.humans.len();
        let id = self.id("person", at);
        self.humans.push(Human { id, name, post: post.to_owned(), organ, level, post_kind, identity, since });
        at
    }

    fn id(&self, what: &str, at: usize) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("wenze:testkit/{}/{what}/{at}", self.seed).as_bytes())
    }
}

/// Who works on cases at a commission: the posts of each role.
const STAFF: &[(Role, &[&str])] = &[
    (Role::Intake, &["信访室主任", "信访室干部"]),
    (Role::ClueDesk, &["案件监督管理室主任"]),
    (Role::Inspector, &["第一监督检查室副主任", "第一监督检查室干部", "第二监督检查室干部", "第三监督检查室干部"]),
    (Role::TeamLead, &["第四审查调查室主任", "第五审查调查室主任"]),
    (Role::Reviewer, &["案件审理室主任", "案件审理室副主任", "案件审理室干部"]),
    (Role::DecisionBody, &["常委会秘书"]),
    (Role::Clerk, &["办公室主任", "办公室文书"]),
    (Role::AppealOfficer, &["申诉复查室主任", "申诉复查室副主任", "申诉复查室干部"]),
    (Role::RectSupervisor, &["党风政风监督室主任"]),
];

/// The posts of a unit, principal first.
fn posts(kind: &str) -> [&'static str; 4] {
    match kind {
        "soe" => ["董事长", "副总经理", "工程部经理", "采购员"],
        "hospital" => ["院长", "副院长", "设备科科长", "设备科采购员"],
        "education" => ["党组书记、局长", "副局长", "基建科科长", "招生办科员"],
        "approval" | "market" => ["党组书记、局长", "副局长", "窗口负责人", "执法队员"],
        _ => ["党组书记、局长", "副局长", "业务科科长", "一级科员"],
    }
}
