package dev.freshet.writeapi;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.PersonName;

/** The body of {@code PUT /users/current} and {@code PUT /profile}. */
record NewProfile(PersonName name, EmailAddress email) {}
