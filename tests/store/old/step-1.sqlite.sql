-- A store as step 1 of the migrations left it: two versions of a story, three claims, three decisions. Never change it.
CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL);
CREATE TABLE models (
    key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, added TEXT NOT NULL,
    UNIQUE (name, version, digest));
CREATE TABLE runs (
    key INTEGER PRIMARY KEY AUTOINCREMENT, model INTEGER NOT NULL REFERENCES models (key), code_version TEXT NOT NULL,
    settings TEXT NOT NULL, started TEXT NOT NULL, finished TEXT,
    inputs INTEGER NOT NULL, extracted INTEGER NOT NULL, skipped INTEGER NOT NULL, failed INTEGER NOT NULL,
    claims INTEGER NOT NULL);
CREATE TABLE documents (
    sha256 TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL, path TEXT NOT NULL, path_key TEXT NOT NULL,
    url TEXT, url_key TEXT, outlet TEXT, title TEXT, published TEXT, language TEXT, format TEXT NOT NULL,
    cluster TEXT, story TEXT NOT NULL, version INTEGER NOT NULL, version_by TEXT, added TEXT NOT NULL,
    UNIQUE (story, version));
CREATE INDEX documents_path ON documents (path_key);
CREATE INDEX documents_url ON documents (url_key);
CREATE INDEX documents_outlet ON documents (outlet);
CREATE TABLE texts (
    key INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL REFERENCES documents (sha256), digest TEXT NOT NULL, text TEXT NOT NULL,
    body BLOB NOT NULL, characters INTEGER NOT NULL, code_version TEXT NOT NULL, added TEXT NOT NULL,
    UNIQUE (sha256, digest));
CREATE TABLE bands (
    hash BIGINT NOT NULL, sha256 TEXT NOT NULL REFERENCES documents (sha256),
    PRIMARY KEY (hash, sha256)) WITHOUT ROWID;
CREATE TABLE extractions (
    key INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL REFERENCES documents (sha256), run INTEGER NOT NULL REFERENCES runs (key),
    model INTEGER NOT NULL REFERENCES models (key), text INTEGER NOT NULL REFERENCES texts (key),
    digest TEXT NOT NULL, claims INTEGER NOT NULL, latest BOOLEAN NOT NULL, added TEXT NOT NULL,
    UNIQUE (sha256, model, digest));
CREATE INDEX extractions_model ON extractions (model, sha256);
CREATE INDEX extractions_run ON extractions (run);
CREATE UNIQUE INDEX extractions_latest ON extractions (sha256) WHERE latest;
CREATE INDEX extractions_empty ON extractions (latest, claims);
CREATE TABLE claims (
    key INTEGER PRIMARY KEY AUTOINCREMENT, extraction INTEGER NOT NULL REFERENCES extractions (key), number INTEGER NOT NULL,
    id TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES documents (sha256), type TEXT NOT NULL,
    modality TEXT NOT NULL, confidence FLOAT NOT NULL, doubt FLOAT NOT NULL, published TEXT, outlet TEXT,
    words TEXT NOT NULL, body TEXT NOT NULL, latest BOOLEAN NOT NULL, answers INTEGER NOT NULL,
    UNIQUE (extraction, number));
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_document ON claims (sha256);
CREATE INDEX claims_queue ON claims (latest, answers, doubt);
CREATE INDEX claims_queue_type ON claims (latest, type, answers, doubt);
CREATE INDEX claims_queue_outlet ON claims (latest, outlet, answers, doubt);
CREATE INDEX claims_published ON claims (latest, published);
CREATE INDEX claims_confidence ON claims (latest, confidence);
CREATE TABLE mentions (
    claim INTEGER NOT NULL REFERENCES claims (key), number INTEGER NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,
    trigger_source_start INTEGER NOT NULL, trigger_source_end INTEGER NOT NULL,
    evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL,
    evidence_source_start INTEGER NOT NULL, evidence_source_end INTEGER NOT NULL,
    PRIMARY KEY (claim, number)) WITHOUT ROWID;
