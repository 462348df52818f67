/**
 * {@code template.yaml} as CloudFormation and the SAM transform read it: parameters, conditions,
 * globals and intrinsic functions resolved, so that the local system says no name, route or limit a
 * second time.
 */
@NullMarked
package dev.freshet.emulators.template;

import org.jspecify.annotations.NullMarked;
