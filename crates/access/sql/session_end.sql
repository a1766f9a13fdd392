delete from access.session
where token_sha256 = $1
