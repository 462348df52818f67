/**
 * Stands in for CloudWatch's metrics and alarms: takes metrics, also in the embedded format, and
 * evaluates a template's alarms on them.
 */
@NullMarked
package dev.freshet.emulators.cloudwatch;

import org.jspecify.annotations.NullMarked;
