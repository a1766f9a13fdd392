# Files of a case
entry-file = open the file
file-upload = Or upload a file
file-upload-instead = No file, but a text instead
file-upload-other = Take another file
file-digest-label = Digest of the file (SHA-256):
file-digest = Digest of the file (SHA-256): { $digest }
file-size = { $size } ({ $bytes } bytes)
file-drop = Leave this file out
file-and-text = Only one can stay, the file or the text: delete the text, or tick “Leave this file out”
file-gone = This file is not one of this case, or not all of it arrived: choose it again
file-too-long = The file is too long and was not taken: a form brings at most 512 MiB; longer ones come in parts through the API
file-empty = The file is empty and was not taken: check it and choose it again
file-cut-off = Not all of the file arrived, so it was not taken: choose it again
file-busy = Too many files are arriving, so this one was not taken: wait a moment and choose it again
file-full = This case has too many files, or too many of yours did not arrive whole, so this one was not taken
file-signed-out = Your session was over when the file arrived, so it was not taken: sign in and choose it again
file-not-permitted = Your role may not bring files to this case
file-failed = The file was not taken: choose it again; if it fails again, tell an administrator
table-file = Upload a table that was filled in
table-file-hint = A workbook (XLSX) or comma-separated text (UTF-8); only the first sheet is read. It is checked line by line and cell by cell first, and nothing is recorded until you confirm. Empty tables:
table-template-workbook = workbook
table-template-text = comma-separated text
table-right =
    { $lines ->
        [one] { $lines } line was read and nothing is wrong with it. Nothing is recorded yet: check it and confirm.
       *[other] { $lines } lines were read and nothing is wrong with them. Nothing is recorded yet: check them and confirm.
    }
table-wrong =
    { $cells ->
        [0] Lines read: { $lines }. Something is still missing, see above. Nothing is recorded yet.
        [one] Lines read: { $lines }. One cell must be put right, see below. Nothing is recorded yet.
       *[other] Lines read: { $lines }. { $cells } cells must be put right, see below. Nothing is recorded yet.
    }
table-too-long = The table is too long and was not read: at most 1 MiB and a thousand lines; enter it in several parts.
table-unknown = This file cannot be read: save it as a workbook (XLSX) or as comma-separated text in UTF-8 and upload it again.
