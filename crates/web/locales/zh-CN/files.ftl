# 案件文件
entry-file = 打开文件
