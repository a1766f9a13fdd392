# Files of a case
entry-file = open the file
