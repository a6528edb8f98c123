-- The catalog service's own database.
CREATE DATABASE IF NOT EXISTS catalog CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'catalog'@'%' IDENTIFIED BY 'catalog';
GRANT ALL ON catalog.* TO 'catalog'@'%';

CREATE TABLE IF NOT EXISTS catalog.catalog (
  product_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  product_name VARCHAR(200) NOT NULL,
  stock INT NOT NULL,
  price DECIMAL(12, 2) NOT NULL
);

INSERT IGNORE INTO catalog.catalog (product_id, product_name, stock, price) VALUES
  (101, 'Desk lamp', 42, 24.90),
  (102, 'Oak desk', 3, 349.00),
  (103, 'Office chair', 0, 189.50),
  (104, 'Notebook, dotted', 480, 6.75),
  (105, 'Fountain pen', 35, 58.00),
  (106, 'Ink, blue-black', 120, 12.40),
  (107, 'Monitor arm', 11, 94.99),
  (108, 'Cork board', 17, 31.20);
