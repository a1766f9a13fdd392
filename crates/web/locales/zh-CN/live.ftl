# 页面打开期间的变化，以及快捷键

live-acts = 本案新登记了{ $acts }项，点此查看
live-work = 任务有变化，点此重新查看
integrity-over = 校验已经结束，刷新页面查看结果
keys-title = 快捷键
keys-rows = 下一行、上一行：名册、任务、时间线、步骤
keys-within = 同一行里的下一个、上一个链接
keys-open = 打开
keys-pages = 下一页或下一步、上一页或上一步
keys-breaches = 回放中下一处、上一处违反程序
keys-replay = 回放中到拖动条、固定这一时刻以便比较
keys-search = 查找
keys-help = 显示本表
keys-note = 在填写栏里、按住其他控制键时，快捷键不起作用。
keys-off = 不使用快捷键（“?”除外）
keys-close = 关闭
date-worked = { $date }，工作日
date-rest = { $date }，休息日
same-report-title = 可能是同一件事
same-report-lead = 前后一年内收到的、反映同名人员的信访件（在新窗口打开）。是否重复，由您判断：重复的，可以在“重复件”中注明。
same-report = { $number }：{ $on }收到，提到{ $name }
