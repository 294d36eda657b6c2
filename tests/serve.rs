//! The HTTP service: right answers, refusals with a reason, many clients at once, a stop that finishes what was begun.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)] // Tests make folders of their own.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

struct Server {
    child: Child,
    address: String,
    folder: TempDir,
}

impl Server {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let docs = folder.path().join("docs");
        fs::create_dir(&docs).unwrap();
        for n in 0..30 {
            fs::write(docs.join(format!("{n}.txt")), format!("甲市停车办法\n第一条 停车收费{n}元。\n"))
                .unwrap();
        }
        let place = folder.path().join("index");
        let done = Command::new(env!("CARGO_BIN_EXE_hegui"))
            .arg("index")
            .arg(&docs)
            .arg("--index")
            .arg(&place)
            .stdout(Stdio::null())
            .status();
        assert!(done.unwrap().success());
        let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
            .args(["serve", "--api", "--address", "127.0.0.1:0", "--index"])
            .arg(&place)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").split('/').next().unwrap().to_owned();
        Self { child, address, folder }
    }

    fn ask(&self, path: &str) -> (u16, String) {
        ask(&self.address, "GET", path, &self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Status and body.
fn ask(address: &str, method: &str, path: &str, host: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let code = answer.split(' ').nth(1).and_then(|c| c.parse().ok()).unwrap_or(0);
    (code, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn answers_and_refusals() {
    let server = Server::new();
    let search = |query: &str| server.ask(&format!("/api/search?q={}", encoded(query)));
    let (code, body) = search("“停車收費” 文种：办法");
    let value: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!((code, &value["total"]), (200, &serde_json::json!(30)));
    assert_eq!(value["hits"].as_array().unwrap().len(), 10);
    assert_eq!(value["hits"][0]["snippets"][0]["marks"][0]["text"], "停车收费");
    let (code, body) = server.ask(&format!("/api/count?q={}", encoded("停车")));
    assert_eq!((code, body.contains("\"total\":30")), (200, true), "{body}");
    let path = encoded(server.folder.path().join("docs/3.txt").to_str().unwrap());
    assert!(server.ask(&format!("/api/document?path={path}")).1.contains("停车收费3元"));
    assert_eq!(server.ask(&format!("/api/like?path={path}")).0, 200);
    assert!(server.ask("/api/status").1.contains("\"documents\":30"));

    for (query, reason) in [
        ("停车 ".repeat(10_000), ""),
        ("停车 ".repeat(1_000), "最多 128 个"),
        ("(".repeat(3_000), "括号套得太深"),
        ("*".to_owned(), "只有通配符"),
        ("停车 AND".to_owned(), "后面缺少"),
        (String::new(), "是空的"),
    ] {
        let started = Instant::now();
        let (code, body) = search(&query);
        // The longest does not even fit into a request.
        assert!(code == 400 || code == 414 || code == 431, "{code} {body}");
        assert!(body.contains(reason), "{body}");
        assert!(started.elapsed() < Duration::from_secs(5));
    }
    assert_eq!(server.ask("/api/search").0, 400);
    assert_eq!(server.ask("/api/search?q=a&size=1000").0, 400);
    assert_eq!(server.ask("/api/search?q=a&page=x").0, 400);
    assert_eq!(server.ask("/api/search?q=a&facets=x").0, 400);
    assert_eq!(server.ask("/nothing").0, 404);
    assert_eq!(ask(&server.address, "POST", "/api/status", &server.address).0, 405);
    assert_eq!(ask(&server.address, "GET", "/api/status", "example.org").0, 403);
}

#[test]
fn many_clients_and_a_clean_stop() {
    let mut server = Server::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..50)
            .map(|n| {
                let address = server.address.clone();
                scope.spawn(move || {
                    let query = ["停车", "“停车收费”", "停车 NEAR 收费", "title:办法"][n % 4];
                    let path = format!("/api/search?q={}&facets=kind", encoded(query));
                    (0..6).filter(|_| ask(&address, "GET", &path, &address).0 == 200).count()
                })
            })
            .collect();
        let answered: usize = threads.into_iter().map(|t| t.join().unwrap()).sum();
        assert_eq!(answered, 300);
    });
    // A client that never ends its request keeps nobody.
    let mut half = TcpStream::connect(&server.address).unwrap();
    write!(half, "GET /api/status HTTP/1.1\r\nHost:").unwrap();
    let stop = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status();
    assert!(stop.unwrap().success());
    let started = Instant::now();
    while server.child.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < Duration::from_secs(10), "没有停下来");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(server.child.wait().unwrap().success());
}
