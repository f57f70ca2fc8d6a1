use blog::models::{CATEGORY, POST};
use blog::store::{Values, insert};

use crate::test_site::TestSite;

#[tokio::test]
async fn a_select_offers_all_of_few_records_and_of_many_the_chosen_one() {
    let site = TestSite::start().await;
    let author = site.user("Ada").await.to_string();
    let category = blog::meta::text(&site.insert(&CATEGORY, &[("name", "Chosen")]).await);
    site.insert(&CATEGORY, &[("name", "Other")]).await;
    let fields = [
        ("author", author.as_str()),
        ("title", "Hello"),
        ("slug", "hello"),
        ("category", &category),
    ];
    let post = blog::meta::text(&site.insert(&POST, &fields).await);
    let path = format!("/admin/blog/post/{post}/change/");
    let mut browser = site.superuser().await;

    let page = browser.get(&path).await.body;
    assert!(page.contains("selected>Chosen</option>"), "{page}");
    assert!(page.contains(">Other</option>"), "{page}");
    assert!(!page.contains("field_name=category"), "{page}");
    // Always found by typing.
    assert!(page.contains("field_name=author"), "{page}");
    assert!(page.contains("selected>Ada</option>"), "{page}");

    let mut transaction = site.db.begin().await.expect("a transaction");
    for number in 0..500 {
        let mut values = Values::default();
        values.set(CATEGORY.field("name").expect("a name"), format!("Category {number}"));
        insert(&mut transaction, &CATEGORY, values).await.expect("a category");
    }
    transaction.commit().await.expect("a commit");
    let page = browser.get(&path).await.body;
    assert!(page.contains("field_name=category"), "{page}");
    assert!(page.contains("selected>Chosen</option>"), "{page}");
    assert!(!page.contains(">Other</option>") && !page.contains("Category 250"), "{page}");
    let found = "/admin/autocomplete/?app_label=blog&model_name=post&field_name=category&term=250";
    assert!(browser.get(found).await.body.contains("Category 250"));
    site.stop().await;
}
