/** What users, operators and clients may rely on, on every platform. */
@NullMarked
package dev.freshet.e2e.scenario;

import org.jspecify.annotations.NullMarked;
