fn  one(){}
