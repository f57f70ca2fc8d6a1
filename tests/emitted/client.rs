//! HTTP by hand: requests that no client library would send, and the ordinary ones.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};

use serde_json::Value;

use crate::server::PATIENCE;

/// Where to ask; each request has a connection of its own.
#[derive(Clone, Copy)]
pub struct Client {
    pub address: SocketAddr,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Client {
    /// What its URLs begin with.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    pub fn try_get(&self, path: &str) -> io::Result<Answer> {
        self.try_send("GET", path, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, Some(body))
    }

    pub fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.try_send(method, path, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Sends what may not be JSON as if it were.
    pub fn send_text(&self, method: &str, path: &str, body: &str) -> Answer {
        self.request(method, path, Some(body))
            .unwrap_or_else(|error| panic!("{method} {path} {body}: {error}"))
    }

    /// A request that may not be answered.
    pub fn try_send(&self, method: &str, path: &str, body: Option<&Value>) -> io::Result<Answer> {
        let body = body.map(Value::to_string);
        self.request(method, path, body.as_deref())
    }

    fn request(&self, method: &str, path: &str, body: Option<&str>) -> io::Result<Answer> {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
        if let Some(body) = body {
            let length = body.len();
            request += "Content-Type: application/json\r\n";
            request += &format!("Content-Length: {length}\r\n\r\n{body}");
        } else {
            request += "\r\n";
        }
        self.raw(request.as_bytes())
    }

    /// Sends these very bytes. A server may answer and close the connection before it has read all
    /// of them, so only reading can fail.
    pub fn raw(&self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = self.connect()?;
        let _ = stream.write_all(request);
        Answer::read(&mut stream)
    }

    /// Sends these very bytes and says that there will be no more.
    pub fn cut_off(&self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = self.connect()?;
        let _ = stream.write_all(request);
        let _ = stream.shutdown(Shutdown::Write);
        Answer::read(&mut stream)
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    }
}

impl Answer {
    /// Reads to the end of the answer: of its length or, without one, of the connection.
    pub fn read(stream: &mut TcpStream) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 16 * 1024];
        loop {
            let read = stream.read(&mut chunk)?;
            bytes.extend_from_slice(&chunk[..read]);
            let answer = Answer::parse(&bytes);
            if let Some(answer) = answer.filter(|answer| answer.is_whole(read == 0)) {
                return Ok(answer);
            }
            if read == 0 {
                return Err(io::Error::new(ErrorKind::UnexpectedEof, "half an answer"));
            }
        }
    }

    fn parse(bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Some(Answer {
            status: head.get(9..12)?.parse().ok()?,
            head,
            body: bytes[end + 4..].to_vec(),
        })
    }

    fn is_whole(&self, closed: bool) -> bool {
        let length = self.header("content-length").map(str::parse::<usize>);
        match length {
            // The answer to HEAD has a length and no body.
            Some(Ok(length)) => self.body.len() == length || closed && self.body.is_empty(),
            _ => closed,
        }
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).next()
    }

    /// Every header of this name.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.filter(move |(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// The body, if it is JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Asserts the status; returns the body.
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        if self.body.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }
}
