CREATE TABLE people_users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    age INTEGER
) STRICT;

CREATE TABLE people_tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE people_things (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    body TEXT,
    slug TEXT UNIQUE,
    email TEXT,
    url TEXT,
    n INTEGER,
    b INTEGER NOT NULL,
    bn INTEGER,
    f REAL,
    d INTEGER NOT NULL,
    day TEXT,
    at TEXT,
    t TEXT,
    u TEXT,
    j TEXT,
    s TEXT NOT NULL,
    owner_id INTEGER NOT NULL REFERENCES people_users (id) ON DELETE RESTRICT,
    secret TEXT,
    made TEXT NOT NULL,
    UNIQUE (title, n)
) STRICT;

CREATE TABLE people_things_tags (
    thing_id INTEGER NOT NULL REFERENCES people_things (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES people_tags (id) ON DELETE CASCADE,
    PRIMARY KEY (thing_id, tag_id)
) STRICT;

CREATE TABLE people_nodes (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    mail TEXT,
    parent_id TEXT REFERENCES people_nodes (id) ON DELETE SET NULL,
    UNIQUE (parent_id, code)
) STRICT;

CREATE TABLE people_nodes_nodes (
    node_id TEXT NOT NULL REFERENCES people_nodes (id) ON DELETE CASCADE,
    friend_id TEXT NOT NULL REFERENCES people_nodes (id) ON DELETE CASCADE,
    PRIMARY KEY (node_id, friend_id)
) STRICT;
