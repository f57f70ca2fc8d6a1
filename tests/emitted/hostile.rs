//! Requests that nobody means well with: none of them may be answered with a 500.

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::project::Project;
use crate::server::Server;

const BODIES: &[&[u8]] = &[
    b"",
    b" ",
    b"{",
    b"}",
    b"[]",
    b"null",
    b"\"text\"",
    b"NaN",
    b"-Infinity",
    b"1e400",
    b"{\"age\": 1e400}",
    b"{\"age\": -1e400}",
    b"{\"age\": 1e-400}",
    b"{\"age\": NaN}",
    b"{\"age\": 99999999999999999999999999999999999999999999}",
    b"{\"age\": 9223372036854775808}",
    b"{\"age\": 1.0000000000000000000000001}",
    b"{\"age\": \"\\u0661\"}",
    b"{\"name\": \"\\u0000\", \"email\": \"nul@example.com\"}",
    b"{\"name\": \"a\\u0000b\", \"email\": \"nul2@example.com\"}",
    b"{\"name\": \"\\ud800\", \"email\": \"lone@example.com\"}",
    b"{\"name\": \"\\udc00\\ud800\", \"email\": \"lone@example.com\"}",
    b"{\"\\ud800\": 1}",
    b"{\"name\": \"x\", \"email\": \"\\u0000@example.com\"}",
    b"{\"name\": \"x\", \"email\": \"a@\\u202e.com\"}",
    b"{\"name\": \"x\", \"email\": \"a@xn--0.com\"}",
    b"{\"name\": \"x\", \"email\": {\"a\": [1, {\"b\": null}]}}",
    b"{\"name\": \"'; DROP TABLE users; --\", \"email\": \"drop@example.com\"}",
    b"{\"id\": 1, \"created_at\": \"x\", \"name\": \"x\", \"email\": \"id@example.com\"}",
    b"{\"name\": \"one\", \"name\": \"two\", \"email\": \"twice@example.com\"}",
    b"{\"__proto__\": {}, \"constructor\": 1}",
    b"\xff\xfe\x00\x00",
    b"{\"name\": \"\xff\"}",
    b"{\"name\": \"\xed\xa0\x80\"}",
    b"\xef\xbb\xbf{}",
    b"{\"name\": \"x\"} trailing",
    b"{\"name\": \"\t\"}",
    b"// comment\n{}",
];

const PATHS: &[&str] = &[
    "/",
    "//",
    "//evil",
    "//evil.example/users",
    "/users//",
    "/users/%00",
    "/users/%",
    "/users/%zz",
    "/users/%ff",
    "/users/%C0%AF",
    "/users/..%2f",
    "/users/..%2f..%2fetc%2fpasswd",
    "/users/../users",
    "/users/1%2f1",
    "/users/-1",
    "/users/0",
    "/users/9223372036854775807",
    "/users/9223372036854775808",
    "/users/-9223372036854775809",
    "/users/99999999999999999999999999999999999999",
    "/users/1e400",
    "/users/NaN",
    "/users/1;drop",
    "/users/'%20OR%201=1",
    "/users/%F0%9F%A6%80",
    "/users/\u{1f980}",
    "/users?",
    "/users?&&&==&",
    "/users?limit",
    "/users?limit=",
    "/users?limit=1&limit=x",
    "/users?limit=%00",
    "/users?limit=%ff",
    "/users?limit=1e400",
    "/users?limit=9223372036854775808",
    "/users?skip=9223372036854775807&limit=100",
    "/users?skip=-1",
    "/users?search=%00",
    "/users?search=%ff%fe",
    "/users?search=%25%5f%5c",
    "/users?order_by=",
    "/users?order_by=,,,",
    "/users?order_by=-",
    "/users?order_by=id;DROP%20TABLE%20users",
    "/users?age_in=",
    "/users?age_in=,",
    "/users?age_in=1,x,%00",
    "/users?age_isnull=maybe",
    "/users?%ff=%ff",
    "/users?%00=%00",
    "/users?name=a%00b",
    "/users?email=a%00b@example.com",
    "/users/1?expand=%00",
    "/docs/../users",
    "/docs/%2e%2e/users",
    "/openapi.json/",
    "/openapi.json?x=%ff",
    "/healthz/",
    "/readyz?%",
    "*",
    "http://evil.example/users",
];

const METHODS: &[&str] = &[
    "GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH", "TRACE", "CONNECT", "BREW", "get",
];

