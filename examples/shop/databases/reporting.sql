-- The reporting team's own database, into which a sink puts what the view customer-totals publishes.
CREATE DATABASE IF NOT EXISTS reporting CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'reporting'@'%' IDENTIFIED BY 'reporting';
GRANT ALL ON reporting.* TO 'reporting'@'%';

CREATE TABLE IF NOT EXISTS reporting.customer_totals (
  user_id BIGINT NOT NULL PRIMARY KEY,
  email VARCHAR(255) NOT NULL,
  country VARCHAR(2),
  order_count BIGINT NOT NULL,
  total_spent DECIMAL(14, 2) NOT NULL
);
