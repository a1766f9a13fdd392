# 案件文件
entry-file = 打开文件
file-upload = 或者上传文件
file-upload-instead = 不要文件，改为填写文字
file-upload-other = 换成别的文件
file-digest-label = 文件摘要（SHA-256）：
file-digest = 文件摘要（SHA-256）：{ $digest }
file-size = { $size }（{ $bytes }字节）
file-drop = 不用这个文件
file-and-text = 文件和文字只能留一个：请删去文字，或者勾选“不用这个文件”
file-gone = 这个文件不在本案中，或者没有传完：请重新选择
file-too-long = 文件太大，没有收下：随表单上传的文件最多512兆字节，更大的请通过接口分段上传
file-empty = 文件是空的，没有收下：请检查后重新选择
file-cut-off = 文件没有传完，没有收下：请重新选择
file-busy = 正在上传的文件太多，这个没有收下：请稍等片刻，重新选择
file-full = 本案的文件或者您没有传完的文件太多，这个没有收下
file-signed-out = 上传时登录已经过期，文件没有收下：请登录以后重新选择
file-not-permitted = 您的身份不能向本案上传文件
file-failed = 文件没有收下：请重新选择；再次失败请告知管理员
table-file = 上传填好的表格
table-file-hint = 可用工作簿（XLSX）或者逗号分隔的文本（CSV）；只读第一张工作表。先逐行逐格检查，在您确认之前什么都不会登记。下载空表：
table-template-workbook = 工作簿
table-template-text = 逗号分隔文件
table-right = 表中读到{ $lines }行，逐行检查没有发现问题。还没有登记任何内容：请核对后确认。
table-wrong =
    { $cells ->
        [0] 表中读到{ $lines }行，还有须补充的，见上。还没有登记任何内容。
       *[other] 表中读到{ $lines }行，有{ $cells }格须改正，见下。还没有登记任何内容。
    }
table-too-long = 表格太大，没有读取：文件最多1兆字节、一千行，请分几次补录。
table-unknown = 这个文件不能读取：请另存为工作簿（XLSX），再上传。
