-- The order service's own table. Its instances write orders to the topic order-service.orders; a sink lands them here, and views
-- read the same topic: nobody writes to two places. (Or they write here, and Debezium tells the topic: connect/orders-source.json.)
CREATE DATABASE IF NOT EXISTS orders CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'orders'@'%' IDENTIFIED BY 'orders';
GRANT ALL ON orders.* TO 'orders'@'%';

CREATE TABLE IF NOT EXISTS orders.orders (
  order_id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT,
  product_id BIGINT,
  qty INT NOT NULL,
  total_price DECIMAL(12, 2) NOT NULL,
  status VARCHAR(20) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  KEY (user_id),
  KEY (product_id)
);