CREATE TABLE arguments (
    claim INTEGER NOT NULL REFERENCES claims (key), number INTEGER NOT NULL, role TEXT NOT NULL,
    canonical TEXT NOT NULL, name TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL,
    span_source_start INTEGER NOT NULL, span_source_end INTEGER NOT NULL, confidence FLOAT NOT NULL,
    PRIMARY KEY (claim, number)) WITHOUT ROWID;
CREATE INDEX arguments_name ON arguments (name);
CREATE TABLE outcomes (
    key INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES runs (key), path TEXT NOT NULL, document TEXT,
    status TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX outcomes_run ON outcomes (run);
CREATE TABLE decisions (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL UNIQUE, reviewer TEXT NOT NULL,
    at TEXT NOT NULL, sha256 TEXT NOT NULL, action TEXT NOT NULL, claim_id TEXT, claim_type TEXT, undoes TEXT,
    audit BOOLEAN NOT NULL, body TEXT NOT NULL);
CREATE INDEX decisions_document ON decisions (sha256, position);
CREATE INDEX decisions_reviewer ON decisions (reviewer, position);
CREATE INDEX decisions_claim ON decisions (claim_id);
CREATE TABLE standings (
    claim INTEGER NOT NULL REFERENCES claims (key), reviewer TEXT NOT NULL, verdict TEXT NOT NULL,
    decision TEXT NOT NULL, final BOOLEAN NOT NULL, PRIMARY KEY (claim, reviewer)) WITHOUT ROWID;
CREATE INDEX standings_reviewer ON standings (reviewer, verdict);
CREATE TABLE complete (
    sha256 TEXT NOT NULL, reviewer TEXT NOT NULL, decision TEXT NOT NULL, PRIMARY KEY (sha256, reviewer));
INSERT INTO migrations (number, name, applied_at) VALUES (1, 'tables', '2026-11-01T08:00:00.000000Z');
INSERT INTO decisions (position, id, client_id, reviewer, at, sha256, action, claim_id, claim_type, undoes, audit, body) VALUES (1, 'b8be4e15-1f32-4147-99bd-c68006f6a4a3', 'client-0-12cd2732-11f8-46b9-84e6-d613b930bcad', 'ann', '2026-11-22T05:40:06.315871+00:00', 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'accept', 'c_89c2cbd00d191e69', 'hire', NULL, FALSE, '{"id":"b8be4e15-1f32-4147-99bd-c68006f6a4a3","client_id":"client-0-12cd2732-11f8-46b9-84e6-d613b930bcad","reviewer":"ann","at":"2026-11-22T05:40:06.315871+00:00","document_sha256":"cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5","action":"accept","targets":[{"id":"c_89c2cbd00d191e69","type":"hire","confidence":0.9,"modality":"asserted","arguments":[{"role":"person","canonical":"JaneA Roe1","normalized":null,"confidence":0.9,"text":"JaneA Roe1","start":109,"end":119,"source_start":109,"source_end":119},{"role":"employer","canonical":"Acme","normalized":null,"confidence":0.9,"text":"Acme","start":127,"end":131,"source_start":127,"source_end":131}],"mentions":[{"trigger":{"text":"joined","start":120,"end":126,"source_start":120,"source_end":126},"evidence":{"text":"JaneA Roe1 joined Acme in spring.","start":109,"end":142,"source_start":109,"source_end":142},"modality":"asserted","score":0.8}],"attribution":null,"document":{"id":"d_cf79ca47aa2ca1c2","path":"1.txt","url":"https://example.org/a","title":null,"published":"2026-02-03","sha256":"cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5","cluster":null},"model":{"name":"regex","version":"1"},"explanation":{"score":0.8},"schema_version":"1.0"}],"results":[],"undoes":null,"shown":null,"seconds":null,"note":"right \ud83d\udc4d","final":false,"decision_version":"1.0"}');
INSERT INTO decisions (position, id, client_id, reviewer, at, sha256, action, claim_id, claim_type, undoes, audit, body) VALUES (2, 'a2fd61e4-189e-414e-904e-b2988b5735e3', 'client-1-f3fc9159-b72c-4ed6-bb39-f63a77a9fc30', 'bo', '2026-11-22T05:40:06.315990+00:00', 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa', 'reject', 'c_6a4a93d87188f286', 'hire', NULL, FALSE, '{"id":"a2fd61e4-189e-414e-904e-b2988b5735e3","client_id":"client-1-f3fc9159-b72c-4ed6-bb39-f63a77a9fc30","reviewer":"bo","at":"2026-11-22T05:40:06.315990+00:00","document_sha256":"f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa","action":"reject","targets":[{"id":"c_6a4a93d87188f286","type":"hire","confidence":0.9,"modality":"asserted","arguments":[{"role":"person","canonical":"JaneA Roe2","normalized":null,"confidence":0.9,"text":"JaneA Roe2","start":109,"end":119,"source_start":109,"source_end":119},{"role":"employer","canonical":"Acme","normalized":null,"confidence":0.9,"text":"Acme","start":127,"end":131,"source_start":127,"source_end":131}],"mentions":[{"trigger":{"text":"joined","start":120,"end":126,"source_start":120,"source_end":126},"evidence":{"text":"JaneA Roe2 joined Acme in spring.","start":109,"end":142,"source_start":109,"source_end":142},"modality":"asserted","score":0.8}],"attribution":null,"document":{"id":"d_f9b29065ff1bcfe9","path":"2.txt","url":"https://example.org/a","title":null,"published":"2026-02-04","sha256":"f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa","cluster":null},"model":{"name":"regex","version":"1"},"explanation":{"score":0.8},"schema_version":"1.0"}],"results":[],"undoes":null,"shown":null,"seconds":null,"note":"","final":false,"decision_version":"1.0"}');
INSERT INTO decisions (position, id, client_id, reviewer, at, sha256, action, claim_id, claim_type, undoes, audit, body) VALUES (3, 'b0018c35-b087-46a0-bb1b-710323806e52', 'client-2-a832dc71-0161-4676-b764-6b1761d5a6b3', 'ann', '2026-11-22T05:40:06.316015+00:00', 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'undo', NULL, NULL, 'b8be4e15-1f32-4147-99bd-c68006f6a4a3', FALSE, '{"id":"b0018c35-b087-46a0-bb1b-710323806e52","client_id":"client-2-a832dc71-0161-4676-b764-6b1761d5a6b3","reviewer":"ann","at":"2026-11-22T05:40:06.316015+00:00","document_sha256":"cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5","action":"undo","targets":[],"results":[],"undoes":"b8be4e15-1f32-4147-99bd-c68006f6a4a3","shown":null,"seconds":null,"note":"","final":false,"decision_version":"1.0"}');
INSERT INTO documents (sha256, id, path, path_key, url, url_key, outlet, title, published, language, format, cluster, story, version, version_by, added) VALUES ('cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'd_cf79ca47aa2ca1c2', '1.txt', '0a23afe0bd19853e6c11f581', 'https://example.org/a', '94584207f807e901fa3f47ea', 'example.org', NULL, '2026-02-03', NULL, 'text', NULL, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 1, NULL, '2026-11-22T05:40:06.174618+00:00');
INSERT INTO documents (sha256, id, path, path_key, url, url_key, outlet, title, published, language, format, cluster, story, version, version_by, added) VALUES ('f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa', 'd_f9b29065ff1bcfe9', '2.txt', '1c46e2f0f5767113dff10781', 'https://example.org/a', '94584207f807e901fa3f47ea', 'example.org', NULL, '2026-02-04', NULL, 'text', NULL, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 2, 'url', '2026-11-22T05:40:06.259596+00:00');
INSERT INTO models (key, name, version, digest, added) VALUES (1, 'regex', '1', '', '2026-11-22T05:40:04.001950+00:00');
INSERT INTO bands (hash, sha256) VALUES (145509873880097051, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (371092103066901311, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (421709672991957218, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (423142593663765174, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (499571186490308373, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (609851906830313101, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (639245613855473053, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (667839288948121626, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (949529907838361548, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (984779336816916764, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (997548925044486399, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (1355042474096008796, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (1715244399831003321, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (1776027016512622485, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (1798507622242990085, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (1878078301466466617, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (2033019290677428732, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (2366206812795962705, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (2649577443143859084, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (2829127311132726489, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (2861593090698486295, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (3151362638307007195, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (3501263647781726573, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (3775783177331233594, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (3942574735279897895, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (4046481224322126416, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (4271312524372117218, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (4403597175523442601, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (4499686223703454371, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (4506430365178453906, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (4544271911622640532, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (4735969892492603443, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (4830804244229753651, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (5531002853306820914, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (5592852093501505381, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (5645930230388163299, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (5691757285512939288, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (5945247634830590710, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (6008939029987327791, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (6015648106393985453, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (6196665171790631427, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (6253728276129643107, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (6529262797408886993, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (6826193964277734839, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (6942993524386049452, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (7010600958774236116, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (7063311703864648710, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (7217373677418187685, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (7268918095668238400, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (7492852997473667396, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (7659122251235814511, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (7996929570574499833, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8131882640596226018, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (8133939904720139356, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8144842972195288700, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (8154903708259635307, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8203801771912426608, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8278592734992571606, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8292669647287969298, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5');
INSERT INTO bands (hash, sha256) VALUES (8330289184765524743, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8343013138626309294, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8504190235207908091, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (8884283912552826629, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO bands (hash, sha256) VALUES (9105687418819560773, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa');
INSERT INTO runs (key, model, code_version, settings, started, finished, inputs, extracted, skipped, failed, claims) VALUES (1, 1, '0.1.0', '{}', '2026-11-22T05:40:04.002709+00:00', '2026-11-22T05:40:06.408512+00:00', 2, 2, 0, 0, 3);
INSERT INTO texts (key, sha256, digest, text, body, characters, code_version, added) VALUES (1, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'a89fe6ca71aee22c8d8a9b7718cdcc2aaa5d2bb1a87d309fd9da04fbb7620013', 'Story 1

word1x0 word1x1 word1x2 word1x3 word1x4 word1x5 word1x6 word1x7 word1x8 word1x9 word1x10 word1x11.

JaneA Roe1 joined Acme in spring. JaneB Roe1 joined Acme in spring.
', X'28b52ffd606502e50b008617492430895807c31aeb0bca0a5df21f4d4a4a5e5dc39e299d93da736663ab0a517235141480013c003c0043008ee296c7cec5651b8846b217992d52614d320d6e2273ec4986413051397c62710b515fef471bdae1a1dee9eb2eb68d6ef7291b9bd78806f2f0323a24008e01241c730c51d174aa3d3c951a784e8e7df0e100a9a91b3afcac15cf8efa10f8ed95dbecf89ab392e02b3755cdc87df85e47a58daf2fb1711c1975a212294ad8110312c952440f92c69420096069070cad35cc4b2c0ac2b5843d9aac54415a488b962c54da05872b1281c05392420c053c5529d4d53e5b3dd2ce8e102c118eb5a2d41783f15e5b6c3185027e5ac9d344abfc62241e6bac352bc2e02727f0fc7afcc5e0bb6e43d3d667eb4e5284700842a4d3f9bab410480c8f14052420a0021132b30337c644c8b75ff08c6630bec0ac109fb1f4fc9f0261244ec642770b30be2a8e972620456165918fccce62be9991e57c2ab3735cd0a7f371fdac18e3c23e07aa22cc3486012611ff786d7288d803', 177, '0.1.0', '2026-11-22T05:40:06.202466+00:00');
INSERT INTO texts (key, sha256, digest, text, body, characters, code_version, added) VALUES (2, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa', '4bb4ccc258fbe5a34ce525a89b631b05861cb77c4dca05f76c5af1a0ae9f7562', 'Story 2

word2x0 word2x1 word2x2 word2x3 word2x4 word2x5 word2x6 word2x7 word2x8 word2x9 word2x10 word2x11.

JaneA Roe2 joined Acme in spring.
', X'28b52ffd602102ad0b00669748232089aa0ee3da0b5cef72ad7dfba2256ea20ec31860684d6c5b8b71545d22120012000e3e003c004200cd1d35cdf2a4679b71da03b56dbbcba2b426511ae57994679f2331ebdcbd619629ebecb5510d7b77aaf23c3bd452b4482489691ab40b482278777fd51d01856d8566db3665557071cdc344a5a1e16470a30f0767cd5aa9bb437a35ac55bdc39d2b3faecd3883f08aeeb4ab75c1a8ebdd2b33a894cece12c4401d745a48ac90664400c8eb58c902645b0a20001d39c09024d0e334cca26c82b4c63e2a116222261649a0b20edcb1c7c3e16e3d492910ee169554bd78e26b8a0c6bb5b48f8ee825ad3385425912d6584320dc27bf9e53d277a6d8a5252d81d8a3b9c33e6878e6f45973af942b35994e4c79c6cae00e8348c2c5d963c230c52a2220b00211aabb0115b544c8c67eb03282c1f805664364c652e7ff06b22bce9dd0db394a7a681445e63bb359c86766b39c6f66388beb60a006f17afd588c4161df03550b6ea6618025e21faf4d0e817b', 143, '0.1.0', '2026-11-22T05:40:06.289079+00:00');
INSERT INTO extractions (key, sha256, run, model, text, digest, claims, latest, added) VALUES (1, 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 1, 1, 1, '285de185e76ab7e1a51ad9da38ae820412309ef5d993acaff2a54d5d3c5858cf', 2, TRUE, '2026-11-22T05:40:06.229782+00:00');
INSERT INTO extractions (key, sha256, run, model, text, digest, claims, latest, added) VALUES (2, 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa', 1, 1, 2, '295c33536d60979c495c1ea0b66c2ae5119d6ba3bc01ceeb019cf209d2d843bf', 1, TRUE, '2026-11-22T05:40:06.290042+00:00');
INSERT INTO claims (key, extraction, number, id, sha256, type, modality, confidence, doubt, published, outlet, body, latest, answers, words) VALUES (1, 1, 0, 'c_89c2cbd00d191e69', 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'hire', 'asserted', 0.9, 0.4, '2026-02-03', 'example.org', '{"id":"c_89c2cbd00d191e69","type":"hire","confidence":0.9,"modality":"asserted","arguments":[{"role":"person","canonical":"JaneA Roe1","normalized":null,"confidence":0.9,"text":"JaneA Roe1","start":109,"end":119,"source_start":109,"source_end":119},{"role":"employer","canonical":"Acme","normalized":null,"confidence":0.9,"text":"Acme","start":127,"end":131,"source_start":127,"source_end":131}],"mentions":[{"trigger":{"text":"joined","start":120,"end":126,"source_start":120,"source_end":126},"evidence":{"text":"JaneA Roe1 joined Acme in spring.","start":109,"end":142,"source_start":109,"source_end":142},"modality":"asserted","score":0.8}],"attribution":null,"document":{"id":"d_cf79ca47aa2ca1c2","path":"1.txt","url":"https://example.org/a","title":null,"published":"2026-02-03","sha256":"cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5","cluster":null},"model":{"name":"regex","version":"1"},"explanation":{"score":0.8},"schema_version":"1.0"}', TRUE, 0, 'janea roe1
acme
janea roe1 joined acme in spring.');
INSERT INTO claims (key, extraction, number, id, sha256, type, modality, confidence, doubt, published, outlet, body, latest, answers, words) VALUES (2, 1, 1, 'c_dded3e79eb16946e', 'cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5', 'hire', 'asserted', 0.9, 0.4, '2026-02-03', 'example.org', '{"id":"c_dded3e79eb16946e","type":"hire","confidence":0.9,"modality":"asserted","arguments":[{"role":"person","canonical":"JaneB Roe1","normalized":null,"confidence":0.9,"text":"JaneB Roe1","start":143,"end":153,"source_start":143,"source_end":153},{"role":"employer","canonical":"Acme","normalized":null,"confidence":0.9,"text":"Acme","start":161,"end":165,"source_start":161,"source_end":165}],"mentions":[{"trigger":{"text":"joined","start":154,"end":160,"source_start":154,"source_end":160},"evidence":{"text":"JaneB Roe1 joined Acme in spring.","start":143,"end":176,"source_start":143,"source_end":176},"modality":"asserted","score":0.8}],"attribution":null,"document":{"id":"d_cf79ca47aa2ca1c2","path":"1.txt","url":"https://example.org/a","title":null,"published":"2026-02-03","sha256":"cf79ca47aa2ca1c24c8388d7020c9ef8d104d50ec70d93fa5c22e7524bdbb9c5","cluster":null},"model":{"name":"regex","version":"1"},"explanation":{"score":0.8},"schema_version":"1.0"}', TRUE, 0, 'janeb roe1
acme
janeb roe1 joined acme in spring.');
INSERT INTO claims (key, extraction, number, id, sha256, type, modality, confidence, doubt, published, outlet, body, latest, answers, words) VALUES (3, 2, 0, 'c_6a4a93d87188f286', 'f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa', 'hire', 'asserted', 0.9, 0.4, '2026-02-04', 'example.org', '{"id":"c_6a4a93d87188f286","type":"hire","confidence":0.9,"modality":"asserted","arguments":[{"role":"person","canonical":"JaneA Roe2","normalized":null,"confidence":0.9,"text":"JaneA Roe2","start":109,"end":119,"source_start":109,"source_end":119},{"role":"employer","canonical":"Acme","normalized":null,"confidence":0.9,"text":"Acme","start":127,"end":131,"source_start":127,"source_end":131}],"mentions":[{"trigger":{"text":"joined","start":120,"end":126,"source_start":120,"source_end":126},"evidence":{"text":"JaneA Roe2 joined Acme in spring.","start":109,"end":142,"source_start":109,"source_end":142},"modality":"asserted","score":0.8}],"attribution":null,"document":{"id":"d_f9b29065ff1bcfe9","path":"2.txt","url":"https://example.org/a","title":null,"published":"2026-02-04","sha256":"f9b29065ff1bcfe9725f7d283883631603442202098075e28fd466ceaee959fa","cluster":null},"model":{"name":"regex","version":"1"},"explanation":{"score":0.8},"schema_version":"1.0"}', TRUE, 1, 'janea roe2
acme
janea roe2 joined acme in spring.');
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (1, 0, 'person', 'JaneA Roe1', 'janea roe1', 109, 119, 109, 119, 0.9);
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (1, 1, 'employer', 'Acme', 'acme', 127, 131, 127, 131, 0.9);
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (2, 0, 'person', 'JaneB Roe1', 'janeb roe1', 143, 153, 143, 153, 0.9);
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (2, 1, 'employer', 'Acme', 'acme', 161, 165, 161, 165, 0.9);
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (3, 0, 'person', 'JaneA Roe2', 'janea roe2', 109, 119, 109, 119, 0.9);
INSERT INTO arguments (claim, number, role, canonical, name, span_start, span_end, span_source_start, span_source_end, confidence) VALUES (3, 1, 'employer', 'Acme', 'acme', 127, 131, 127, 131, 0.9);
INSERT INTO mentions (claim, number, trigger_start, trigger_end, trigger_source_start, trigger_source_end, evidence_start, evidence_end, evidence_source_start, evidence_source_end) VALUES (1, 0, 120, 126, 120, 126, 109, 142, 109, 142);
INSERT INTO mentions (claim, number, trigger_start, trigger_end, trigger_source_start, trigger_source_end, evidence_start, evidence_end, evidence_source_start, evidence_source_end) VALUES (2, 0, 154, 160, 154, 160, 143, 176, 143, 176);
INSERT INTO mentions (claim, number, trigger_start, trigger_end, trigger_source_start, trigger_source_end, evidence_start, evidence_end, evidence_source_start, evidence_source_end) VALUES (3, 0, 120, 126, 120, 126, 109, 142, 109, 142);
INSERT INTO standings (claim, reviewer, verdict, decision, final) VALUES (3, 'bo', 'rejected', 'a2fd61e4-189e-414e-904e-b2988b5735e3', FALSE);
