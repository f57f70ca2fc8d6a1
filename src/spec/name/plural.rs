//! English plurals: the inflection rules of a crate, and the words that they get wrong.

/// Words whose plural the inflection rules get wrong, or that they leave alone although English
/// does not; checked against the last word of a name.
const IRREGULAR: &[(&str, &str)] = &[
    ("aircraft", "aircraft"),
    ("axis", "axes"),
    ("bacterium", "bacteria"),
    ("belief", "beliefs"),
    ("bus", "buses"),
    ("calf", "calves"),
    ("chef", "chefs"),
    ("chief", "chiefs"),
    ("child", "children"),
    ("criterion", "criteria"),
    ("curriculum", "curricula"),
    ("data", "data"),
    ("datum", "data"),
    ("deer", "deer"),
    ("die", "dice"),
    ("echo", "echoes"),
    ("elf", "elves"),
    ("fish", "fish"),
    ("foot", "feet"),
    ("gas", "gases"),
    ("goose", "geese"),
    ("half", "halves"),
    ("hero", "heroes"),
    ("index", "indexes"),
    ("information", "information"),
    ("equipment", "equipment"),
    ("canvas", "canvases"),
    ("knife", "knives"),
    ("lens", "lenses"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("loaf", "loaves"),
    ("man", "men"),
    ("media", "media"),
    ("medium", "media"),
    ("mouse", "mice"),
    ("news", "news"),
    ("ox", "oxen"),
    ("person", "people"),
    ("phenomenon", "phenomena"),
    ("potato", "potatoes"),
    ("quiz", "quizzes"),
    ("self", "selves"),
    ("series", "series"),
    ("sheep", "sheep"),
    ("shelf", "shelves"),
    ("software", "software"),
    ("species", "species"),
    ("staff", "staff"),
    ("stimulus", "stimuli"),
    ("thief", "thieves"),
    ("tomato", "tomatoes"),
    ("tooth", "teeth"),
    ("torpedo", "torpedoes"),
    ("veto", "vetoes"),
    ("virus", "viruses"),
    ("wife", "wives"),
    ("wolf", "wolves"),
    ("woman", "women"),
];

/// The plural of one lower case word.
pub fn plural_word(word: &str) -> String {
    if let Some((_, plural)) = IRREGULAR.iter().find(|(one, _)| *one == word) {
        return (*plural).to_owned();
    }
    if word.ends_with(|c: char| c.is_ascii_digit()) {
        return format!("{word}s");
    }
    cruet::to_plural(word)
}

/// The singular of one lower case word.
pub fn singular_word(word: &str) -> String {
    if let Some((one, _)) = IRREGULAR
        .iter()
        .find(|(one, many)| *many == word || *one == word)
    {
        return (*one).to_owned();
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    cruet::to_singular(word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn plurals_are_english() {
        let words = [
            ("Person", "people"),
            ("Category", "categories"),
            ("Box", "boxes"),
            ("Status", "statuses"),
            ("Address", "addresses"),
            ("Child", "children"),
            ("Leaf", "leaves"),
            ("Hero", "heroes"),
            ("Photo", "photos"),
            ("Datum", "data"),
            ("Data", "data"),
            ("Series", "series"),
            ("News", "news"),
            ("Sheep", "sheep"),
            ("Analysis", "analyses"),
            ("Quiz", "quizzes"),
            ("User", "users"),
            ("Day", "days"),
            ("Key", "keys"),
            ("Company", "companies"),
            ("City", "cities"),
            ("Bus", "buses"),
            ("Class", "classes"),
            ("Process", "processes"),
            ("Match", "matches"),
            ("Branch", "branches"),
            ("Wish", "wishes"),
            ("Tax", "taxes"),
            ("Index", "indexes"),
            ("Matrix", "matrices"),
            ("Vertex", "vertices"),
            ("Wolf", "wolves"),
            ("Knife", "knives"),
            ("Wife", "wives"),
            ("Roof", "roofs"),
            ("Proof", "proofs"),
            ("Chief", "chiefs"),
            ("Cliff", "cliffs"),
            ("Tomato", "tomatoes"),
            ("Potato", "potatoes"),
            ("Piano", "pianos"),
            ("Video", "videos"),
            ("Radio", "radios"),
            ("Studio", "studios"),
            ("Zoo", "zoos"),
            ("Logo", "logos"),
            ("Memo", "memos"),
            ("Man", "men"),
            ("Woman", "women"),
            ("Mouse", "mice"),
            ("House", "houses"),
            ("Goose", "geese"),
            ("Tooth", "teeth"),
            ("Foot", "feet"),
            ("Crisis", "crises"),
            ("Basis", "bases"),
            ("Axis", "axes"),
            ("Bonus", "bonuses"),
            ("Virus", "viruses"),
            ("Campus", "campuses"),
            ("Alias", "aliases"),
            ("Lens", "lenses"),
            ("Gas", "gases"),
            ("Atlas", "atlases"),
            ("Canvas", "canvases"),
            ("Criterion", "criteria"),
            ("Phenomenon", "phenomena"),
            ("Medium", "media"),
            ("Album", "albums"),
            ("Museum", "museums"),
            ("Forum", "forums"),
            ("Stadium", "stadiums"),
            ("Menu", "menus"),
            ("Issue", "issues"),
            ("Image", "images"),
            ("File", "files"),
            ("Invoice", "invoices"),
            ("Purchase", "purchases"),
            ("Course", "courses"),
            ("Warehouse", "warehouses"),
            ("Database", "databases"),
            ("License", "licenses"),
            ("Message", "messages"),
            ("Movie", "movies"),
            ("Cookie", "cookies"),
            ("Recipe", "recipes"),
            ("Shoe", "shoes"),
            ("Employee", "employees"),
            ("Fee", "fees"),
            ("Query", "queries"),
            ("Reply", "replies"),
            ("Survey", "surveys"),
            ("Journey", "journeys"),
            ("Money", "money"),
            ("Human", "humans"),
            ("German", "germans"),
            ("Fish", "fish"),
            ("Equipment", "equipment"),
            ("Information", "information"),
            ("Staff", "staff"),
            ("Permission", "permissions"),
            ("Order", "orders"),
            ("Self_", "selves"),
            ("Type", "types"),
            ("Async", "asyncs"),
            ("OrderItem", "order_items"),
            ("SalesPerson", "sales_people"),
            ("HTTPServer", "http_servers"),
            ("Order2Item", "order2_items"),
            ("Item2", "item2s"),
        ];
        let wrong: Vec<_> = words
            .iter()
            .map(|(one, many)| (*one, *many, crate::spec::name::plural_snake(one)))
            .filter(|(_, many, got)| many != got)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn singulars_undo_plurals() {
        for (many, one) in [
            ("tags", "tag"),
            ("categories", "category"),
            ("people", "person"),
            ("boxes", "box"),
            ("statuses", "status"),
            ("status", "status"),
            ("addresses", "address"),
            ("address", "address"),
            ("related_posts", "related_post"),
            ("series", "series"),
            ("news", "news"),
            ("children", "child"),
            ("movies", "movie"),
            ("courses", "course"),
            ("houses", "house"),
            ("analyses", "analysis"),
            ("tag", "tag"),
            ("invoices", "invoice"),
            ("heroes", "hero"),
            ("self", "self"),
        ] {
            assert_eq!(crate::spec::name::singular_snake(many), one, "{many}");
        }
    }
}
