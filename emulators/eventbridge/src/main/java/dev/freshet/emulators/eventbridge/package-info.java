/**
 * Amazon EventBridge in this JVM: buses and rules of the template, matched by AWS's own Event
 * Ruler, with retries, dead-letter queues and faults on demand.
 */
@NullMarked
package dev.freshet.emulators.eventbridge;

import org.jspecify.annotations.NullMarked;
