fn  one(){ new(); }
