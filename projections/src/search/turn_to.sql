select set_config('search_path', $1::text || ',public', true) as "path!"
