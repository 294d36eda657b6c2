//! Opening stores: new, locked, foreign, of another version.

use std::fs;

use super::*;

fn message(result: Result<Store, Error>) -> String {
    result.err().map(|e| e.to_string()).unwrap_or_default()
}

#[test]
fn a_store_is_made_opened_and_locked() {
    let folder = tempfile::tempdir().expect("folder");
    let inner = folder.path().join("库");
    assert!(message(Store::open(&inner)).contains("没有档案库"));
    let store = Store::open_to_write(&inner).expect("made");
    assert!(message(Store::open_to_write(&inner)).contains("另一个 hegui scan 正在写"));
    assert!(Store::open(&inner).is_ok(), "读不受锁的限制");
    drop(store);
    assert!(Store::open_to_write(&inner).is_ok());
}

#[test]
fn what_is_no_store_of_ours_is_not_touched() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, "not a database at all, but long enough to have a header of some kind .....".repeat(20))
        .expect("file");
    assert!(message(Store::open_to_write(folder.path())).contains("不是 hegui 的档案库"));
    fs::remove_file(&path).expect("removed");
    let other = Connection::open(&path).expect("other");
    other.execute_batch("CREATE TABLE t (a)").expect("table");
    for opened in [Store::open_to_write(folder.path()), Store::open(folder.path())] {
        assert!(message(opened).contains("不是 hegui 的档案库"));
    }
    fs::remove_file(&path).expect("removed");
    drop(Store::open_to_write(folder.path()).expect("made"));
    let newer = Connection::open(&path).expect("ours");
    newer.execute_batch("PRAGMA user_version = 99").expect("version");
    for opened in [Store::open_to_write(folder.path()), Store::open(folder.path())] {
        assert!(message(opened).contains("更新版本"));
    }
    newer.execute_batch("PRAGMA user_version = 3").expect("version");
    for opened in [Store::open_to_write(folder.path()), Store::open(folder.path())] {
        let told = message(opened);
        assert!(told.contains("旧版本") && told.contains("另建一个"), "{told}");
    }
}
