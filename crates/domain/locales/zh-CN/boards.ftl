# 责任、申诉、整改、公开、关联、个人情况等各板的说明。

## 责任
responsibility-line = { $track }
    .share = { $share }
    .role = { $role }
    .class = { $class }
    .outcome = 处理结果：{ $outcome }
share-collective = 集体责任
share-individual = 个人责任
gap-principal_missing = 已追究集体或者领导责任，但无人以主要负责人身份承担责任
gap-direct_missing = 没有认定直接责任人
gap-higher_level_missing = 只追究了经办和参与人员，没有领导或者分管人员承担责任
gap-causal_link_missing = 责任认定没有写明因果关系
    .and-whom = ：{ $whom }
