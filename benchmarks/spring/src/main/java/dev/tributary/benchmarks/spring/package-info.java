/** The shop's documents as a team with Spring Boot writes it: Spring Kafka runs the topology, Spring MVC answers. */
@NullMarked
package dev.tributary.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
