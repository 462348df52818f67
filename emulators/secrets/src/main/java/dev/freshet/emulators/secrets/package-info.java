/**
 * AWS Secrets Manager and Systems Manager Parameter Store in this JVM: the template's secrets and
 * parameters, answered on the wire.
 */
@NullMarked
package dev.freshet.emulators.secrets;

import org.jspecify.annotations.NullMarked;
