select set_config('wenze.app_password', $1, true) as "set"
