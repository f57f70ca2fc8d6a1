use blog::meta::text;
use blog::models::{POST, TAG, USER};
use blog::store::{Condition, Lookup, Order, Path, Query, Record};

use crate::test_site::TestSite;

fn titles(records: &[Record]) -> Vec<String> {
    records.iter().map(Record::title).collect()
}

#[tokio::test]
async fn paths_follow_references_and_links() {
    let site = TestSite::start().await;
    let fields = [("name", "Ada"), ("email", "ada@example.com"), ("age", "36")];
    let ada = text(&site.insert(&USER, &fields).await);
    let zoe = site.user("Zoe").await.to_string();
    let rust = text(&site.insert(&TAG, &[("name", "rust")]).await);
    let web = text(&site.insert(&TAG, &[("name", "web")]).await);
    for (author, slug, tags) in [(&ada, "one", format!("{rust},{web}")), (&zoe, "two", web)] {
        let fields =
            [("author", author.as_str()), ("title", slug), ("slug", slug), ("tags", &tags)];
        site.insert(&POST, &fields).await;
    }
    let posts = |name: &str, lookup, value: &str| {
        let path = Path::parse(&POST, name).expect("a path");
        Query::new(&POST).filter(Condition::Is(path, lookup, value.into()))
    };
    let found = posts("tags__name", Lookup::IContains, "e").records(&site.db).await;
    assert_eq!(titles(&found.expect("posts")), ["one", "two"], "no post comes twice");
    let found = posts("tags__name", Lookup::Exact, "rust").records(&site.db).await;
    assert_eq!(titles(&found.expect("posts")), ["one"]);
    let order = Order::parse(&POST, "-author__age").expect("an order");
    let found = Query::new(&POST).order([order]).records(&site.db).await.expect("posts");
    assert_eq!(titles(&found), ["one", "two"], "without an age last");

    let age = Path::parse(&POST, "author__age").expect("a path");
    assert!(*age.owner() == USER && *age.model == POST);
    let ages = Query::new(&USER).values(&site.db, age.field, 10).await.expect("ages");
    assert_eq!(ages, [36_i64.into()]);
    for wrong in ["nope", "author__nope", "title__x", "author__", "author__id__id"] {
        assert!(Path::parse(&POST, wrong).is_none(), "{wrong}");
    }
    site.stop().await;
}

#[tokio::test]
async fn conditions_combine() {
    let site = TestSite::start().await;
    for name in ["Ada", "Alan", "Zoe"] {
        site.user(name).await;
    }
    let starts = |text: &str| {
        let path = Path::parse(&USER, "name").expect("a path");
        Condition::Is(path, Lookup::IStartsWith, text.into())
    };
    let age = Path::parse(&USER, "age").expect("a path");
    let old = Condition::Is(age, Lookup::Gt, 50_i64.into());
    for (condition, expected) in [
        (Condition::Any(vec![starts("ad"), starts("z")]), 2),
        (Condition::All(vec![starts("a"), Condition::Not(Box::new(starts("al")))]), 1),
        // What is unknown is not old.
        (Condition::Not(Box::new(old)), 3),
        (Condition::All(Vec::new()), 3),
        (Condition::Any(Vec::new()), 0),
    ] {
        let query = Query::new(&USER).filter(condition.clone());
        assert_eq!(query.count(&site.db).await.expect("a count"), expected, "{condition:?}");
    }
    site.stop().await;
}
