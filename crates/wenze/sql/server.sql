select
    current_setting('server_version') as "version!",
    current_setting('server_encoding') as "encoding!",
    current_setting('fsync') as "fsync!",
    current_setting('full_page_writes') as "full_page_writes!"
