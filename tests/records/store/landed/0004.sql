BEGIN TRANSACTION;
CREATE TABLE account (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	name_key VARCHAR(400) NOT NULL, 
	password_hash VARCHAR(200) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	person_id VARCHAR(32), 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name_key)
);
INSERT INTO "account" VALUES('dbfed9656e754a718ba1191233b7b8e5','Kim','kim','$argon2id$v=19$m=65536,t=3,p=4$NeQAnjsVPfoHp7s/ykLFSw$ouAqQEyKcXzs4w0rD520acnXfpyd+K5qc0P3gji2q1U','owner',NULL,'2026-11-22T09:00:11.000000+00:00');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE audit (
	number INTEGER NOT NULL, 
	at VARCHAR(32) NOT NULL, 
	account_id VARCHAR(32), 
	role VARCHAR(10) NOT NULL, 
	action VARCHAR(40) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32), 
	PRIMARY KEY (number), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "audit" VALUES(1,'2026-11-22T09:00:02.000000+00:00',NULL,'owner','add person','d278e2d67ea94dcb84229f06c21348e6','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(2,'2026-11-22T09:00:04.000000+00:00',NULL,'owner','add recording','0568f715ddbb4876b9f1724780928dce','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(3,'2026-11-22T09:00:06.000000+00:00',NULL,'owner','add visit','2114abf6430d44138e22bf2a40f1b8d4','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(4,'2026-11-22T09:00:08.000000+00:00',NULL,'owner','correct visit','2114abf6430d44138e22bf2a40f1b8d4','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(5,'2026-11-22T09:00:10.000000+00:00',NULL,'owner','save draft','d278e2d67ea94dcb84229f06c21348e6','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(6,'2026-11-22T09:00:12.000000+00:00','dbfed9656e754a718ba1191233b7b8e5','owner','add account','dbfed9656e754a718ba1191233b7b8e5',NULL);
INSERT INTO "audit" VALUES(7,'2026-11-22T09:00:14.000000+00:00','dbfed9656e754a718ba1191233b7b8e5','owner','log in','dbfed9656e754a718ba1191233b7b8e5',NULL);
INSERT INTO "audit" VALUES(8,'2026-11-22T09:00:16.000000+00:00',NULL,'owner','add log entry','90cee707442d4a72b550221ebc37a83b','d278e2d67ea94dcb84229f06c21348e6');
INSERT INTO "audit" VALUES(9,'2026-11-29T00:00:00.000000+00:00',NULL,'owner','hand out calendar','d278e2d67ea94dcb84229f06c21348e6','d278e2d67ea94dcb84229f06c21348e6');
CREATE TABLE draft (
	person_id VARCHAR(32) NOT NULL, 
	body TEXT NOT NULL, 
	saved VARCHAR(32) NOT NULL, 
	PRIMARY KEY (person_id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "draft" VALUES('d278e2d67ea94dcb84229f06c21348e6','{"note": "a b"}','2026-11-22T09:00:09.000000+00:00');
CREATE TABLE handed_calendar (
	person_id VARCHAR(32) NOT NULL, 
	body TEXT NOT NULL, 
	handed VARCHAR(32) NOT NULL, 
	PRIMARY KEY (person_id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "handed_calendar" VALUES('d278e2d67ea94dcb84229f06c21348e6','BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Ilio//EN
END:VCALENDAR
','2026-11-29T00:00:00.000000+00:00');
CREATE TABLE invitation (
	token_hash VARCHAR(64) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	expires VARCHAR(32) NOT NULL, 
	PRIMARY KEY (token_hash), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE log_entry (
	id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "log_entry" VALUES('90cee707442d4a72b550221ebc37a83b','d278e2d67ea94dcb84229f06c21348e6',1,'{"session": "w1-strength-1", "day": "2026-11-24", "done": true, "exercise": "", "reps": null, "hold_s": null, "effort": null, "pain": null, "pain_next_day": null, "red_flag": false, "note": "a b"}','2026-11-22T09:00:15.000000+00:00');
CREATE TABLE person (
	id VARCHAR(32) NOT NULL, 
	owner_id VARCHAR(32), 
	label VARCHAR(100) NOT NULL, 
	number INTEGER NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(owner_id) REFERENCES account (id)
);
INSERT INTO "person" VALUES('d278e2d67ea94dcb84229f06c21348e6',NULL,'Mo',1,'2026-11-22T09:00:01.000000+00:00');
CREATE TABLE programme (
	id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	given TEXT NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE recording (
	id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	body BLOB NOT NULL, 
	facts TEXT NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "recording" VALUES('0568f715ddbb4876b9f1724780928dce','d278e2d67ea94dcb84229f06c21348e6','phone',X'74696D655F732C616E676C655F6465670A302C310A','{"rest": "standing"}','2026-11-22T09:00:03.000000+00:00');
CREATE TABLE session (
	token_hash VARCHAR(64) NOT NULL, 
	account_id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32), 
	created VARCHAR(32) NOT NULL, 
	expires VARCHAR(32) NOT NULL, used VARCHAR(32), 
	PRIMARY KEY (token_hash), 
	FOREIGN KEY(person_id) REFERENCES person (id), 
	FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
INSERT INTO "session" VALUES('d46a33c40f39385ac8bd40cf0b81754905b334044df3d7ec7fddbb403d88a91e','dbfed9656e754a718ba1191233b7b8e5',NULL,'2026-11-22T09:00:13.000000+00:00','2026-12-22T09:00:13.000000+00:00','2026-11-22T09:00:13.000000+00:00');
CREATE TABLE visit (
	id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	summary TEXT NOT NULL, 
	body TEXT NOT NULL, 
	given TEXT NOT NULL, 
	created VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id)
);
INSERT INTO "visit" VALUES('2114abf6430d44138e22bf2a40f1b8d4','d278e2d67ea94dcb84229f06c21348e6',1,'2026-11-22','Still nothing.','{"schema": "ilio/visit/1", "ilio_version": "", "person": "", "date": "", "verdict": {"schema": "ilio/verdict/1", "summary": "Still nothing.", "sides": {}, "rules": "ilio"}, "measurements": [], "answers": {}, "failures": [], "truth": {}}','{"attempt": [{"recording": "0568f715ddbb4876b9f1724780928dce"}], "note": "whole"}','2026-11-22T09:00:05.000000+00:00');
CREATE TABLE visit_revision (
	id VARCHAR(32) NOT NULL, 
	person_id VARCHAR(32) NOT NULL, 
	visit_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	given TEXT NOT NULL, 
	replaced VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES person (id), 
	FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE CASCADE
);
INSERT INTO "visit_revision" VALUES('8367c186a7db4c98a97ab904a4ded565','d278e2d67ea94dcb84229f06c21348e6','2114abf6430d44138e22bf2a40f1b8d4',1,'{"schema": "ilio/visit/1", "ilio_version": "", "person": "", "date": "", "verdict": {"schema": "ilio/verdict/1", "summary": "Nothing was measured.", "sides": {}, "rules": "ilio"}, "measurements": [], "answers": {}, "failures": [], "truth": {}}','{"attempt": [{"recording": "0568f715ddbb4876b9f1724780928dce"}]}','2026-11-22T09:00:07.000000+00:00');
CREATE UNIQUE INDEX account_of_person ON account (person_id);
CREATE INDEX person_of_owner ON person (owner_id, number);
CREATE INDEX recording_of_person ON recording (person_id);
CREATE INDEX visit_of_person ON visit (person_id, day);
CREATE UNIQUE INDEX revision_of_visit ON visit_revision (visit_id, number);
CREATE INDEX programme_of_person ON programme (person_id, number);
CREATE INDEX log_of_person ON log_entry (person_id, number);
CREATE INDEX audit_of_person ON audit (person_id);
COMMIT;
