/** The guarantees for users, operators and clients, on every platform. */
@NullMarked
package dev.freshet.e2e.scenario;

import org.jspecify.annotations.NullMarked;
