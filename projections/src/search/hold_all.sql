-- Waits for whoever opened parts before they were erased, and lets nobody store until their texts are gone.
lock table search_case in share row exclusive mode