const HEADERS: &[&[u8]] = &[
    b"Content-Type: ",
    b"Content-Type: text/plain",
    b"Content-Type: application/json; charset=utf-16",
    b"Content-Type: \xff",
    b"Content-Type: multipart/form-data",
    b"Content-Type: application/json\r\nContent-Type: text/plain",
    b"Content-Encoding: gzip",
    b"Transfer-Encoding: gzip",
    b"Transfer-Encoding: chunked\r\nContent-Length: 2",
    b"Content-Length: -1",
    b"Content-Length: 1\r\nContent-Length: 2",
    b"Content-Length: 99999999999999999999999999",
    b"Content-Length: x",
    b"Expect: 200-ok",
    b"Host: \xff\xff",
    b"Host: evil\r\nHost: other",
    b"Origin: null",
    b"Origin: \xff",
    b"Access-Control-Request-Method: \xff",
    b"Accept: \xff",
    b"Accept: application/xml;q=2",
    b"Accept-Encoding: gzip;q=9, \xff, *;q=x",
    b"Range: bytes=0-0,-1",
    b"If-None-Match: \xff",
    b"X-Request-Id: \xff\xfe",
    b"X-Request-Id: a b; DROP TABLE",
    b"X-Forwarded-For: '; --",
    b"Authorization: \xff",
    b"Cookie: \xff=\xff",
    b"Connection: upgrade\r\nUpgrade: websocket",
    b"Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: x",
    b" folded: x",
    b"No colon",
    b": no name",
    b"A\0B: x",
];

/// What SQL, shells, templates and parsers stumble over.
const VALUES: &[&str] = &[
    "'",
    "\"",
    "';--",
    "' OR '1'='1",
    "1; DROP TABLE users",
    "1 UNION SELECT name FROM sqlite_master",
    "\") OR 1=1 --",
    "\\",
    "%",
    "_",
    "$1",
    "?1",
    ":a",
    "\0",
    "a\0b",
    "\u{feff}",
    "\u{202e}\u{1f980}",
    "-",
    "--",
    ",",
    ",,",
    "null",
    "true",
    "NaN",
    "Infinity",
    "-0",
    "1e400",
    "1e-400",
    "0x10",
    "99999999999999999999",
    "0.00000000000000000000000000000001",
    "9999-12-31T23:59:59.999999Z",
    "10000-01-01",
    "-1-01-01",
    "0000-00-00",
    "24:00:00",
    "{}",
    "[]",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1/x}",
    "../../etc/passwd",
];

#[test]
fn no_request_is_too_bad() {
    for server in Server::each(&Project::user().program()) {
        let client = server.client;
        let user = client
            .post("/users", &json!({ "name": "x", "email": "x@example.com" }))
            .expect(201);
        let id = &user["id"];

        for (method, path) in [
            ("POST", "/users"),
            ("PUT", &format!("/users/{id}")),
            ("PATCH", &format!("/users/{id}")),
        ] {
            for body in bodies() {
                assert_answered(
                    client,
                    &request(method, path, b"Content-Type: application/json", &body),
                );
            }
        }
        for path in paths() {
            for method in METHODS {
                tolerated(client, &request(method, &path, b"Accept: */*", b""));
            }
        }
        for header in HEADERS {
            tolerated(client, &request("POST", "/users", header, b"{}"));
            tolerated(client, &request("GET", "/users", header, b""));
            tolerated(client, &request("OPTIONS", "/users", header, b""));
        }
        client.get("/users").expect(200);
        server.assert_no_error();
    }
}

#[test]
fn too_large_a_body_is_refused() {
    for server in Server::each(&Project::user().program()) {
        let client = server.client;
        let body = format!("{{\"name\": \"{}\"}}", "x".repeat(3 << 20));
        let large = request(
            "POST",
            "/users",
            b"Content-Type: application/json",
            body.as_bytes(),
        );
        assert_eq!(client.raw(&large).unwrap().status, 413);

        let head = b"POST /users HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n\
        Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        let chunk = [
            format!("{:x}\r\n", body.len()).as_bytes(),
            body.as_bytes(),
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        assert_eq!(
            client.raw(&[&head[..], &chunk].concat()).unwrap().status,
            413
        );

        // Less comes than was announced.
        tolerated(client, &large[..1000]);
        client.get("/users").expect(200);
        server.assert_no_error();
    }
}

#[test]
fn no_query_of_the_blog_is_too_bad() {
    let user = json!({ "name": "x", "email": "x@example.com" });
    abuse(Project::blog(), "/users", &user);
}

#[test]
fn no_query_of_the_shop_is_too_bad() {
    let product = json!({ "name": "x", "sku": "ABC-0001", "price": "1.00" });
    abuse(Project::shop(), "/products", &product);
}

