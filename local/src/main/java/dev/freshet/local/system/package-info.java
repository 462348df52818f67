/**
 * The whole of Freshet in one JVM: the servers, what the template says of them, and the order in
 * which they start and stop.
 */
@NullMarked
package dev.freshet.local.system;

import org.jspecify.annotations.NullMarked;
