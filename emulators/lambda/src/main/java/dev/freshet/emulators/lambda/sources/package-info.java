/**
 * Lambda's event source mappings in this JVM: a table's stream and queues are polled, and functions
 * invoked with batches, by Lambda's rules for batching, filtering, retries and partial failures.
 */
@NullMarked
package dev.freshet.emulators.lambda.sources;

import org.jspecify.annotations.NullMarked;
