fn  one( ){  }
