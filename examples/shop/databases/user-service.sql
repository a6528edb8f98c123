-- The user service's own database. Nobody else writes to it; Debezium reads its binary log as `debezium`.
CREATE DATABASE IF NOT EXISTS users CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'users'@'%' IDENTIFIED BY 'users';
GRANT ALL ON users.* TO 'users'@'%';

-- what Debezium needs: the binary log, and for its first snapshot the tables under a short lock
CREATE USER IF NOT EXISTS 'debezium'@'%' IDENTIFIED BY 'debezium';
GRANT SELECT, RELOAD, LOCK TABLES, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'debezium'@'%';

CREATE TABLE IF NOT EXISTS users.users (
  user_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(255) NOT NULL UNIQUE,
  first_name VARCHAR(100) NOT NULL,
  last_name VARCHAR(100) NOT NULL,
  country CHAR(2),
  status ENUM('active', 'paused', 'closed') NOT NULL DEFAULT 'active',
  newsletter BOOLEAN NOT NULL DEFAULT FALSE,
  born DATE,
  settings JSON
);

INSERT IGNORE INTO users.users (user_id, email, first_name, last_name, country, status, newsletter, born, settings) VALUES
  (1, 'ada@example.org', 'Ada', 'Okafor', 'GB', 'active', TRUE, '1985-12-10', '{"theme": "dark"}'),
  (2, 'bruno@example.org', 'Bruno', 'Keller', 'DE', 'active', FALSE, '1979-03-02', NULL),
  (3, 'chloe@example.org', 'Chloé', 'Martin', 'FR', 'active', TRUE, NULL, '{"theme": "light", "columns": [1, 2]}'),
  (4, 'dmitri@example.org', 'Dmitri', 'Sokolov', NULL, 'paused', FALSE, '1990-07-21', NULL),
  (5, 'emi@example.org', 'Emi', 'Tanaka', 'JP', 'closed', FALSE, '2000-02-29', NULL),
  (6, 'farah@example.org', 'Farah', 'Haddad', 'FR', 'active', TRUE, '1993-11-05', '{}');
