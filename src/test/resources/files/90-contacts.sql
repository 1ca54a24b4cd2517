-- MySQL dump 10.13
INSERT INTO contacts VALUES ('ada@example.com');
