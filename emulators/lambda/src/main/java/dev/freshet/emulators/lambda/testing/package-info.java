/**
 * For tests of what calls functions: functions whose answers a test scripts, and queues in memory.
 */
@NullMarked
package dev.freshet.emulators.lambda.testing;

import org.jspecify.annotations.NullMarked;
