-- 档案库的表。文件（files）按路径，内容（contents）按哈希；同一内容只分析一次，可有多个路径。
-- 附表的键是（内容，序号），随内容一起写、一起删。没有时间戳，除了 runs。
CREATE TABLE stamps (
  id            INTEGER PRIMARY KEY,
  stamp         TEXT NOT NULL UNIQUE,  -- 程序、规则和选项；变了就要重新分析
  version       TEXT NOT NULL,
  rules_version TEXT NOT NULL,
  dictionary    BLOB NOT NULL          -- 压缩 record 用的词典
);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, stamp INTEGER NOT NULL, roots TEXT NOT NULL,
  state TEXT NOT NULL, seen INTEGER, added INTEGER, changed INTEGER, unchanged INTEGER, deleted INTEGER, failed INTEGER
);
CREATE TABLE rules (
  rule TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, pack TEXT NOT NULL, severity TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE contents (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  hint   TEXT NOT NULL,                -- 扩展名：同样的字节按它辨认格式；有毛病的内容另加路径
  stamp  INTEGER NOT NULL,
  record BLOB NOT NULL,                -- 事实和发现，JSON，zstd；别的列里有的不重复
  raw    BLOB NOT NULL,                -- 解码后的原文：第一个字节 8 是 UTF-8，16 是 UTF-16
  format TEXT NOT NULL, encoding TEXT NOT NULL, script TEXT NOT NULL,
  title TEXT, issuer TEXT, jurisdiction TEXT, doc_kind TEXT, stage TEXT NOT NULL, normative INTEGER,
  doc_number TEXT, body_code TEXT, year INTEGER, serial INTEGER,
  registration_number TEXT, registration_scheme TEXT,
  signed_on TEXT, issued_on TEXT, published_on TEXT, effective_on TEXT, expires_on TEXT, validity TEXT, date TEXT,
  likeness TEXT,                       -- 与别的文字比较用；太短的没有
  is_fatal INTEGER NOT NULL,
  UNIQUE (sha256, hint)
);
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path     BLOB NOT NULL UNIQUE,       -- 系统里的原样字节
  shown    TEXT NOT NULL,              -- 给人看的；不是 UTF-8 的字节写成 \xNN
  origin   TEXT NOT NULL,              -- file | record
  size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL,
  state    TEXT NOT NULL,              -- live | deleted | failed
  content  INTEGER,
  problem  TEXT, message TEXT
);
CREATE INDEX files_content ON files (content);
CREATE TABLE findings (
  content INTEGER, n INTEGER, rule TEXT NOT NULL, severity TEXT NOT NULL, confidence TEXT NOT NULL,
  line INTEGER NOT NULL, col INTEGER NOT NULL, quote TEXT NOT NULL, message TEXT NOT NULL, advice TEXT NOT NULL,
  basis TEXT NOT NULL, fingerprint TEXT NOT NULL,
  suppressed INTEGER NOT NULL,         -- 写明理由放过的：不计数，不列
  PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE assignments (
  content INTEGER, n INTEGER, task TEXT NOT NULL, unit TEXT NOT NULL, canonical TEXT, role TEXT NOT NULL,
  kind TEXT NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE deadlines (
  content INTEGER, n INTEGER, expression TEXT NOT NULL, kind TEXT NOT NULL, value TEXT, due_on TEXT, hard INTEGER NOT NULL,
  recurs TEXT,                         -- 定期的：最确切的值，如 R/P1M;by=25
  task TEXT NOT NULL, units TEXT NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE citations (
  content INTEGER, n INTEGER, title TEXT, number TEXT, role TEXT NOT NULL, status TEXT NOT NULL, line INTEGER NOT NULL,
  PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE problems (
  content INTEGER, n INTEGER, kind TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (content, n)
) WITHOUT ROWID;
CREATE TABLE marks (
  content INTEGER, n INTEGER, topic INTEGER NOT NULL, key INTEGER NOT NULL, side INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (content, n)
) WITHOUT ROWID;
