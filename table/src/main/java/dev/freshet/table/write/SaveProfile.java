package dev.freshet.table.write;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;

/**
 * A user's request for a change of their profile.
 *
 * @param expected the state that the user saw
 */
public record SaveProfile(
    UserId user, String name, EmailAddress email, ExpectedVersion expected, String correlationId) {}
