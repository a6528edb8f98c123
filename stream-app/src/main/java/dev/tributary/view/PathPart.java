package dev.tributary.view;

import dev.tributary.config.Place;
import java.util.Optional;

/**
 * One name on the way to related rows.
 *
 * @param source empty when there is none of that name
 */
record PathPart(String name, Place place, Optional<Source> source) {}