/// Sends every value for every parameter of every operation that the document names.
fn abuse(project: &Project, path: &str, record: &Value) {
    for server in Server::each(&project.program()) {
        let client = server.client;
        client.post(path, record).expect(201);
        let before = client.get(path).expect(200);
        let document = client.get("/openapi.json").expect(200);
        let mut asked = 0;
        for (path, item) in document["paths"].as_object().unwrap() {
            let (collection, _) = path.split_once("/{").unwrap_or((path, ""));
            let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
            for parameter in parameters {
                let name = parameter["name"].as_str().unwrap();
                for value in VALUES {
                    let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
                    let path = match parameter["in"].as_str() {
                        Some("path") => format!("{collection}/{value}"),
                        _ => format!("{collection}?{name}={value}"),
                    };
                    let answer = client.get(&path);
                    assert!(
                        answer.status < 500,
                        "{} for {path}: {}",
                        answer.status,
                        answer.text()
                    );
                    asked += 1;
                }
            }
        }
        assert!(asked > 1000, "{asked}");
        assert_eq!(client.get(path).expect(200), before);
        server.assert_no_error();
    }
}

fn bodies() -> Vec<Vec<u8>> {
    let mut bodies: Vec<Vec<u8>> = BODIES.iter().map(|body| body.to_vec()).collect();
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        bodies.push(open.repeat(100_000).into_bytes());
        bodies.push(format!("{}1{}", open.repeat(100_000), close.repeat(100_000)).into_bytes());
    }
    let name =
        |text: &str| format!("{{\"name\": {text}, \"email\": \"a@example.com\"}}").into_bytes();
    bodies.push(name(&"[".repeat(5_000)));
    bodies.push(name(&format!("\"{}\"", "x".repeat(1 << 20))));
    bodies.push(format!("{{\"age\": {}}}", "9".repeat(100_000)).into_bytes());
    bodies.push(format!("{{\"age\": \"{}\"}}", "9".repeat(100_000)).into_bytes());
    bodies.push(format!("{{\"age\": 0.{}1}}", "0".repeat(100_000)).into_bytes());
    bodies.push(format!("{{\"email\": \"{}@example.com\"}}", "a".repeat(100_000)).into_bytes());
    bodies.push(format!("{{\"email\": \"a@{}com\"}}", "a.".repeat(100_000)).into_bytes());
    bodies
}

fn paths() -> Vec<String> {
    let mut paths: Vec<String> = PATHS.iter().map(|path| path.to_string()).collect();
    paths.push(format!("/users/{}", "1".repeat(5_000)));
    paths.push(format!("/users/{}", "x".repeat(100_000)));
    paths.push(format!("/users?search={}", "x".repeat(10_000)));
    paths.push(format!("/users?age_in={}1", "1,".repeat(10_000)));
    paths.push(format!("/users?order_by={}id", "id,".repeat(5_000)));
    paths.push(format!("/users?{}", "age=1&".repeat(5_000)));
    paths
}

fn request(method: &str, path: &str, header: &[u8], body: &[u8]) -> Vec<u8> {
    let mut request = format!("{method} {path} HTTP/1.1\r\nHost: test\r\n").into_bytes();
    if !header.starts_with(b"Connection") {
        request.extend(b"Connection: close\r\n");
    }
    request.extend(header);
    request.extend(b"\r\n");
    let framed = header
        .windows(7)
        .any(|word| word == b"Length:" || word == b"ncoding");
    if !body.is_empty() && !framed {
        request.extend(format!("Content-Length: {}\r\n", body.len()).bytes());
    }
    request.extend(b"\r\n");
    request.extend(body);
    request
}

/// A request that is HTTP gets an answer.
fn assert_answered(client: Client, request: &[u8]) {
    let answer = client.raw(request);
    let answer = answer.unwrap_or_else(|error| panic!("{error} for {}", shown(request)));
    assert_no_failure(&answer, request);
}

/// What is not even HTTP may end the connection without an answer.
fn tolerated(client: Client, request: &[u8]) {
    if let Ok(answer) = client.cut_off(request) {
        assert_no_failure(&answer, request);
    }
}

fn assert_no_failure(answer: &Answer, request: &[u8]) {
    let (status, text) = (answer.status, answer.text());
    assert!(status < 500, "{status} for {}: {text}", shown(request));
}

/// Enough of a request to know it again.
fn shown(request: &[u8]) -> String {
    let end = request.len().min(300);
    String::from_utf8_lossy(&request[..end]).into_owned()
}
