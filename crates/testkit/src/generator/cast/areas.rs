//! The invented province: its areas, and the organs each of them has.

use wenze_domain::codes::Level;

/// One area with the areas inside it. The first character of its short name stands in document numbers.
pub(super) struct Area {
    pub(super) name: &'static str,
    /// The party committee's name for it.
    pub(super) level: Level,
    pub(super) inside: &'static [Area],
}

const fn town(name: &'static str) -> Area {
    Area { name, level: Level::Township, inside: &[] }
}

const fn county(name: &'static str, inside: &'static [Area]) -> Area {
    Area { name, level: Level::County, inside }
}

/// No province, city or county of these names exists.
pub(super) const PROVINCE: Area = Area {
    name: "澜江省",
    level: Level::Province,
    inside: &[
        Area {
            name: "临澜市",
            level: Level::City,
            inside: &[
                county("白坪县", &[town("柳河镇"), town("云台乡")]),
                county("青石县", &[town("大湾镇"), town("金岭镇")]),
            ],
        },
        Area {
            name: "平岚市",
            level: Level::City,
            inside: &[
                county("云桥区", &[town("东风街道"), town("花溪镇")]),
                county("沙溪县", &[town("双河镇"), town("石门乡")]),
            ],
        },
    ],
};

/// A kind of unit: its code, its name after that of the area, and its name before the reform of 2018 if it had another.
pub(super) struct UnitKind {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) before_reform: Option<&'static str>,
}

const fn unit(code: &'static str, name: &'static str) -> UnitKind {
    UnitKind { code, name, before_reform: None }
}

const fn reformed(code: &'static str, name: &'static str, before: &'static str) -> UnitKind {
    UnitKind { code, name, before_reform: Some(before) }
}

const PROVINCIAL: &[UnitKind] = &[
    reformed("ecology", "生态环境厅", "环境保护厅"),
    reformed("emergency", "应急管理厅", "安全生产监督管理局"),
    unit("transport", "交通运输厅"),
    reformed("health", "卫生健康委员会", "卫生和计划生育委员会"),
];
const MUNICIPAL: &[UnitKind] = &[
    reformed("planning", "自然资源和规划局", "国土资源局"),
    reformed("ecology", "生态环境局", "环境保护局"),
    unit("housing", "住房和城乡建设局"),
    unit("education", "教育局"),
    unit("transport", "交通运输局"),
    reformed("emergency", "应急管理局", "安全生产监督管理局"),
    unit("soe", "城市建设投资集团有限公司"),
    unit("hospital", "第一人民医院"),
];
const OF_COUNTY: &[UnitKind] = &[
    reformed("agriculture", "农业农村局", "农业局"),
    unit("water", "水利局"),
    unit("civil_affairs", "民政局"),
    unit("education", "教育局"),
    unit("transport", "交通运输局"),
    unit("market", "市场监督管理局"),
    unit("approval", "行政审批局"),
    reformed("health", "卫生健康局", "卫生和计划生育局"),
    unit("petition_office", "信访局"),
];
const OF_TOWN: &[UnitKind] = &[unit("township_government", "人民政府")];

/// The units of an area at this level.
pub(super) fn units(level: Level) -> &'static [UnitKind] {
    match level {
        Level::Province => PROVINCIAL,
        Level::City => MUNICIPAL,
        Level::County => OF_COUNTY,
        Level::Township => OF_TOWN,
        Level::Centre => &[],
    }
}

/// The short form of an area's level in the names of posts: 省, 市, 县, 区, 镇, 乡, 街道.
pub(super) fn suffix(area: &Area) -> &'static str {
    ["省", "市", "县", "区", "镇", "乡", "街道"].iter().find(|end| area.name.ends_with(**end)).copied().unwrap_or("")
}
