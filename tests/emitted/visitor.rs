//! Somebody with a browser: cookies are kept, forms have their token, links are followed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::client::{Answer, Client};

/// How many addresses of one path are asked for: of a list, its filters and orders are others.
const MOST_QUERIES: usize = 4;

/// How the site calls itself.
const ORIGIN: &str = "http://localhost";

/// A visitor of a site.
pub struct Visitor {
    client: Client,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// One who has not been there before.
    pub fn new(client: Client) -> Visitor {
        let cookies = BTreeMap::new();
        Visitor { client, cookies }
    }

    /// Logs in at the admin.
    pub fn log_in(&mut self, username: &str, password: &str) {
        let path = "/admin/login/";
        let page = self.get(path).text();
        let (_, rest) = page
            .split_once("name=\"csrfmiddlewaretoken\" value=\"")
            .expect("a token");
        let token = rest.split('"').next().unwrap_or_default();
        let body =
            format!("csrfmiddlewaretoken={token}&username={username}&password={password}&next=");
        let answer = self.send("POST", path, &body);
        assert_eq!(answer.status, 302, "{}", answer.text());
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    fn send(&mut self, method: &str, path: &str, body: &str) -> Answer {
        let cookies = self.cookies.iter();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let (cookies, length) = (cookies.join("; "), body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\nCookie: {cookies}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        );
        let answer = self.client.raw(request.as_bytes()).unwrap();
        for cookie in answer.headers("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// Follows every link from these pages on and asserts that all is well there; the paths.
    pub fn follow_links(&mut self, from: &[&str]) -> BTreeSet<String> {
        let mut waiting: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
        let mut seen = BTreeMap::<String, BTreeSet<String>>::new();
        while let Some(address) = waiting.pop_front() {
            let path = address.split('?').next().unwrap_or_default().to_owned();
            let queries = seen.entry(path).or_default();
            if queries.len() >= MOST_QUERIES || !queries.insert(address.clone()) {
                continue;
            }
            let answer = self.get(&address);
            let is_well = matches!(answer.status, 200 | 301 | 302);
            assert!(is_well, "{address}: {}\n{}", answer.status, answer.text());
            waiting.extend(answer.header("location").map(|to| resolved(&address, to)));
            let is_page = answer
                .header("content-type")
                .is_some_and(|kind| kind.starts_with("text/html"));
            if is_page {
                waiting.extend(links(&address, &answer.text()));
            }
        }
        seen.into_keys().collect()
    }
}

/// The links of a page that lead to others of the site.
fn links(address: &str, page: &str) -> Vec<String> {
    // What stands in a script is no link.
    let parts = page.split("<script");
    let parts = parts.map(|part| part.split_once("</script>").map_or(part, |(_, rest)| rest));
    let links = parts
        .flat_map(|part| part.split("<a ").skip(1))
        .filter_map(|rest| {
            let tag = rest.split('>').next()?;
            let (_, rest) = tag.split_once("href=\"")?;
            let link = rest
                .split('"')
                .next()?
                .replace("&amp;", "&")
                .replace("&#x2f;", "/");
            let link = link.split('#').next()?;
            let link = link.strip_prefix(ORIGIN).unwrap_or(link);
            let is_own = !link.is_empty() && !link.contains(':') && !link.starts_with("//");
            is_own.then(|| resolved(address, link))
        });
    links.collect()
}

/// A link as the page at `address` means it.
fn resolved(address: &str, link: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    match link.chars().next() {
        Some('/') => link.to_owned(),
        Some('?') => format!("{path}{link}"),
        _ => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut parts: Vec<&str> = folder.split('/').collect();
            let mut rest = link;
            while let Some(after) = rest.strip_prefix("../") {
                parts.pop();
                rest = after;
            }
            format!("{}/{rest}", parts.join("/"))
        }
    }
}
