/**
 * AWS Lambda in this JVM: functions of the template run through their real handler classes and
 * Lambda's own serializers, synchronously and asynchronously, with Lambda's retries, timeouts and
 * destinations.
 */
@NullMarked
package dev.freshet.emulators.lambda.functions;

import org.jspecify.annotations.NullMarked;
