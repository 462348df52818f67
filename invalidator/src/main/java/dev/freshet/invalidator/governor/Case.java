package dev.freshet.invalidator.governor;

import dev.freshet.domain.EdgeCopy;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one evicted view.
 *
 * @param copy what Redis says of its copies at the edge
 * @param absence what it is worth that Redis says there is none
 * @param purgedAt when the view's copies were last purged, as far as this instance knows
 */
record Case(EdgeCopy copy, Absence absence, Instant evictedAt, Optional<Instant> purgedAt) {}
