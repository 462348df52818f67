package dev.freshet.push;

import dev.freshet.domain.UserId;
import java.time.Instant;

/**
 * An open connection, or one that was.
 *
 * @param id API Gateway's
 * @param end when it is closed: with the access token, or when API Gateway closes it anyway
 */
record Connection(String id, UserId user, Instant openedAt, Instant end) {}
